"""The verbs and nouns that tie two actors together, by kind of relation."""

from __future__ import annotations

import re

from briefer.records import RelationKind

# Between subject and object stands an optional apposition or adverb, the verb, and the words up to the object.
VERBS: tuple[tuple[RelationKind, str, str], ...] = (
    (
        "supports",
        (
            r"(?:(?:started|began|continue[sd]?) )?support(?:s|ed|ing)?|back(?:s|ed|ing)?|arm(?:s|ed)|fund(?:s|ed|ing)?|financ(?:es|ed)|endors(?:es|ed)|"
            r"provid(?:es|ed|ing) (?:\w+ ){0,2}(?:aid|support|weapons|arms|funds|funding|"
            r"assistance|training|backing|money) (?:to|for)|suppl(?:ies|ied)|train(?:s|ed)|praised"
        ),
        "supported|backed|armed|funded|financed|endorsed|trained|praised",
    ),
    (
        "opposes",
        (
            r"oppos(?:es|ed|ing|e)|object(?:s|ed)? to|condemn(?:s|ed|ing)?|denounc(?:es|ed|ing)|criticis(?:es|ed)|"
            r"criticiz(?:es|ed)|reject(?:s|ed)|blam(?:es|ed)|accus(?:es|ed)|distrusts?|protested|expelled|sued|summoned"
        ),
        "opposed|condemned|denounced|criticised|criticized|rejected|blamed|accused|expelled|sued",
    ),
    (
        "attacks",
        (
            r"attack(?:s|ed|ing)?|target(?:s|ed|ing)|struck|strikes|bomb(?:s|ed|ing)|shell(?:s|ed|ing)|raid(?:s|ed)|"
            r"invad(?:es|ed)|kill(?:s|ed|ing)|assassinated|hacked|breached|fired (?:\w+ ){0,3}(?:at|on|into)|hit|ambushed|shot down|"
            r"launched (?:\w+ ){0,4}(?:on|at|against)|carried out (?:\w+ ){0,4}(?:on|against)|captured|seized|fought(?: against)?|"
            r"is fighting|are fighting|clashed with"
        ),
        "attacked|targeted|struck|bombed|shelled|raided|invaded|killed|assassinated|hacked|breached|hit|ambushed|captured|seized",
    ),
    (
        "threatens",
        r"threaten(?:s|ed|ing)?|warn(?:s|ed|ing)?|vow(?:s|ed) to (?:attack|strike|punish|destroy)",
        "threatened|warned",
    ),
    (
        "negotiates_with",
        (
            r"met(?: with)?|meets(?: with)?|negotiat(?:es|ed|ing) with|(?:held|holds|in|hold|began|resumed) "
            r"(?:\w+ ){0,2}(?:talks|negotiations) with|spoke (?:with|to)|talked (?:with|to)|hosted|visited|"
            r"mediat(?:es|ed) between"
        ),
        "hosted",
    ),
    (
        "cooperates_with",
        (
            r"cooperat(?:es|ed|ing) with|co-operat(?:es|ed|ing) with|work(?:s|ed|ing) with|partner(?:s|ed) with|"
            r"(?:signed|reached|concluded|struck) (?:\w+ ){0,5}(?:with)|allied with|joined forces with|agreed with|"
            r"agreement with|alliance with|coordinat(?:es|ed) with"
        ),
        "",
    ),
    (
        "member_of",
        (
            r"(?:(?:is|are|was|were|became|remains) (?:an? |the )?|(?<=, )(?:an? |the )?)(?:[\w-]+ ){0,5}?"
            r"(?:members? of|part of|unit of|wing of|branch of|arm of|subsidiary of|division of)|"
            r"belong(?:s|ed)? to|joined|(?:is|are) affiliated with"
        ),
        "",
    ),
    (
        "commands",
        (
            r"(?:(?:is|was|became|remains) (?:the |an? )?|(?<=, )(?:the |an? )?)(?:[\w-]+ ){0,2}?"
            r"(?:commander|leader|head|chief|director|chairman|chairwoman|president|ceo|chief executive|"
            r"secretary-general|founder|prime minister|king|ruler|governor|minister) (?:of|in)|"
            r"leads?|led|commands?|commanded|heads|headed|chairs|chaired|controls|rules"
        ),
        "led|commanded|headed|chaired|controlled|ruled",
    ),
    (
        "sanctions",
        (
            r"sanction(?:s|ed|ing)?|(?:imposed|imposes|announced|placed) (?:\w+ ){0,4}(?:sanctions|tariffs|"
            r"restrictions|an embargo) (?:on|against)|designat(?:es|ed|ing)|blacklist(?:s|ed)|banned|fined|indicted|"
            r"arrested|charged|embargoed"
        ),
        "designated|sanctioned|blacklisted|banned|fined|indicted|arrested|charged",
    ),
)

# Nouns that tie two names joined by "and" behind them.
BETWEEN: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    (
        "cooperates_with",
        re.compile(
            r"(?i)\b(?:agreements?|arrangements?|deal|treaty|pact|accord|partnership|alliance|cooperation) between (?:the )?$"
        ),
    ),
    ("negotiates_with", re.compile(r"(?i)\b(?:talks|negotiations|meetings?|summit) (?:\w+ )?between (?:the )?$")),
    (
        "attacks",
        re.compile(r"(?i)\b(?:war|fighting|clashes|battles?|hostilities|combat|conflict) (?:\w+ )?between (?:the )?$"),
    ),
)

# What two names joined by "and" do together.
TOGETHER: tuple[tuple[RelationKind, re.Pattern[str]], ...] = (
    (
        "cooperates_with",
        re.compile(
            r",? (?:(?:have|has|had|also|jointly|finally|already) )*(?:agreed|signed|sealed|concluded|pledged to cooperate|"
            r"joined forces|allied|reached an? (?:\w+ )?(?:agreement|deal|accord|truce|ceasefire))\b"
        ),
    ),
    (
        "negotiates_with",
        re.compile(
            r",? (?:(?:have|had|also|already) )*(?:met\b|held (?:\w+ )?talks|negotiated|are negotiating|resumed talks)"
        ),
    ),
    ("attacks", re.compile(r",? (?:(?:have|had|also) )*(?:clashed|exchanged fire|fought each other|went to war)")),
)
