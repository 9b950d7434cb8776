"""Comparing a claim with its evidence word by word: what is denied, hedged, ascribed, turned round or added."""

from __future__ import annotations

import pytest

from briefer.checking import GivenClaim, check_claim


def missing_kinds(claim: str, evidence: str, speaker: str | None = None) -> set[str]:
    """The kinds of what a claim lacks by one sentence of evidence."""
    given = GivenClaim(id=1, claim=claim, speaker=speaker, evidence=(evidence,))
    return {missing.kind for missing in check_claim(given).missing}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The envoy did not sign the protocol.", "The envoy refused to sign the protocol."),
        ("No flights are allowed over the bay.", "Flights over the bay are banned."),
        ("The gate was not opened.", "The gate stayed closed."),
        ("A strike has not been ruled out by the pilots.", "The pilots have not excluded a strike."),
        ("The tunnel could be flooded.", "The tunnel may be flooded."),
        ("The refinery is to reopen in May.", "The refinery is due to reopen in May."),
        ("The board turned the offer down.", "The board rejected the offer."),
        ("The village was shelled by rebels.", "Rebels shelled the village."),
        ("Nobody was hurt.", "No injuries were reported."),
        ("The ferry had been last seen on Tuesday.", "The ferry has not been seen since Tuesday."),
        ("The ministry will close the road.", "The ministry announced that it would close the road."),
        ("The union wants the depot to be closed.", "The union demanded the closure of the depot."),
        ("The league was formed against Arland.", "Otter said that the league formed against Arland is to end in May."),
        ("Imports of salt will be allowed again.", "Arland will end its ban on salt imports."),
        ("Deputies voted against the treaty.", "Deputies rejected the treaty."),
        ("Brandt refuses to resign.", "Brandt stays despite demands that he resign."),
        ("The blockade stays until they agree.", "The blockade will not be lifted unless they agree."),
        ("Patients had to be moved.", "Patients were moved."),
        ("The depot must be closed.", "The depot has to be closed."),
        ("Porters reached the camp after the guide had fallen.", "The porters reached the camp after the guide fell."),
    ],
)
def test_paraphrase_lacks_nothing(claim: str, evidence: str) -> None:
    assert missing_kinds(claim, evidence) == set()


@pytest.mark.parametrize(
    ("claim", "evidence", "kind"),
    [
        ("The envoy signed the protocol.", "The envoy did not sign the protocol.", "negation"),
        ("The envoy did not sign the protocol.", "The envoy signed the protocol.", "negation"),
        ("Missiles were moved to the coast.", "The minister denied that missiles were moved to the coast.", "negation"),
        ("The court upheld the verdict.", "The court overturned the verdict.", "negation"),
        ("The council voted for the treaty.", "The council voted against the treaty.", "negation"),
        ("Militants attacked the depot.", "Militants may attack the depot.", "modality"),
        ("Militants may have attacked the depot.", "Militants attacked the depot.", "modality"),
        ("The lender granted a loan.", "The lender is considering a loan.", "modality"),
        ("Prices will rise in autumn.", "Prices could rise in autumn.", "modality"),
        ("The mayor hid the report.", "The opposition accused the mayor of having hidden the report.", "attribution"),
        ("The depot burned for two days.", "The depot burned for two days, residents said.", "attribution"),
        ("The Front shelled it.", "In a video shown on Monday, the Front said it shelled the depot.", "attribution"),
        ("The mayor took bribes.", "The mayor is alleged to have taken bribes.", "modality"),
        ("Rebels were driven out by government soldiers.", "Government soldiers were driven out by rebels.", "role"),
        ("Minsk shut the crossings into Poland.", "Poland shut the crossings into Belarus.", "role"),
        ("Rebels shelled the army.", "The army shelled the rebels.", "role"),
        ("Arland accused Borland of fraud.", "Borland accused Arland of fraud.", "role"),
        ("The rate rose from 5 to 3 percent.", "The rate rose from 3 to 5 percent.", "role"),
        ("The convoy carried flour and ammunition.", "The convoy carried flour.", "detail"),
        ("Several refineries burned through the night.", "The mediator met the president.", "content"),
    ],
)
def test_corruption_is_told_by_its_kind(claim: str, evidence: str, kind: str) -> None:
    assert kind in missing_kinds(claim, evidence)


def test_speaker_stands_for_the_attribution() -> None:
    evidence = "The depot burned for two days, residents said."
    assert missing_kinds("The depot burned for two days.", evidence, speaker="residents") == set()


def test_wrong_speaker_is_told() -> None:
    evidence = "Governor Ilan Roe said that Sana Teck had sold the port."
    assert "attribution" in missing_kinds("The port was sold.", evidence, speaker="Sana Teck")


def test_adverb_does_not_hide_the_denied_verb() -> None:
    evidence = "The bank has not yet officially closed the account."
    assert "negation" in missing_kinds("The bank closed the account.", evidence)


def test_name_with_a_denying_word_denies_nothing() -> None:
    evidence = "Doctors Without Borders opened a clinic in Teln."
    assert missing_kinds("A clinic in Teln was opened by Doctors Without Borders.", evidence) == set()


def test_added_detail_is_not_looked_for_in_a_claim_of_other_words() -> None:
    assert (
        missing_kinds("Faults blamed on a botched upgrade hit users.", "An update gone wrong hit the users.") == set()
    )


def test_speaker_is_told_in_one_piece() -> None:
    given = GivenClaim(
        id=1,
        claim="The pass is closed.",
        evidence=("The pass is closed, according to an adviser to the governor of Kelm.",),
    )
    assert [missing.text for missing in check_claim(given).missing] == [
        "according to an adviser to the governor of Kelm"
    ]
