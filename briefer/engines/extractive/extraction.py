"""The extractive engine's one function: a document in, everything that its rules find in it out."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.engines.extractive.passages import Name, Passage, read_passages
from briefer.records import Actor, Document, Findings, Gap

# Where a text does not say its language, this share of English function words is enough to read it as English.
_ENGLISH_SHARE = 0.15
_ENGLISH = frozenset("the of and to in a is that for on was with as by at from has have be it are not will".split())
_SAMPLE = 400


def extract(document: Document) -> Findings:
    """Key points, actors, relations, events, risks and statements of ``document``, each citing its sentences.

    Every text in it stands in the source: sentences and clauses are selected, never written. Statements, relations
    and risks are looked for in English only; what was not looked for is said in a gap of kind ``caveat``.
    """
    # Here, not above: the patterns of the rules take longer to compile than all else takes to import.
    from briefer.engines.extractive.events import find_dated_sentences, find_events
    from briefer.engines.extractive.keypoints import find_key_points
    from briefer.engines.extractive.quotations import find_quotations, quoted_parts
    from briefer.engines.extractive.relations import find_relations
    from briefer.engines.extractive.risks import find_risks
    from briefer.engines.extractive.statements import find_statements
    from briefer.text.dates import find_dates

    source = document.source
    actors, names = _cast(document)
    dates = find_dates(document.text, published=source.published, language=source.language)
    passages = read_passages(document, names, dates)
    quoted = quoted_parts(passages, find_quotations(document, passages))
    english = _is_english(source.language, passages)
    key_points = find_key_points(document, passages, quoted, english=english)
    if not english:
        events = find_dated_sentences(document, passages)
        return Findings(key_points=key_points, actors=actors, events=events, gaps=(_unread(document),))
    statements = find_statements(document, passages, quoted)
    return Findings(
        key_points=key_points,
        actors=actors,
        relations=find_relations(document, passages),
        events=find_events(document, passages, quoted),
        risks=find_risks(document, passages, statements),
        statements=statements,
    )


def _cast(document: Document) -> tuple[tuple[Actor, ...], list[Name]]:
    """The actors of ``document``, and every place that names one of them."""
    from briefer.engines.extractive.actors import find_cast
    from briefer.text.names import find_names

    mentions = find_names(document)
    actors, owners = find_cast(document, mentions)
    # Wars and laws are names, but no actors.
    return actors, [
        Name(mention.start, mention.end, actor.name, actor.kind)
        for mention, actor in zip(mentions, owners, strict=True)
        if actor is not None
    ]


def _is_english(language: str, passages: Sequence[Passage]) -> bool:
    """Whether the rules for English apply: by the tag of the source, or by its function words where it has none."""
    if language not in {"", "und"}:
        return language.split("-")[0].lower() == "en"
    words = [word for passage in passages[:_SAMPLE] for word in passage.words[:_SAMPLE]]
    return sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)


def _unread(document: Document) -> Gap:
    from briefer.text.names.unicased import has_unicased

    language = document.source.language
    name = "a language that was not recognised" if language in {"", "und"} else f"the language tagged {language}"
    unnamed = (
        " In its script, which has no capital letters, states, unions of states and large cities are found by tables; "
        "persons and other organisations are not found."
        if has_unicased(document.text[:_SAMPLE])
        else ""
    )
    return Gap(
        kind="caveat",
        text=f"The text is in {name}: statements, relations and risks were looked for in English only, and whether a "
        f"dated sentence reports hearsay or a denial was not judged.{unnamed}",
        document=document.id,
    )
