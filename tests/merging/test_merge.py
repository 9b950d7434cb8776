"""Merging: one actor per actor, one event per event."""

from __future__ import annotations

from typing import Any

import pytest

from briefer.merging import borne_out, merge
from briefer.records import (
    Actor,
    Citation,
    Claim,
    Contradiction,
    Event,
    Findings,
    Gap,
    Relation,
    Risk,
    Statement,
    Support,
)


def citation(number: int, document: str = "d1") -> Citation:
    return Citation(document=document, first=number, last=number, paragraph=1, start=number, end=number + 1, quote="x")


def actor(name: str, kind: Any = "person", *aliases: str, **rest: Any) -> Actor:
    return Actor(name=name, kind=kind, aliases=aliases, **rest)


def merged_names(*parts: list[Actor]) -> list[str]:
    return [found.name for found in merge([Findings(actors=tuple(part)) for part in parts]).actors]


def test_shared_alias_joins_and_the_fullest_name_stays() -> None:
    parts = [actor("PMF", "armed_group")], [actor("Popular Mobilization Forces", "armed_group", "PMF")]
    merged = merge([Findings(actors=tuple(part)) for part in parts]).actors
    assert [(found.name, found.aliases) for found in merged] == [("Popular Mobilization Forces", ("PMF",))]


def test_proper_name_stands_before_a_longer_description() -> None:
    parts = [actor("militia at the main port", "armed_group", "ASG")], [actor("Shore Guard", "armed_group", "ASG")]
    assert merged_names(*parts) == ["Shore Guard"]


def test_spelling_variants_join() -> None:
    assert merged_names([actor("Mohammed al-Sudani")], [actor("Mohammed al Sudani")]) == ["Mohammed al-Sudani"]


def test_last_name_alone_joins_its_only_bearer() -> None:
    assert merged_names([actor("Hanne Oskeld")], [actor("Oskeld")]) == ["Hanne Oskeld"]


def test_two_people_who_share_a_last_name_stay_two() -> None:
    names = merged_names([actor("Jora Vantell"), actor("Sime Vantell")], [actor("Vantell")])
    assert names == ["Jora Vantell", "Sime Vantell", "Vantell"]


def test_relatives_with_their_last_name_as_alias_stay_two() -> None:
    part = Findings(
        actors=(actor("Jora Vantell", "person", "Vantell"), actor("Sime Vantell", "person", "Vantell")),
        statements=(Statement(speaker="Vantell", claim="It is late."),),
    )
    merged = merge([part])
    assert [found.name for found in merged.actors] == ["Jora Vantell", "Sime Vantell"]
    assert merged.statements[0].speaker == "Vantell"


def test_common_alias_joins_nobody() -> None:
    parts = [
        actor("Ouren Tassid", "person", "the president", "-"),
        actor("Jora Vantell", "person", "the president", "–"),
    ]
    assert merged_names(parts) == ["Ouren Tassid", "Jora Vantell"]


def test_deeds_told_by_two_chunks_are_both_kept() -> None:
    parts = [actor("Corvane", "state", activity="closes the strait")], [actor("Corvane", "state", activity="sues")]
    merged = merge([Findings(actors=tuple(part)) for part in parts]).actors
    assert merged[0].activity == "closes the strait; sues"


def test_deed_told_more_fully_is_told_once() -> None:
    full = "is to meet Marta Oyelund on 18 May to discuss a ceasefire"
    parts = [
        actor("Idris Kalwan", activity=told) for told in ("is due to meet Oyelund on 18 May", full, "won 51 seats")
    ]
    merged = merge([Findings(actors=(part,)) for part in parts]).actors
    assert merged[0].activity == f"{full}; won 51 seats"
    apart = [actor("Orsolo", "company", activity=f"lost {count} ships in May") for count in (2, 3)]
    assert merge([Findings(actors=(part,)) for part in apart]).actors[0].activity == (
        "lost 2 ships in May; lost 3 ships in May"
    )


def test_body_named_alone_joins_the_only_one_that_another_text_tells_of_with_its_owner() -> None:
    owned = actor("Tevara's interior ministry", "government", citations=(citation(1, "d1"),))
    alone = actor("interior ministry", "government", citations=(citation(1, "d2"),))
    assert merged_names([owned], [alone]) == ["Tevara's interior ministry"]
    rival = actor("Corvane's interior ministry", "government", citations=(citation(2, "d1"),))
    assert len(merged_names([owned, rival], [alone])) == 3
    here = actor("interior ministry", "government", citations=(citation(3, "d1"),))
    assert len(merged_names([owned], [here])) == 2


def test_same_name_of_different_kinds_stays_two() -> None:
    assert merged_names([actor("Jordan", "state"), actor("Jordan", "person")]) == ["Jordan", "Jordan"]


def test_vague_kind_gives_way() -> None:
    merged = merge(
        [Findings(actors=(actor("Orsolo", "other"), actor("Orsolo", "company", role="tanker owner")))]
    ).actors
    assert [(found.kind, found.role) for found in merged] == [("company", "tanker owner")]


