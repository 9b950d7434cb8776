"""The phrases by which text addresses a language model, as patterns over folded text."""

from __future__ import annotations

import re

_ANY = r"(?:[\w'’-]+[ ,]+){0,4}"

# What a model is told to ignore; "rules" and the like only where they are said to be its own.
_ORDERS = r"(?:instruction|prompt|directive|direction|command|guideline|programming|training|context|system message)s?"
_EARLIER = r"(?:previous|prior|above|earlier|preceding|foregoing|existing|original|initial|your|system|other|all|any|these|those)"
_REST = r"(?:[^.!?\n]|[.!?](?=\w))"  # of the sentence; a point within an address or a number does not end it
_DISCARD = r"(?:ignore|disregard|forget|override|bypass|overlook|discard|skip|neglect|do not follow|don['’]t follow|stop following)"
_OVERRIDE = (
    rf"{_DISCARD} {_ANY}{_EARLIER} {_ANY}(?:{_ORDERS}|(?<=your )(?:rules|safety)\w*)\b"
    rf"|{_DISCARD} (?:everything|anything|all|what)(?: that)?(?: (?:was|is|comes|came|stands|written|said))? (?:above|before this)\b"
    rf"|{_DISCARD} (?:everything|anything|all|what)(?: that)? (?:you(?: were|['’]ve been| have been|['’]ve)?|i(?:['’]ve| have)?)"
    r" (?:told|taught|learned|know|given|said|read)\b"
)
_MODEL = (
    r"(?:(?:large )?language models?|LLMs?|AI(?: (?:assistant|model|agent|system|tool|reader|bot|summari[sz]er)s?)?"
    r"|artificial intelligence|chat ?bots?|chatgpt|gpt(?:-\w+)?|claude|gemini|copilot|virtual assistants?"
    r"|(?:automated|machine) (?:readers?|summari[sz]ers?|systems?))"
)
_REPLY = r"(?:response|answer|reply|replies|output|message|summary|brief|report|completion|translation|sentences?|conclusion)"
_SYSTEM = (
    r"(?:system|initial|initiali[sz]ation|hidden|original|secret|internal|developer|base|first) "
    r"(?:prompt|message|instruction|configuration|string|rule|directive)s?"
)
_DO = (
    r"(?:add|append|prepend|include|integrate|incorporate|insert|embed|mention|modify|alter|change|adjust|augment|render"
    r"|express|provide|present|give|start|begin|open|end|close|finish|conclude|replace|translate|encode|decode|use|write"
    r"|output|print|say|state|format|shorten|limit|keep|make|jumble|scramble|misspell|anagram|reverse|convert|turn|spell"
    r"|transform|structure|phrase|restate|rewrite|craft|deliver|compose|weave|work|slip|put|ensure|emphasi[sz]e|highlight)"
)
_SHOW = (
    r"(?:show|reveal|print|output|repeat|display|tell|give|share|leak|disclose|dump|write|copy|recite|list|expose|send"
    r"|summari[sz]e|translate|encode|return|provide|state|spell|say)"
)

# A paragraph with none of these addresses no model: looking for them is far cheaper than the patterns are.
KEYWORDS = tuple(
    """instruc|prompt|your response|your answer|your reply|your output|your message|your summary|your brief|your report
    |your completion|your translation|your conclusion|your sentence|your repl|your system|your programming|your training data
    |your safety|your rules|your guideline|your config|assistant|language model|llm|chatgpt|chatbot|chat bot|copilot|<|[inst
    |[/inst|reply|respond|answer|new task|new directive|new objective|summary|conversation|initiali|jailbreak|###|ignor|disregard
    |forget |override|bypass|overlook|discard|stop following|not follow|t follow|you are now|you are no|you are act|pretend
    |from now on|you must|you will|you should|mode.|mode:|mode!| ai |ai:|ai-|(ai|system:|system |operator|developer:|user:|human:
    |bot:|ai,|letter|vowel|word|rot13|base64|encode|complete this|sentiment|mood of|vergiss|vergessen|missacht|oubli|ne ten|olvid
    |descart|omite|esque|desconsid|dimentic|negeer|vergeet|zapomnij|yok say|görmezden|unut|dikkate|игнор|забудь|ігнор|تجاهل|انس
    |نادیده|忽略|無視|无视|무시|忘|不要理会|잊""".replace("\n    ", "").split("|")
)

# Where a clause may begin: only there is a verb an order. "They told the model to ignore …" is a report.
_CLAUSE = (
    r"(?:\A|\n|[.!?:;…|>\]}*#\-–—,(\"“'‘]\s*|\b(?:please|now|then|you (?:must|should|will|shall|need to|have to|are to|can)|must"
    r"|instead|simply|just|kindly|immediately|first|also|finally|hey|ok|okay)[,:]? +)"
)
_START = r"(?:\A|\n|[.!?:…|>\]}*#]\s*|[-–—]{1,3}\s+)"
_COURTESY = r"(?:(?:please|now|then|instead|also|simply|just|kindly|first|finally|you must|you should|important:?),? )*"

