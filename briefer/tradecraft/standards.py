"""The nine analytic tradecraft standards of ICD 203.

Source: Intelligence Community Directive 203, *Analytic Standards* (Office of the Director of National Intelligence,
2 January 2015; technical amendment 12 June 2023), section D.6.e, whose numbers these are.
"""

from __future__ import annotations

STANDARDS: dict[int, str] = {
    1: "quality and credibility of sources",
    2: "uncertainty",
    3: "information apart from judgments",
    4: "analysis of alternatives",
    5: "relevance",
    6: "logical argumentation",
    7: "change explained",
    8: "accuracy",
    9: "visual information",
}
