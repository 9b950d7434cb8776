"""What every rendering says at its end: who or what wrote the brief, what code checked, and what nobody did.

It follows Intelligence Community Standard 206-01, *Citation and Reference for Publicly Available Information,
Commercially Available Information, and Open Source Intelligence* (Office of the Director of National Intelligence,
2024), which asks that the use of generative AI be disclosed with tool and version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefer.records import Brief

_DIGITS_SHOWN = 16


def ai_statement(brief: Brief) -> list[str]:
    """The statement on generative AI, sentence by sentence, as plain text that each format escapes for itself."""
    made = brief.provenance
    told = [*_origin(brief), _checked(brief)]
    if made.engine == "llm":
        told.append(
            "Not checked by code: whether the sources are right, whether anything important was left out, and the "
            "reasoning, likelihoods, confidence, alternatives and indicators, which are the model's."
        )
    else:
        told.append("Not checked: whether the sources are right, and whether the selection leaves out what matters.")
    if brief.digest:
        told.append(f"Record sha256 {brief.digest[:_DIGITS_SHOWN]}; check it with brief verify.")
    return told


def _origin(brief: Brief) -> list[str]:
    """Which engine did what, with model, versions and date."""
    made = brief.provenance
    number = len(brief.sources)
    sources = f"the {'source' if number == 1 else f'{number} sources'} above"
    version = made.versions.get("briefer")
    tool = f"briefer {version}" if version else "briefer"
    day = f", as of {made.prepared}" if made.prepared else ""
    if made.engine == "extractive":
        return [
            f"No generative AI was used: by rules, {tool} selected, labelled and dated sentences of {sources}{day}."
        ]
    model = f"a language model ({made.model})" if made.model else "a language model"
    told = f"Generative AI was used: through {tool}, {model} extracted the findings and wrote title, bottom line and judgments"
    failed = f"{made.failed} of its answers could not be used." if made.failed else ""
    return [f"{told} from {sources}{day}.", *([failed] if failed else [])]


def _checked(brief: Brief) -> str:
    """What was compared, and the share of claims that held."""
    verdicts = [finding.support.verdict for finding in brief.claims() if finding.support]
    if not verdicts:
        return "No claim was checked."
    held = verdicts.count("supported")
    share = 100 * held // len(verdicts)
    return (
        "Code compared the names, numbers, dates and quotations of each claim with the sentences that it cites: "
        f"{held} of {len(verdicts)} claims ({share}%) are supported."
    )