OPENING = re.compile(
    rf"{_CLAUSE}(?:{_OVERRIDE})"
    rf"|{_START}{_COURTESY}(?:(?:can|could|will|would) you (?:please )?)?(?:{_DO}|respond|reply|answer|{_SHOW})\b{_REST}{{0,160}}\byour {_REPLY}\b"
    rf"|{_START}(?:in|within|at (?:the )?(?:start|end|beginning|top|bottom) of|when (?:writing|giving)) (?:all )?your {_REPLY}\b, "
    rf"|{_START}{_COURTESY}(?:respond|reply|answer)(?: (?:only|always|exclusively|solely))?"
    r" (?:with|in|using|as|by|like|only|without|to this)\b(?! (?:kind|favour|favor|part|due|turn|addition|fact|force|the affirmative))"
    rf"|{_START}{_COURTESY}(?:(?:can|could|will|would) you )?(?:please )?{_SHOW}\b{_REST}{{0,80}}"
    rf"\b(?:{_SYSTEM}|(?:above|preceding|previous|entire|whole|full) (?:\w+ )?(?:text|words|conversation|prompt|message)"
    r"|your (?:instructions|prompt|rules|guidelines|configuration))\b"
    rf"|{_START}{_COURTESY}{_DO}\b{_REST}{{0,120}}\b(?:in|into|to|as|of|at the (?:end|start|top) of) (?:the|this|any|every) "
    r"(?:summary|brief(?!ing)|output|response|answer|reply|principal actor|main actor|key judgment|bottom line)\b"
    rf"|{_START}{_COURTESY}{_DO} (?:each|every|all) {_REST}{{0,40}}(?:letter|vowel|word|sentence|reply|answer)s?\b{_REST}{{0,60}}"
    r"\b(?:with|in|by|reply|answer|response|number)\b"
    rf"|{_START}(?:first )?(?:rot13|base64|hex|morse)[- ]?encode\b"
    rf"|{_START}complete this sentence\b",
    re.IGNORECASE,
)

ANYWHERE = re.compile(
    rf"\byour (?:{_SYSTEM}|instructions were|programming|training data|safety (?:rules|guidelines|filters?))\b"
    rf"|\bwhat (?:are|were|is|was|['’]s) (?:\w+ ){{0,3}}(?:your|those|the opposite of your) (?:{_SYSTEM}|instructions|prompt)\b"
    r"|\brepeat (?:this|the|our) (?:entire|whole|full) conversation\b"
    r"|(?:\A|[.!?:]\s+)(?:(?:can|could) you )?(?:classify|determine|identify|rate|label) the (?:mood|sentiment|tone|emotion) of (?:this|the following)\b"
    r"|\bis this (?:feedback|comment|review|message|sentence|text|statement) (?:positive|negative)\b"
    r"|\b(?:show|give|tell|send) me (?:\w+ ){0,3}(?:the|your) (?:system|initial|hidden|original) (?:prompt|message|instructions)\b"
    rf"|\byou are (?:now |actually |no longer )(?:an? |in |the )?(?:\w+ ){{0,2}}(?:mode|{_MODEL}|DAN|bound by|jailbroken"
    r"|unrestricted|pirate|character|role|persona|assistant|developer)\b"
    rf"|\b(?:act|behave|respond|answer) as (?:if you (?:are|were) )?(?:an? )?(?:\w+ ){{0,2}}(?:{_MODEL}|DAN|unrestricted|uncensored)\b"
    r"|\bpretend (?:that )?(?:you are|you're|to be) (?:an? )?(?:\w+ ){0,2}(?:AI|assistant|model|DAN|unrestricted)\b"
    r"|\bfrom now on,? (?:you (?:are|will|must|should|shall)|your|respond|reply|answer)\b"
    r"|\b(?:enable|enter|activate|switch to|in) (?:developer|debug|maintenance|god|admin|DAN|jailbreak) mode[.:!]"
    r"|(?:\A|[.!?:]\s+)new (?:task|instructions?|directive|system prompt|objective)s?\b(?: (?:from|for) (?:the |your |you)\w*)?[^.\n]{0,30}:"
    r"|\b(?:updated|revised|additional|system|important) instructions?:\s*\w"
    r"|\byou (?:must|should|will) (?:now )?(?:reply|respond|answer|output|classify|conclude|report|write) "
    r"(?:only|exactly|with|that|as|in)\b",
    re.IGNORECASE,
)

READERS = re.compile(
    rf"(?:\A|[.!?(\[:>*\n]\s*)(?:important |urgent |special )?"
    rf"(?:note|notice|message|attention|instructions?|reminder|warning|memo|dear|hey|hello)[,:]? "
    rf"(?:(?:to|for|all|any|every|the|this|reading)[,:]? ){{0,3}}{_MODEL}\b"
    rf"|\bif you(?: are|['’]re) (?:reading this (?:as|and are) )?an? (?:\w+ ){{0,2}}{_MODEL}\b"
    rf"|(?:\A|[.!?:\n]\s*)as an? (?:\w+ ){{0,2}}{_MODEL},? you\b"
    rf"|(?:\A|[.!?:\n]\s*)(?:any|every|all) {_MODEL} (?:reading|processing|summari[sz]ing) (?:this|it)\b{_REST}{{0,40}}\b(?:must|should|shall)\b",
    re.IGNORECASE,
)

