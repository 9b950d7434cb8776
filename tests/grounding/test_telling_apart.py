"""What a claim may and may not make of speakers, hedges, clauses, names and dates; each case with its counter-case."""

from __future__ import annotations

from datetime import date

import pytest

from briefer.checking import GivenClaim, check_claim

PUBLISHED = date(2026, 3, 12)


def missing(claim: str, *evidence: str) -> set[str]:
    """The kinds of what a claim lacks by its evidence."""
    given = GivenClaim(id=1, claim=claim, date=PUBLISHED, evidence=evidence)
    return {each.kind for each in check_claim(given).missing}


TOLL = (
    "Opposition leader Berit Saar told reporters in Umbra that soldiers had shot nine people, "
    "a toll which the army's spokesman declined to confirm."
)
COST = 'Minister Ilan Roth said the dam would cost 90 million crowns, a figure that the builders\' union called "a fairy tale".'
COUNSEL = "Judge Ada Prem accused the bank of hiding 40 million florins, a charge the bank rejected as absurd."
FIRE = (
    "The harbour chief of Larn, Otto Bense, said that he believed the fire had started in a cable duct, "
    "but the provincial fire office said on Monday that it had found no cause."
)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Berit Saar said that soldiers shot nine people.", TOLL),
        ("According to Ilan Roth, the dam would cost 90 million crowns.", COST),
        (
            "By the reckoning of the grain board, exports fell by 4 percent.",
            "Exports fell by 4 percent, the grain board estimates.",
        ),
        (
            "Figures from the grain board put exports at 12,000 tonnes.",
            "Exports were 12,000 tonnes, the grain board said.",
        ),
        ("Otto Bense believed that the fire had started in a cable duct.", FIRE),
        ("The statistics office counted 4,000 farms.", "There are 4,000 farms, the statistics office said."),
        (
            "Fires burned 900 hectares of forest near Larn.",
            "Fires have burned 900 hectares of forest near Larn, rescue officials said.",
        ),
        (
            "Ten barges are to be sold to Orvik Lines.",
            "The two companies said in a joint statement that ten barges were to be sold to Orvik Lines.",
        ),
    ],
)
def test_word_of_whoever_says_it_stays_his(claim: str, evidence: str) -> None:
    assert missing(claim, evidence) == set()


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The army's spokesman said that soldiers shot nine people.", TOLL),
        ("The builders' union says that the dam would cost 90 million crowns.", COST),
        ("The bank hid 40 million florins, though the bank rejected Prem's charge.", COUNSEL),
        ("The provincial fire office said that the fire had started in a cable duct.", FIRE),
        ("Soldiers shot nine people in Umbra, while the army's spokesman said nothing.", TOLL),
        ("The militia burned two mills.", "The militia burned two mills, farmers said."),
    ],
)
def test_word_is_given_to_nobody_else_and_not_told_as_fact(claim: str, evidence: str) -> None:
    assert "attribution" in missing(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The office could not verify 19 deaths.", "The office was unable to verify 19 deaths."),
        ("The truce began in May and will end in July.", "The truce began in May and will end in July."),
        ("The cabinet announced a cut of diesel subsidies.", "The cabinet announced that diesel subsidies would be cut."),
        ("Prosecutors are weighing an appeal.", "Prosecutors are considering whether to appeal."),
        ("The bloc ruled out a challenge in court.", "The bloc would not challenge it in court."),
        ("The group will go on demanding it.", "The group will go on demanding it, no matter what it costs."),
        ("The motion fell six votes short of a majority.", "The motion failed, six votes short of a majority."),
        ("No storm warning was issued.", "The institute said no storm warning had been issued."),
        ("An informal pledge is possible until there is a formal treaty.", "An informal pledge is possible until there is a formal treaty."),
    ],
)  # fmt: skip
def test_hedges_and_denials_in_other_words_are_kept(claim: str, evidence: str) -> None:
    assert not missing(claim, evidence) & {"modality", "negation"}


@pytest.mark.parametrize(
    ("claim", "evidence", "kind"),
    [
        ("Brussels has levied duties on tiles after talks broke down.", "The EU may impose duties on tiles if talks collapse.", "modality"),
        ("By March 2026 the militia had resumed raids on the coast.", "The militia threatened to resume raids on the coast.", "modality"),
        ("The ministry said the depot would be moved.", "The ministry said it might move the depot.", "modality"),
        ("Residents are likely to be moved out.", "Residents could be moved out, which is not the likely outcome.", "modality"),
        ("Late openings were unintentional but had altered the result.", "Delays in opening were not deliberate and had not affected the outcome.", "negation"),
        ("The trawler cut the cable on purpose, the council said, adding that it went on looking.", "The council said the trawler may have cut the cable on purpose, but went on looking.", "modality"),
    ],
)  # fmt: skip
def test_hedges_and_denials_lost_are_told(claim: str, evidence: str, kind: str) -> None:
    assert kind in missing(claim, evidence)


