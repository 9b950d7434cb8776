"""Pages that hold no article, or only its opening: paywalls, cookie notices, pages that a script builds, empty ones."""

from __future__ import annotations

import re
from functools import cache

# A whole article may end in a call to subscribe; the opening of one that is closed off is short.
_SHORT_WORDS = 350
_NOTICE_WORDS = 200
FEW_WORDS = 40
"""A page with scripts and fewer words than this may say more in a browser."""

_PAYWALL = (
    r"(?:subscribe|sign\s+(?:in|up)|log\s+in|register|become\s+a\s+(?:member|subscriber))\b[^.!?\n]{0,60}\b"
    r"(?:to\s+(?:continue|keep|read|access|unlock|view)|for\s+(?:full|unlimited)\s+access)|"
    r"(?:already|not\s+yet)\s+a\s+(?:subscriber|member)\??|this\s+(?:article|content|story)\s+is\s+(?:only\s+)?(?:for|available\s+to|reserved\s+for|"
    r"exclusive\s+to)\s+(?:our\s+)?(?:subscribers|members|registered)|(?:to\s+)?continue\s+reading[^.\n]{0,40}(?:subscri|sign|log|register)|"
    r"(?:you\s+have|you['’]ve)\s+(?:reached|used|read)\b[^.\n]{0,40}\b(?:free\s+articles?|article\s+limit)|unlock\s+(?:this|the\s+full)\s+(?:article|story)|"
    r"(?:article|contenu)\s+r[ée]serv[ée]\s+(?:aux|à\s+nos)\s+abonn[ée]s|abonnez-vous\s+pour|jetzt\s+abonnieren|nur\s+f[üu]r\s+abonnenten|"
    r"weiterlesen\s+mit|contenido\s+(?:exclusivo|reservado)\s+para\s+(?:suscriptores|socios)|suscr[íi]bete\s+para|"
    r"(?:материал|статья|текст)\s+(?:доступ\w+|только)\s+[^.\n]{0,30}подписчик|оформите\s+подписку|للمشتركين\s+فقط|اشترك\s+(?:الآن\s+)?(?:لمتابعة|لقراءة)|"
    r"(?:订阅|登录|登入|訂閱)后?(?:可|即可|以)?(?:继续)?(?:阅读|閱讀)"
)
_CONSENT = (
    r"\b(?:we|this\s+(?:site|website))(?:\s+and\s+our\s+(?:\d+\s+)?partners)?\s+uses?\s+(?:cookies|tracking)|"
    r"accept\s+(?:all\s+)?cookies|your\s+(?:privacy|consent)\s+(?:choices|settings|preferences)|manage\s+(?:your\s+)?(?:consent|cookies|preferences)|"
    r"store\s+and/or\s+access\s+information\s+on\s+a\s+device|nous\s+utilisons\s+des\s+cookies|wir\s+(?:verwenden|nutzen)\s+cookies|"
    r"(?:utilizamos|usamos)\s+cookies|(?:мы\s+использу\w+|этот\s+сайт\s+использует)\s+(?:файлы\s+)?cookie|نستخدم\s+ملفات\s+(?:تعريف\s+الارتباط|الكوكيز)"
)
_ROBOT = (
    r"(?:checking|verifying)\s+(?:if\s+)?(?:your\s+browser|you\s+are\s+(?:a\s+)?human)|are\s+you\s+a\s+robot|enable\s+javascript\s+and\s+cookies\s+to\s+continue|"
    r"please\s+(?:complete|solve)\s+the\s+captcha|unusual\s+traffic\s+from\s+your|access\s+denied|attention\s+required!|just\s+a\s+moment"
)
_SCRIPTED = r"(?:enable|activate|turn\s+on|requires?|need)\s+(?:to\s+(?:enable|run)\s+)?javascript|javascript\s+(?:is\s+)?(?:disabled|required|not\s+enabled)"


def is_paywalled(text: str, *, is_free: bool | None, tier: str) -> bool:
    """Whether ``text`` is no more than the opening of an article that only subscribers may read.

    ``is_free`` is what the page's JSON-LD says, ``tier`` its ``article:content_tier``.
    """
    words = count_words(text)
    if words > _SHORT_WORDS:
        return False
    return is_free is False or tier in ("locked", "premium") or _paywall().search(text[-1500:]) is not None


def notice_in(text: str) -> str | None:
    """What a page is in place of an article, fit to stand behind "holds only", or None where it may be one."""
    words = count_words(text)
    if words > _NOTICE_WORDS:
        return None
    if words < 80 and _robot().search(text):
        return "a check for robots"
    if words < 60 and _scripted().search(text):
        return "a call to switch on JavaScript"
    if not _consent().search(text):
        return None
    told = len(_consent().findall(text)) + len(re.findall(r"cookie|consent", text, re.IGNORECASE))
    return "a notice on cookies and consent" if words < 60 or told >= 4 else None


def is_scripted(markup: str, words: int) -> bool:
    """Whether a page of so few ``words`` is an empty frame that its scripts fill in the reader's browser."""
    if words >= FEW_WORDS or not has_script(markup):
        return False
    return _frame().search(markup) is not None or _scripted().search(markup) is not None


def has_script(markup: str) -> bool:
    """Whether a page has scripts at all."""
    return re.search(r"<script\b", markup, re.IGNORECASE) is not None


def count_words(text: str) -> int:
    """The words of ``text``; scripts that set no spaces count two characters for one."""
    unspaced = len(re.findall(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]", text))
    return len(text.split()) + unspaced // 2


@cache
def _paywall() -> re.Pattern[str]:
    return re.compile(_PAYWALL, re.IGNORECASE)


@cache
def _consent() -> re.Pattern[str]:
    return re.compile(_CONSENT, re.IGNORECASE)


@cache
def _robot() -> re.Pattern[str]:
    return re.compile(_ROBOT, re.IGNORECASE)


@cache
def _frame() -> re.Pattern[str]:
    """The empty element that an application is put into."""
    names = r"(?:root|app|main-app|__next|__nuxt|react-root|ember-root|svelte|gatsby-focus-wrapper)"
    return re.compile(
        rf"<(?:div|main|section)[^>]{{0,80}}\bid=[\"']?{names}[\"']?[^>]{{0,80}}>\s*</|<app-root\b[^>]{{0,80}}>\s*</",
        re.IGNORECASE,
    )


@cache
def _scripted() -> re.Pattern[str]:
    return re.compile(_SCRIPTED, re.IGNORECASE)