_SPANISH = r"(?:ignor[ae]|olvid[ae]|descarta|omite)(?:n|d|s)? (?:\w+ ){0,4}(?:instrucciones|indicaciones|órdenes)"
_PORTUGUESE = r"(?:ignor[ae]|esque[çc]a|desconsidere)m? (?:\w+ ){0,4}(?:instruções|instrucoes|ordens)"
_FRENCH = r"(?:ignore[zr]?|oublie[zr]?|ne ten(?:ez|s) pas compte) (?:de |d.)?(?:les|toutes|tes|vos|ces|mes|tout) (?:\w+ ){0,4}(?:instructions|consignes|directives)"
_GERMAN = r"(?:ignorier(?:e|en|t)|vergiss|vergessen sie|missachte[nt]?) (?:\w+ ){0,4}(?:anweisungen|instruktionen|befehle|vorgaben)"
_ITALIAN = r"(?:ignora|ignorate|dimentica|dimenticate) (?:\w+ ){0,4}(?:istruzioni|indicazioni)"
_DUTCH = r"(?:negeer|vergeet) (?:\w+ ){0,4}(?:instructies|opdrachten|aanwijzingen)"
_POLISH = r"(?:zignoruj|ignoruj|zapomnij o?) ?(?:\w+ ){0,4}(?:instrukcje|polecenia|instrukcjach|poleceniach)"
_TURKISH = r"(?:önceki|tüm|yukarıdaki) (?:\w+ ){0,3}(?:talimat|komut|yönerge)\w* (?:\w+ ){0,2}(?:yok say|görmezden gel|unut|dikkate alma)"
_RUSSIAN = r"(?:про|и)?игнориру(?:й|йте) (?:\w+ ){0,4}(?:инструкци|указани|команд)\w*|забудь(?:те)? (?:\w+ ){0,4}(?:инструкци|указани)\w*"
_UKRAINIAN = r"(?:про)?ігнору(?:й|йте) (?:\w+ ){0,4}(?:інструкці|вказівк|команд)\w*|забудь(?:те)? (?:\w+ ){0,4}(?:інструкці|вказівк)\w*"
_ARABIC = r"(?:تجاهل|تجاهلوا|انس|انسَ) (?:\w+ ){0,3}(?:التعليمات|الأوامر|التوجيهات|تعليمات)"
_PERSIAN = r"(?:دستورات|دستورالعمل|دستورهای)\S* (?:\S+ ){0,4}نادیده (?:بگیر|بگیرید)"
_CHINESE = r"(?:忽略|无视|無視|忘记|忘記|不要理会)[^。！？\n]{0,12}(?:指令|指示|提示|命令|说明|要求)"
_JAPANESE = r"(?:指示|命令|プロンプト|指令)[^。！？\n]{0,8}(?:無視|忘れ)(?:して|し|てください|ろ|せよ)"
_KOREAN = r"(?:지시|명령|프롬프트|지침)\S* (?:\S+ ){0,2}(?:무시|잊)(?:하|어|해)\S*"

_TURN = (
    r"(?:\A|\n)\s*[*#\[]{0,3}(?:assistant|ai|chatgpt|gpt|bot)[*\]]{0,3}\s*:\s*(?:sure|okay|ok|understood|certainly|of course|yes"
    r"|i['’ ]|here|the final|as (?:you|an)|done|absolutely|got it|my )"
    r"|(?:\A|\n)\s*[*#\[]{0,3}(?:system|developer|operator|admin(?:istrator)?|user|human)(?: (?:message|prompt|note|override|instruction))?"
    r"[*\]]{0,3}\s*:\s*(?:you\b|your\b|ignore|disregard|override|please|new |the (?:assistant|model|ai)|from now|print|output|reply"
    r"|respond|answer|write|list|report|reveal|safety)"
)
CHAT_MARKS = re.compile(
    r"<\|\s*(?:im_start|im_end|im_sep|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|end|eom_id"
    r"|channel|message|start|return|call|endofprompt|fim_\w+)\s*\|>"
    r"|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|<\|(?:START|END)_OF_TURN_TOKEN\|>"
    r"|</?\s*(?:system|assistant|instructions?|system[-_ ]prompt|user[-_ ](?:input|query)|article|document|context|untrusted\w*"
    r"|tool_(?:call|result|response)|function_calls?)\s*/?>"
    r"|(?:\A|\n)#{2,}\s*(?:system|instructions?|assistant|human|user|response|input)\s*:?\s*(?:\n|\Z|:)"
    rf"|{_TURN}"
    rf"|(?:{_SPANISH}|{_PORTUGUESE}|{_FRENCH}|{_GERMAN}|{_ITALIAN}|{_DUTCH}|{_POLISH}|{_TURKISH}|{_RUSSIAN}|{_UKRAINIAN}"
    rf"|{_ARABIC}|{_PERSIAN}|{_CHINESE}|{_JAPANESE}|{_KOREAN})",
    re.IGNORECASE,
)
