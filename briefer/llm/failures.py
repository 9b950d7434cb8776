"""What is done about each thing that a model server can do wrong.

    what happens                                                     outcome
    ───────────────────────────────────────────────────────────────  ─────────────────────────────────────────────────
    429 with Retry-After (seconds, date) or x-ratelimit-reset        wait: all callers of the server stop until then,
                                                                     fewer requests in flight, asked again
    429 without                                                      wait: 0.5 s, doubled for each further one
    429 that says the quota or balance is used up                    stop: "top up the account or choose another --model"
    429 that says one request is larger than the minute's tokens     split
    429 that asks for more than ten minutes; the twentieth in a row  gap
    408, 409, 425, 499, 500, 502, 503, 504, 520–529                  retry with backoff and full jitter; then gap
    503, 529 with Retry-After                                        the same, and all callers stop until then
    500 or 4xx about a parameter or the response format              adapt: drop it, remember that, ask again at once
    500 that comes back every time                                   retry, then gap; eight lost requests in a row: stop
    400, 413, 422, 500 in any wording of "prompt too long"           without a limit of the answer, then split
    401, 403; 400 or 500 about a key                                 stop: "set OPENAI_API_KEY to one that it accepts"
    402                                                              stop: "top up the account"
    404; 400 or 422 about the model                                  stop: "check --model and --base-url"
    403, 400 about moderation; a content filter; a refusal           gap (a refusal is asked again once)
    other 4xx                                                        gap
    connection refused, unreachable host                             retry, then stop: "is the server running?"
    unknown host name, untrusted certificate, no TLS                 stop
    reset, closed or cut in mid-answer                               retry, then gap
    hang, slow drip: no whole answer within --timeout                retry once, then gap
    200 with an empty, broken or HTML body, or without an answer     retry, then gap; HTML before any answer: stop
    200 with an error in its body                                    as the error's own status says, else retry
    null content, prose, invalid JSON, values against the schema     next rung of the ladder, or asked again once with
                                                                     the error; then gap (``briefer.llm.asking``)
    answer cut at its length limit                                   split (AnswerCut); whole JSON is taken as it is
    NUL, control characters, unpaired surrogates                     taken out
    sentence numbers that do not exist, thousands of items           claims set apart, said in the brief (grounding)
    answer in another language; another model than asked             taken; the model that answered is on record

"split": the request fails with PromptTooLong or AnswerCut, and the engine asks for each half of the chunk. "gap": the
request fails with ModelError, and the chunk becomes a gap of the brief. "stop": ModelUnavailable, nothing else is sent.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from briefer.llm.hints import Hints, read_hints

Outcome = Literal["wait", "retry", "adapt", "split", "gap", "stop"]

# Seconds; a server that wants to be left alone for longer is a matter for its user.
LONGEST_WAIT = 600.0

_TRANSIENT = {408, 409, 425, 499, 500, *range(502, 505), *range(520, 530)}
_MAY_BE_PARAMETERS = {400, 404, 405, 415, 422, 500, 501}

_CHECK_ADDRESS = "check that --base-url is the address of the API, up to and including /v1"

CHECK_NETWORK = "check that it runs, --base-url and the network"

_TOO_LONG = re.compile(
    r"exceed_?\s?context|context.?length.?exceeded|context.?window.?exceeded|maximum context|max(imum)? (model|input|prompt) length"
    r"|exceeds? (the )?(available |model.?s |maximum )*(context|prompt|input)|context (size|window|length) (of|is|has been)\b.*only"
    r"|context (length|window|size) (is )?exceeded|exceed(s|ed)? context (window|size|length)|longer than the maximum"
    r"|(prompt|input|message|request)s? (is|are|was)? ?(too long|too large|exceeds)|too many (input |prompt )?tokens"
    r"|reduce the length|input token count|string_above_max_length|max_new_tokens.? must be|context the overflows"
    r"|request (entity )?too large|payload too large|too large for model|maximum number of tokens|context overflow",
    re.IGNORECASE | re.DOTALL,
)
_ANSWER_LIMIT = re.compile(r"max_(completion_|new_)?tokens|in the completion|output tokens", re.IGNORECASE)
_WINDOW = re.compile(
    r"n_ctx\D{1,6}(\d+)|maximum (?:context|model) length (?:is|of) (\d+)|context (?:length|window|size) of (?:only )?(\d+)"
    r"|context (?:size|window) \(?(\d+)|> (\d+) maximum|tokens allowed \((\d+)",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"no connected db|auth(entication|orization)?[ _]error|(invalid|incorrect|missing|wrong|bad|no|valid)[ _](x-)?api[ _-]?key"
    r"|api[ _-]?key (is )?(not valid|invalid|missing|required|expired)|invalid[ _](token|credential)|unauthenticated|unauthorized"
    r"|no api key|no auth credentials",
    re.IGNORECASE,
)
_MODEL = re.compile(
    r"model_?\s?not_?\s?found|unknown model|no such model|invalid model( name|:|\b)|not a valid model"
    r"|model\b[^.\n]{0,80}\b(does not exist|not found|is not available|not supported by|is not loaded|not exist)"
    r"|deployment ?(does )?not ?found|deployment\b[^.\n]{0,60}\bdoes not exist",
    re.IGNORECASE,
)
_FILTER = re.compile(
    r"content.?filter|content management policy|moderation|flagged|safety (system|policy)", re.IGNORECASE
)
_BROKE = re.compile(
    r"insufficient_quota|billing|credit balance|insufficient (funds|credits?|balance)|payment", re.IGNORECASE
)
_LARGE = re.compile(r"request too large|requested \d+.{0,40}reduce", re.IGNORECASE | re.DOTALL)

# What a refusal of a parameter says beside its name.
_REFUSAL = re.compile(
    r"unsupported|not (?:be )?support|does ?n[o']t support|un(?:recogni[sz]ed|known|expected)|extra (?:inputs?|fields?|keys?)"
    r"|not permitted|not allowed|not (?:be )?accepted|invalid|only the default|deprecated|use '?max_|should be|must be|cannot be"
    r"|too large|at most|incompatible|not available|not implemented|refus|forbidden|ignored|drop_params",
    re.IGNORECASE,
)
_FORMAT = re.compile(
    r"response_format|json_schema|json_object|json mode|structured.?output|'text' or 'json_object'|grammar|guided|invalid.{0,10}schema",
    re.IGNORECASE,
)
_NAMES = ("temperature", "seed", "max_tokens", "max_completion_tokens", "strict")
_REPEATED = re.compile(r"""['"]input['"]\s*:""")
_ROLE = re.compile(
    r"\b(system|developer)\b.{0,30}\b(role|message|prompt)|\brole\w*\b.{0,40}\b(system|developer)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Failure:
    """What went wrong, in the server's words on one line, and what is done about it.

    ``refused`` names what ``adapt`` changes: parameters, "role" or "format". ``window`` is the context window that the
    server spoke of, in tokens. ``advice`` tells a user what to do ("key" and "model" stand for the usual lines).
    ``is_slow`` is a failure that took its time, and ``then`` the outcome once retrying is given up.
    """

    outcome: Outcome
    reason: str
    advice: str = ""
    status: int | None = None
    refused: frozenset[str] = frozenset()
    window: int | None = None
    hints: Hints = field(default_factory=Hints)
    is_slow: bool = False
    then: Outcome = "gap"

    @property
    def was_sent(self) -> bool:
        """Whether the server may have worked on the request, and charge for it: it was sent, and not refused."""
        return self.status is None and "stop" not in (self.outcome, self.then)


def judge_status(status: int, headers: Mapping[str, str], body: bytes) -> Failure:
    """What is done about an answer with an error status; ``headers`` have names in lower case."""
    content = _parsed(body)
    reason, text = _words(content)
    hints = read_hints(headers)
    judged = _by_status(status, reason, text, hints) or _by_words(status, content, reason, text)
    if judged is None:
        judged = Failure("retry" if status in _TRANSIENT or status > 500 else "gap", reason)
    return replace(judged, status=status, hints=hints)


def judge_body(headers: Mapping[str, str], body: bytes) -> Failure | dict[str, Any]:
    """The JSON object of an answer with status 200, or what is done about it where there is none in it."""
    content = _parsed(body)
    if isinstance(content, dict) and _has_message(content):
        return content
    if isinstance(content, dict) and content.get("error"):
        reason, _ = _words(content)
        error = content["error"]
        code = str(error.get("code") or error.get("status") or "") if isinstance(error, dict) else ""
        if re.fullmatch(r"[45]\d\d", code):
            return judge_status(int(code), headers, body)
        return Failure("retry", reason, status=200)
    if _is_page(body):
        return Failure("retry", "it sent a web page instead of an answer", _CHECK_ADDRESS, 200, then="stop")
    kind = "an empty answer" if not body.strip() else "something that is no answer"
    return Failure("retry", f"it sent {kind}", status=200)


def judge_connection(error: BaseException) -> Failure:
    """What is done about a connection that failed or broke; the reasons are looked for down the chain of causes."""
    causes = list(_causes(error))
    reason = next((str(each) for each in reversed(causes) if str(each)), type(error).__name__)
    reason = " ".join(reason.split())[:300]
    certificate = next((each for each in causes if isinstance(each, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        advice = "set SSL_CERT_FILE to the certificate of its authority"
        return Failure("stop", f"its certificate is not trusted ({certificate.verify_message})", advice)
    if any(isinstance(each, socket.gaierror) for each in causes):
        again = any(isinstance(each, socket.gaierror) and each.errno == socket.EAI_AGAIN for each in causes)
        return Failure("retry" if again else "stop", reason, CHECK_NETWORK, then="stop")
    if any(isinstance(each, ssl.SSLError) and not isinstance(each, ssl.SSLEOFError) for each in causes):
        return Failure("stop", f"it does not speak TLS ({reason})", "check http:// or https:// in --base-url")
    if any(type(each).__name__ == "ConnectError" for each in causes):
        return Failure("retry", reason, CHECK_NETWORK, then="stop")
    return Failure("retry", f"the connection broke ({reason})")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _has_message(content: dict[str, Any]) -> bool:
    choices = content.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return isinstance(first, dict) and isinstance(first.get("message"), dict)


def _by_status(status: int, reason: str, text: str, hints: Hints) -> Failure | None:
    """Where the status, with at most a word of the text, settles it."""
    if status == 429:
        return _limited(reason, text, hints)
    if status == 402:
        return Failure("stop", reason, "top up the account or choose another --model")
    if status == 401 or (status == 403 and not _FILTER.search(text)):
        return Failure("stop", reason, "key")
    if status == 413:
        return Failure("split", reason, window=_window(text))
    return None


def _limited(reason: str, text: str, hints: Hints) -> Failure:
    if _LARGE.search(text):
        return Failure("split", reason)
    if "insufficient_quota" in text or (_BROKE.search(text) and hints.wait is None):
        return Failure("stop", reason, "top up the account or choose another --model")
    if (hints.wait or 0) > LONGEST_WAIT:
        return Failure("gap", reason, f"the server asks to come back in {hints.wait:.0f} s")
    return Failure("wait", reason)


def _by_words(status: int, content: Any, reason: str, text: str) -> Failure | None:
    """What the text says, in the order of how sure its words are."""
    if status < 500 or status == 500:
        if _TOO_LONG.search(text):
            # Prompt and largest answer together do not fit: the answer's limit is the first to go.
            limit = frozenset({"limit"} if _ANSWER_LIMIT.search(text) else ())
            return Failure("split", reason, refused=limit, window=_window(text))
        if refused := refused_parameters(status, content, text):
            return Failure("adapt", reason, refused=refused)
        if _FILTER.search(text):
            return Failure("gap", reason)
        if _KEY.search(text):
            return Failure("stop", reason, "key")
        if status == 404 or _MODEL.search(text):
            return Failure("stop", reason, "model")
    if status == 405:
        return Failure("stop", reason, _CHECK_ADDRESS)
    return None


def refused_parameters(status: int, content: Any, text: str) -> frozenset[str]:
    """What a refusal is about, of what can be left out; empty if it is about none of it."""
    if status not in _MAY_BE_PARAMETERS:
        return frozenset()
    error = content.get("error") if isinstance(content, dict) else None
    parameter = error.get("param") if isinstance(error, dict) else None
    if isinstance(parameter, str) and parameter not in ("", "None", "null"):
        text = parameter if not _ROLE.search(text) else text
    elif not _REFUSAL.search(text):
        return frozenset()
    # What pydantic prints behind this repeats the request.
    text = _REPEATED.split(text)[0]
    found = {name for name in _NAMES if re.search(rf"(?<![A-Za-z_]){name}(?![A-Za-z_])", text)}
    if _ROLE.search(text):
        found.add("role")
    if _FORMAT.search(text) and "strict" not in found:
        found.add("format")
    if {"max_tokens", "max_completion_tokens"} <= found:
        # "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        first = min(("max_tokens", "max_completion_tokens"), key=lambda name: _place(text, name))
        found -= {"max_tokens", "max_completion_tokens"} - {first}
    return frozenset(found)


def _place(text: str, name: str) -> int:
    match = re.search(rf"(?<![A-Za-z_]){name}", text)
    return match.start() if match else len(text)


def _window(text: str) -> int | None:
    match = _WINDOW.search(text)
    return next(int(number) for number in match.groups() if number) if match else None


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")


def _is_page(body: bytes) -> bool:
    return body.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body"))


def _words(content: Any) -> tuple[str, str]:
    """What the server says: on one line for people, and in full, with codes, for ``_by_words``."""
    said = " ".join(_messages(content))
    codes = []
    error = content.get("error") if isinstance(content, dict) else None
    for holder in (error, content):
        if isinstance(holder, dict):
            codes += [str(holder[name]) for name in ("code", "type", "status", "n_ctx") if name in holder]
            codes += [f"n_ctx {holder['n_ctx']}"] if "n_ctx" in holder else []
    if _is_page(said.encode()[:64]):
        title = re.search(r"<(?:title|h1)[^>]*>(.*?)</", said, re.IGNORECASE | re.DOTALL)
        said = f"a web page{f' titled {title[1].strip()}' if title else ''}"
    line = "".join(character if character.isprintable() else " " for character in said)
    return " ".join(line.split())[:300] or "no reason given", f"{said} {' '.join(codes)}"


def _messages(content: Any) -> list[str]:
    """The texts in an error body, in whatever shape: ``error``, ``detail``, ``message``, ``title``, or a bare text.

    Of the lists that pydantic makes only place and message are read: their ``input`` repeats the request.
    """
    if isinstance(content, str):
        return [content]
    if isinstance(content, list):
        return [text for part in content[:10] for text in _messages(part)]
    if not isinstance(content, dict):
        return []
    if isinstance(content.get("loc"), list) and "msg" in content:
        return [f"{'.'.join(str(part) for part in content['loc'])}: {content['msg']}"]
    names = ("error", "message", "msg", "detail", "details", "title", "error_description", "errors")
    return [text for name in names if name in content for text in _messages(content[name])]
