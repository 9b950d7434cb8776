"""The order to forget what a model was told before, in other languages than English."""

from __future__ import annotations

# In many languages the order reads like a report ("he ignores"): there it must name all, the earlier or the reader's own
# instructions.
_SPANISH = r"(?:ignor(?:[ae][ns]?|ar)|olvid(?:[ae][ns]?|ar)|descart(?:[ae][ns]?|ar)|omit[ae]n?) (?:todas (?:las|tus|sus) |tus |(?:las )(?=\w+ (?:anteriores|previas|de arriba)))(?:instrucciones|indicaciones|órdenes)"
_PORTUGUESE = r"(?:ignor[ae]m?|esque[çc]a|desconsidere) (?:todas (?:as|suas) |as suas |as (?=\w+ (?:anteriores|prévias|acima)))(?:instruções|instrucoes|ordens)"
_FRENCH = r"(?:ignore[zr]?|oublie[zr]?|ne ten(?:ez|s) pas compte) (?:de |d.)?(?:toutes (?:les|tes|vos|ces) |tes |vos |les (?=\w+ (?:précédentes|antérieures|ci-dessus)))(?:instructions|consignes|directives)"
_GERMAN = r"(?:ignoriere?|ignorieren sie|vergiss|vergessen sie|missachten? sie) (?:bitte )?(?:alle[ns]?|deine|ihre|die|sämtliche)? ?(?:vorherigen|bisherigen|früheren|obigen|vorangegangenen|deine|alle|ihre|sämtliche) (?:\w+ ){0,2}(?:anweisungen|instruktionen|befehle|vorgaben)"
_ITALIAN = r"(?:ignora(?:te|re)?|ignori|dimentica(?:te|re)?) (?:tutte (?:le|le tue) |le tue |le (?=\w+ (?:precedenti|di cui sopra)))(?:istruzioni|indicazioni)"
_DUTCH = r"(?:negeer|vergeet) (?:alle |je |uw |de (?=vorige|eerdere|bovenstaande))(?:\w+ ){0,2}(?:instructies|opdrachten|aanwijzingen)"
_POLISH = r"(?:zignoruj|ignoruj|zapomnij o) (?:\w+ ){0,3}(?:instrukcje|polecenia|instrukcjach|poleceniach)"
_TURKISH = r"(?:önceki|tüm|yukarıdaki) (?:\w+ ){0,3}(?:talimat|komut|yönerge)\w* (?:\w+ ){0,2}(?:yok say|görmezden gel|unut|dikkate alma)\b"
_RUSSIAN = r"(?:про|и)?игнориру(?:й|йте) (?:\w+ ){0,4}(?:инструкци|указани|команд)\w*|забудь(?:те)? (?:\w+ ){0,4}(?:инструкци|указани)\w*|не следуй(?:те)? (?:\w+ ){0,2}(?:инструкци|указани)\w*"
_UKRAINIAN = r"(?:про)?ігнору(?:й|йте) (?:\w+ ){0,4}(?:інструкці|вказівк|команд)\w*|забудь(?:те)? (?:\w+ ){0,4}(?:інструкці|вказівк)\w*"
_ARABIC = r"(?:تجاهل|تجاهلوا|انس|انسَ) (?:\w+ ){0,3}(?:التعليمات|الأوامر|التوجيهات|تعليمات) (?:السابقة|أعلاه|الأصلية)"
_PERSIAN = r"(?:دستورات|دستورالعمل|دستورهای)\S* (?:\S+ ){0,4}نادیده (?:بگیر|بگیرید)"
_CHINESE = r"(?:忽略|无视|無視|忘记|忘記|不要理会)(?:掉)?(?:你)?(?:之前|以上|先前|前面|上述|此前|所有|你的|您的|一切)[^。！？\n]{0,8}(?:指令|指示|提示|命令|说明|規則|规则)"
_JAPANESE = r"(?:これまで|以前|上記|前|すべて|全て|以上)の?[^。！？\n]{0,8}(?:指示|命令|プロンプト|指令)[^。！？\n]{0,4}(?:無視して(?:ください|下さい|。|$)|無視しろ|無視せよ|忘れて(?:ください|下さい)|忘れろ)"
_KOREAN = r"(?:이전|위의|앞의|모든)\S* (?:\S+ ){0,3}(?:지시|명령|프롬프트|지침)\S* (?:\S+ ){0,1}(?:무시하(?:세요|라|십시오)|무시해(?:라|주세요)?|잊어)"

_EVERYTHING = (
    r"(?:olvid[ae]|ignor[ae]) todo lo (?:anterior|que)",
    r"(?:esque[çc]a|ignore) tudo o que|(?:esque[çc]a|ignore) tudo acima",
    r"(?:oublie[zr]?|ignore[zr]?) tout ce qui (?:précède|est|a été)",
    r"(?:vergiss|vergessen sie|ignoriere|ignorieren sie) alles,? (?:was|oben|bisherige|vorherige|vorige|obige)",
    r"(?:dimentica|ignora) tutto (?:ciò|quello) che",
    r"(?:vergeet|negeer) alles (?:wat|hierboven)",
    r"забудь(?:те)? вс[её][, ]",
    r"انس كل (?:ما|شيء)",
    r"(?:忘记|忘掉|忽略|无视)(?:掉)?(?:上面|以上|之前|前面|上述)的?(?:一切|所有|内容|全部|对话)",
    r"(?:これまで|以前|上記)の?[^。！？\n]{0,10}(?:すべて|全て|会話|内容)[^。！？\n]{0,4}忘れて(?:ください|下さい)",
)

_ORDERS = (_SPANISH, _PORTUGUESE, _FRENCH, _GERMAN, _ITALIAN, _DUTCH, _POLISH, _TURKISH, _RUSSIAN, _UKRAINIAN)
FOREIGN = "|".join((*_ORDERS, _ARABIC, _PERSIAN, _CHINESE, _JAPANESE, _KOREAN, *_EVERYTHING))
"""One pattern for all languages; it needs no place in the sentence, since its phrases hold no other reading."""

KEYWORDS = (
    "ignor olvid descart omit esque desconsid oubli ne_ten vergiss vergessen missacht dimentic negeer vergeet zapomnij "
    "не_следуй yok_say görmezden unut dikkate игнор забудь ігнор تجاهل انس نادیده 忽略 無視 无视 무시 忘 不要理会 잊"
)