VISIT = "Foreign Minister Lena Brandt met her Arlandic counterpart in Tessa for talks on the rail link, while Defence Minister Oto Varga flew to Umbra."
BRIDGE = "The brigade left the Molven bridgehead in May. Its tanks were seen at the junction of Sturo."
GUARD = (
    "Norland's coast guard detained 19 fishermen from Borland near the reef, and the coast guard seized three boats."
)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Oto Varga met the Arlandic minister in Tessa for talks on the rail link.", VISIT),
        ("The brigade left the Sturo bridgehead in May.", BRIDGE),
        ("Borland's coast guard detained 19 fishermen near the reef.", GUARD),
        (
            "Army troops retook Sant Roc in May.",
            "Army troops retook Ostar village in May, but rebels still hold Sant Roc.",
        ),
        ("Marlin Yards is being sued by Norvik Works.", "Marlin Yards has sued Norvik Works."),
        (
            "Commissioner Dial took the rifles back.",
            "Commissioner Sonnel took the rifles back, hours after Minister Dial had praised them.",
        ),
        (
            "The freighter sank within an hour of colliding with the ferry Maria.",
            "The freighter Dawn collided with the ferry Maria, and the ferry sank within an hour.",
        ),
    ],
)
def test_name_in_anothers_place_is_told(claim: str, evidence: str) -> None:
    assert missing(claim, evidence) & {"role", "name"}


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Lena Brandt met her Arlandic counterpart in Tessa for talks on the rail link.", VISIT),
        ("The brigade left the Molven bridgehead in May.", BRIDGE),
        ("Norland's coast guard detained 19 fishermen near the reef.", GUARD),
        (
            "The Inland Sea Command cutter Sarro was hit.",
            "The Inland Sea Command (ISC) met. The ISC cutter Sarro was hit.",
        ),
        ("Norvik Works is being sued by Marlin Yards.", "Marlin Yards has sued Norvik Works."),
    ],
)
def test_name_in_its_own_place_is_not(claim: str, evidence: str) -> None:
    assert missing(claim, evidence) == set()


@pytest.mark.parametrize(
    ("claim", "evidence", "is_held"),
    [
        ("The crossing closes from 2 April 2026.", "The crossing will close from April 2, the cabinet decided on March 9.", True),
        ("The crossing closes from 9 March 2026.", "The crossing will close from April 2, the cabinet decided on March 9.", False),
        ("The probe tries again in April.", "The agency will try again next month.", True),
        ("Output shrank in Q1 2026.", "Output shrank in the first quarter of 2026.", True),
        ("As of 12 March 2026 nobody had claimed the raid.", "Nobody has claimed the raid.", True),
    ],
)  # fmt: skip
def test_dates_are_held_by_their_place_in_time(claim: str, evidence: str, *, is_held: bool) -> None:
    assert ("date" not in missing(claim, evidence)) == is_held


@pytest.mark.parametrize(
    ("claim", "evidence", "is_held"),
    [
        ("LNG tolls rise.", "Tolls for liquefied gas rise.", True),
        ("The RSF shelled Ostar.", "Paramilitary Rapid Support Forces fighters shelled Ostar.", True),
        ("The Kremlin is silent.", "Russia is silent.", True),
        ("Most cases are in Bucharest.", "Most cases are in Romania.", False),
        ("Rosa Condor spoke in Ostar.", "Rosa Huaman spoke in Ostar, her town.", False),
        ("Shelling hit El Geneina's main market.", "Shelling hit the main market in El Obeid.", False),
    ],
)
def test_names_stand_for_what_they_are(claim: str, evidence: str, *, is_held: bool) -> None:
    assert ("name" not in missing(claim, evidence)) == is_held


def test_denial_of_one_is_not_that_of_another() -> None:
    denial = "The rebels said that they had nothing to do with the attack."
    assert missing("The minister blamed the rebels for the attack.", denial, "The minister blamed the rebels.") == set()
    assert "negation" in missing("The rebels carried out the attack.", denial)


