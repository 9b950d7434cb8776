"""The checks of ``brief doctor``, each a line: what was tried, what came of it, what to do."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel

from briefer.addresses import shown_address
from briefer.errors import BrieferError, CacheError, ModelError, PromptError
from briefer.llm.prices import price_of
from briefer.llm.request import Request, Usage
from briefer.llm.schema import strict_schema
from briefer.llm.storage import open_storage
from briefer.settings import Settings
from briefer.text.tokens import tokenizer_for

if TYPE_CHECKING:
    from briefer.llm.asking import Asker

State = Literal["ok", "note", "mend"]

_MODELS_SHOWN = 5

# One word of each script that a brief may hold, to see whether a font has it.
_SCRIPTS = {
    "Latin": "Ab",
    "Cyrillic": "Як",
    "Greek": "Ωμ",
    "Arabic": "سلام",
    "Hebrew": "שלום",
    "Devanagari": "शान्ति",
    "Chinese": "和平",
    "Japanese": "へいわ",
    "Korean": "평화",
    "Thai": "สันติ",
}


class Check(NamedTuple):
    """``mend`` is what keeps briefer from working as configured; ``note`` what it can do without."""

    state: State
    name: str
    text: str


class _Sum(BaseModel):
    sum: int


def run_checks(settings: Settings) -> Iterator[Check]:
    """The checks, as they are made."""
    engine, reason = settings.resolve_engine()
    yield Check("ok", "engine", f"{engine} ({reason})")
    yield _cache(settings)
    if engine == "llm":
        yield from _model(settings)
    else:
        yield Check("note", "model", "none is asked; for one set OPENAI_API_KEY, or --base-url, or --model")
    yield from _extras()
    yield _fonts()


def _cache(settings: Settings) -> Check:
    """Whether answers can be stored and read back."""
    try:
        storage = open_storage(settings.cache)
        storage.write(".doctor/probe", b"probe")
        found = storage.read(".doctor/probe")
        storage.delete(".doctor/probe")
    except CacheError as error:
        return Check("mend", "cache", error.message)
    except OSError as error:
        text = f"{settings.cache} takes no writing ({error.strerror or error}): runs go on, but every call is paid anew"
        return Check("mend", "cache", f"{text}; free room, or name another folder with --cache")
    if found != b"probe":
        return Check(
            "mend", "cache", f"{settings.cache} does not give back what was written; name another with --cache"
        )
    return Check("ok", "cache", f"{settings.cache} can be written and read")


def _model(settings: Settings) -> Iterator[Check]:
    """Server, model, answers, tokens, price and prompts."""
    from briefer.engines.choice import DEFAULT_MODEL, open_client
    from briefer.llm.asking import Asker
    from briefer.llm.cache import ResponseCache

    if settings.api_key is None and settings.base_url is None:
        yield Check("mend", "key", f"OpenAI wants one: set {settings.key_name}, or --base-url for a server of your own")
        return
    client = open_client(settings)
    try:
        listed, check = _listed(client.models, settings)
        yield check
        model = settings.model or (listed[0] if listed and settings.base_url else DEFAULT_MODEL)
        if check.state != "mend":
            yield _answer(Asker(lambda: client, ResponseCache(settings.cache, "off")), model)
    finally:
        client.close()
    yield _tokens(model)
    yield _price(settings, model)
    yield _prompts(settings, model)


def _listed(list_models: object, settings: Settings) -> tuple[list[str], Check]:
    """What the server lists, and whether the model is among it."""
    where = shown_address(settings.base_url) if settings.base_url else "the OpenAI API"
    began = time.perf_counter()
    try:
        listed: list[str] = list_models()  # type: ignore[operator]
    except ModelError as error:
        reached = "lists no models" in error.message and settings.model is not None
        return [], Check("note" if reached else "mend", "server", error.message)
    took = (time.perf_counter() - began) * 1000
    names = ", ".join(listed[:_MODELS_SHOWN]) + (" …" if len(listed) > _MODELS_SHOWN else "")
    text = f"{where} lists {len(listed)} model{'s' if len(listed) != 1 else ''} in {took:.0f} ms: {names}"
    if settings.model and settings.model not in listed:
        return listed, Check("note", "server", f"{text}; {settings.model} is not among them")
    return listed, Check("ok", "server", text)


def _answer(asker: Asker, model: str) -> Check:
    """One tiny structured answer, and how it was got."""
    question = "What is the sum of 2 and 2? Answer with one JSON object that has the number as its `sum`."
    request = Request(model, (("user", question),), "sum", strict_schema(_Sum), label="the trial call")
    began = time.perf_counter()
    try:
        found = asker.ask(request, _Sum)
    except ModelError as error:
        return Check("mend", "answer", error.message)
    took = time.perf_counter() - began
    rung, dropped = asker.client.means(model)
    means = {
        "json_schema": "by json_schema",
        "json_object": "by json_object, with the schema in the prompt: json_schema is not honoured",
        "text": "found in plain text: neither json_schema nor json_object is honoured",
    }[rung]
    without = f", without {', '.join(dropped)}, which it refuses" if dropped else ""
    usage = asker.tally.usage
    text = f"{model} gave valid JSON {means}{without}, in {took:.2f} s ({usage.tokens_in} tokens in, {usage.tokens_out} out)"
    if found.sum != 4:
        return Check("note", "answer", f"{text}, but takes two and two for {found.sum}: expect weak briefs")
    return Check("ok", "answer", text)


def _tokens(model: str) -> Check:
    tokenizer = tokenizer_for(model)
    if tokenizer.notice:
        return Check("note", "tokens", tokenizer.notice)
    return Check("ok", "tokens", f"counted exactly, by {tokenizer.name}")


def _price(settings: Settings, model: str) -> Check:
    price = price_of(model, settings.base_url, settings.profile)
    if price is None:
        text = f"of {model} not known: --max-cost cannot be used; set price_in and price_out in a profile"
        return Check("note", "price", text)
    each_in, each_out = price.cost(Usage(1000, 0)) * 1000, price.cost(Usage(0, 1000)) * 1000
    return Check("ok", "price", f"${each_in:,.2f} in, ${each_out:,.2f} out for a million tokens, by {price.origin}")


def _prompts(settings: Settings, model: str) -> Check:
    """Whether every template renders, those of the user among them."""
    from briefer.chunking import chunk
    from briefer.engines.casefile import CaseFile
    from briefer.engines.engine import Work
    from briefer.engines.questions import Asked, Place, Questions
    from briefer.llm.prompts import Prompts
    from briefer.sources import read_text

    try:
        document = read_text("Date: 2026-03-12\n\nThe port closed on 3 March 2026.", settings, uri="trial")
        questions = Questions(
            Prompts(settings.prompts), Asked(model, settings.language, settings.sections, settings.fast)
        )
        work = Work(document, tuple(chunk(document, budget=1000, load_tokenizer=lambda: tokenizer_for(model))))
        questions.about_chunks([work])
        for place in (Place(), Place(is_of_assessments=True)):
            questions.about_case(CaseFile(), [document], {}, place)
    except PromptError as error:
        return Check("mend", "prompts", error.message)
    except BrieferError as error:
        return Check("mend", "prompts", f"a trial request could not be made: {error.message}")
    return Check("ok", "prompts", f"those in {settings.prompts} render" if settings.prompts else "the built-in ones")


def _extras() -> Iterator[Check]:
    """The optional parts of the installation, as its own metadata names them."""
    wanted: dict[str, list[str]] = {}
    for requirement in metadata.requires("briefer") or []:
        named = re.match(r"""([\w.-]+).*extra == ['"]([\w-]+)['"]""", requirement)
        if named and named[2] != "dev":
            wanted.setdefault(named[2], []).append(named[1])
    for extra, packages in sorted(wanted.items()):
        missing = [package for package in packages if not _is_installed(package)]
        if missing:
            text = f"not installed ({', '.join(missing)}); pip install 'briefer[{extra}]' brings it"
            yield Check("note", f"extra {extra}", text)
        else:
            versions = (f"{package} {metadata.version(package)}" for package in packages)
            yield Check("ok", f"extra {extra}", ", ".join(versions))


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _fonts() -> Check:
    """Which scripts a PDF could show; typst names what no font has only when it makes accessible PDFs."""
    try:
        import typst
    except ImportError:
        return Check("note", "fonts", "not looked for: PDF needs typst, which is not installed")
    lacking = []
    for script, word in _SCRIPTS.items():
        source = f'#set document(title: "x")\n#"{word}"'.encode()
        try:
            typst.compile(source, pdf_standards=["ua-1"])
        except typst.TypstError:
            lacking.append(script)
    families = len(typst.Fonts().families())
    if lacking:
        text = f"{families} families, but none for {', '.join(lacking)}; install fonts for them (fonts-noto on Debian)"
        return Check("note", "fonts", text)
    return Check("ok", "fonts", f"{families} families, with {', '.join(_SCRIPTS)}")