def test_findings_use_the_canonical_name() -> None:
    part = Findings(
        actors=(actor("Popular Mobilization Forces", "armed_group", "PMF"), actor("Hanne Oskeld"), actor("Oskeld")),
        events=(Event(text="The PMF marched.", actors=("PMF", "Oskeld")),),
        relations=(Relation(subject="Oskeld", kind="opposes", object="PMF", text="She opposes it."),),
        risks=(Risk(title="famine", category="humanitarian", affected=("PMF",)),),
        statements=(Statement(speaker="Oskeld", claim="It is late."),),
    )
    merged = merge([part])
    assert merged.events[0].actors == ("Popular Mobilization Forces", "Hanne Oskeld")
    assert (merged.relations[0].subject, merged.relations[0].object) == ("Hanne Oskeld", "Popular Mobilization Forces")
    assert merged.risks[0].affected == ("Popular Mobilization Forces",)
    assert merged.statements[0].speaker == "Hanne Oskeld"


def test_event_told_twice_is_one_with_both_citations() -> None:
    one = Event(text="A tanker struck a barge in the strait.", date="2026-02-03", citations=(citation(1),))
    other = Event(text="The tanker struck a barge in the strait", date="2026-02-03", citations=(citation(9, "d2"),))
    merged = merge([Findings(events=(one,)), Findings(events=(other,))]).events
    assert [event.citations for event in merged] == [(citation(1), citation(9, "d2"))]


def test_same_words_on_another_day_stay_two_events() -> None:
    events = tuple(Event(text="The ferry was turned back.", date=day) for day in ("2026-02-03", "2026-02-04"))
    assert len(merge([Findings(events=events)]).events) == 2


def test_accounts_that_differ_in_a_number_stay_two() -> None:
    """A contradiction must stay visible."""
    events = tuple(Event(text=f"The collision killed {n} people on the barge.", date="2026-02-03") for n in (11, 17))
    assert len(merge([Findings(events=events)]).events) == 2


@pytest.mark.parametrize(
    "denial", ["The army did not take Kelm on March 1.", "The army denied that it took Kelm on March 1."]
)
def test_denial_is_not_corroboration(denial: str) -> None:
    events = tuple(Event(text=text, date="2026-03-01") for text in ("The army took Kelm on March 1.", denial))
    assert len(merge([Findings(events=events)]).events) == 2


def test_possible_event_is_not_the_one_that_occurred() -> None:
    one = Event(text="The army took Kelm on March 1.", date="2026-03-01")
    assert len(merge([Findings(events=(one, one.model_copy(update={"status": "possible"})))]).events) == 2


def test_better_supported_of_two_duplicates_is_kept() -> None:
    weak = Event(text="The port closed at dawn.", date="2026", support=Support(verdict="unsupported"))
    strong = Event(text="The port closed at dawn today.", date="2026", support=Support(verdict="supported"))
    assert [event.text for event in merge([Findings(events=(weak, strong))]).events] == [strong.text]


def test_timeline_is_in_order_and_undated_last() -> None:
    dates = ["2026-02", None, "2014", "2026-02-03", "2025-12~", "2026-01/2026-03"]
    events = tuple(Event(text=f"Thing number {place} was done.", date=day) for place, day in enumerate(dates))
    merged = merge([Findings(events=events)]).events
    assert [event.date for event in merged] == ["2014", "2025-12~", "2026-01/2026-03", "2026-02", "2026-02-03", None]


def test_statement_repeated_by_its_speaker_is_one() -> None:
    said = Statement(speaker="Hanne Oskeld", claim="the talks will go on until the strait is open")
    again = Statement(speaker="Hanne Oskeld", claim="the talks will go on until the strait is open again")
    other = Statement(speaker="Lio Demarre", claim="the talks will go on until the strait is open")
    assert len(merge([Findings(statements=(said, again, other))]).statements) == 2


def test_key_points_of_several_sources_take_turns() -> None:
    texts = [("The port closed.", "Pilots struck."), ("Flour was rationed.", "Ambassadors protested.")]
    parts = [Findings(key_points=tuple(Claim(text=text) for text in pair)) for pair in texts]
    told = [point.text.split()[0] for point in merge(parts).key_points]
    assert told == ["The", "Flour", "Pilots", "Ambassadors"]


def test_contradiction_with_a_side_that_nothing_carries_is_none() -> None:
    sides = tuple(Claim(text=v, support=Support(verdict=v)) for v in ("supported", "partial", "unsupported"))
    told = [Contradiction(subject="x", kind="number", sides=pair) for pair in (sides[:2], sides[1:])]
    assert borne_out(told) == (told[0],)


def test_gaps_are_all_kept_once() -> None:
    gap, other = Gap(kind="chunk", text="part 2"), Gap(kind="chunk", text="part 3")
    assert merge([Findings(gaps=(gap, other)), Findings(gaps=(gap,))]).gaps == (gap, other)


def test_question_that_a_longer_one_asks_too_is_asked_once() -> None:
    short = Gap(kind="information", text="It is not known who sent the drones.")
    long = Gap(kind="information", text="It is not known who sent the drones, nor from where.")
    assert merge([Findings(gaps=(short,)), Findings(gaps=(long,))]).gaps == (long,)


def test_merging_is_idempotent() -> None:
    part = Findings(
        actors=(actor("PMF", "armed_group"), actor("Popular Mobilization Forces", "armed_group", "PMF")),
        events=(Event(text="The port closed.", date="2026"), Event(text="The port closed.", date="2026")),
    )
    once = merge([part])
    assert merge([once]) == once


def test_many_findings_stay_linear() -> None:
    """Ten thousand unlike events are compared through their rare words, not pair by pair."""
    events = tuple(
        Event(text=f"Ship number {n} of class {n % 97} left port {n * 7}.", date="2026") for n in range(10_000)
    )
    assert len(merge([Findings(events=events)]).events) > 9_000