def test_clause_of_which_the_evidence_has_nothing_is_a_detail() -> None:
    evidence = "The clinic admitted 43 wounded and ran out of dressings by noon."
    assert missing("The clinic admitted 43 wounded and ran out of dressings by noon.", evidence) == set()
    added = "The clinic admitted 43 wounded and ran out of dressings because a naval blockade had stopped lorries."
    assert "detail" in missing(added, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence", "kind"),
    [
        ("The statistics office of Norland said that unemployment among graduates had eased.",
         "The statistics office of Norland said that consumer prices rose by 0.4 percent in February.", "content"),
        ("Analysts at Brisk call a deficit likely this year.", "Analysts at Brisk called a deficit possible, though unlikely, this year.", "modality"),
        ("An eruption of Mount Sera is likely.", "An eruption of Mount Sera was possible.", "modality"),
        ("The forum reached agreement on a water tariff.", "The forum failed to agree on a water tariff.", "negation"),
        ("Lorries crossed the pass.", "The pass was too icy to cross.", "negation"),
        ("An audit, which is not public, found 40 million crowns missing.",
         "Deputy Ina Orr told the channel that an audit had found 40 million crowns missing.", "attribution"),
        ("The reserve, financed from the defence fund, is kept in three ports.", "The reserve is kept in three ports.", "detail"),
        ("The ferry operator said the kiosk at Larn would lose its clerk because few travellers pay with coins.",
         "The ferry will call at Larn again from Monday, the ferry operator said, and the kiosk is open.", "detail"),
        ("Hjelmar Shipping of Norway cancelled an order for two ferries.", "Norway's Kvalbo Lines cancelled an order for two ferries.", "name"),
        ("The office advised people to eat mussels.", "The office advised against eating mussels.", "negation"),
        ("Raiders burned two barns near Larn and stole a tractor.", "Raiders burned two barns near Larn.", "detail"),
        ("Two border guards from Norland were held by Velian soldiers.", "Norland's border guards detained two Velian soldiers.", "role"),
        ("The panel judges with high confidence that the dam could fail.",
         "The panel judges with low confidence that the dam could fail.", "modality"),
        ("Revenue tripled to 3.6 billion crowns in the three months to June.",
         "Revenue doubled to 3.6 billion crowns in the three months to June, beating the 2.9 billion that was expected.", "number"),
        ("At least 23 people, including 14 children, drowned.", "At least 23 people, nine of them children, drowned.", "number"),
    ],
)  # fmt: skip
def test_what_only_sounds_alike_is_told(claim: str, evidence: str, kind: str) -> None:
    assert kind in missing(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The fund got 412 million, 47 million more than the draft had sought.", "The fund got 412 million, up from the 365 million that the draft had sought."),
        ("The firm expects a profit of 410-450 million euros.", "The firm expects a profit of between 410 million and 450 million euros."),
        ("The plant sold for 2.1 trillion won.", "The plant was sold for 2.1 trillion won."),
        ("A van that hit a cyclist failed to stop.", "A van hit a cyclist and did not stop."),
        ("Minister Ida Roth told parliament that Norland would seek no loan.", "Minister Ida Roth told parliament Norland would seek no loan."),
        ("The first convoy crossed the Weli bridge on 7 March 2026.", "The first convoy since the road was cut in May crossed the Weli bridge on Saturday."),
        ("Visitors may stay visa-free.", "Visitors may stay without a visa."),
        ("At least 23 people, including nine children, drowned.", "At least 23 people, nine of them children, drowned."),
        ("Raiders burned two barns near Larn and took a tractor.", "Raiders burned two barns near Larn and stole a tractor."),
        ("The panel is highly confident that the dam will hold.", "The panel judges with high confidence that the dam will hold."),
        ("Crossings fell by 22 percent in the first two months of 2026.", "Crossings fell by 22 percent in the first two months of the year."),
        ("Ida Roth, the officer in charge of the port, has left.", "Ida Roth, the officer responsible for the port, has left."),
        ("The office advised people not to eat mussels.", "The office advised against eating mussels."),
        ("The office warned travellers against crossing the ice.", "The office warned travellers against crossing the ice."),
        ("Raiders overran two army posts near Larn.", "Raiders from the hills overran two army posts near Larn."),
        ("Kvalbo Lines of Norway cancelled an order for two ferries.", "Norway's Kvalbo Lines cancelled an order for two ferries."),
        ("The Emir of Qatar left on Monday.", "Qatar's emir left on Monday."),
        ("Exports more than doubled.", "Exports rose to 214 tonnes from 97 tonnes."),
    ],
)  # fmt: skip
def test_same_told_otherwise_lacks_nothing(claim: str, evidence: str) -> None:
    assert missing(claim, evidence) == set()
