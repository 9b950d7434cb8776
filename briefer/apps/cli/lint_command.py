"""``brief lint``: a finished brief against the analytic standards of ICD 203."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from briefer.apps.cli.output import write_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefer.records import Problem


@click.command(epilog="\b\nExample:\n  brief lint brief.json\n\nExit codes: 0 no problem, 1 problems, 2 usage.")
@click.argument("given", metavar="BRIEF.json|PACK.zip|-")
@click.option("-f", "--format", "format_name", type=click.Choice(["md", "json"]), default="md", help="Output format.")
@click.option("-o", "--output", metavar="FILE", help="Write here.")
@click.option(
    "--stale-days", type=click.IntRange(min=0), metavar="N", help="Days that make a source old.  [default: 30]"
)
def lint(given: str, format_name: str, output: str | None, stale_days: int | None) -> int:
    """Check a finished brief against ICD 203: sources, uncertainty, facts apart from judgments, alternatives."""
    from briefer.apps.cli.given import load_given
    from briefer.settings import load_settings
    from briefer.tradecraft.lint import lint as find_problems

    days = load_settings(stale_days=stale_days).stale_days
    brief = load_given(given).brief
    problems = find_problems(brief, stale_days=days)
    if format_name == "json":
        content = [problem.model_dump(mode="json") for problem in problems]
        write_output(json.dumps(content, ensure_ascii=False, indent=2) + "\n", output)
    else:
        write_output(_markdown(problems, brief.marking), output)
    return 1 if problems else 0


def _markdown(problems: Sequence[Problem], marking: str | None) -> str:
    from briefer.rendering.escaping import escape
    from briefer.tradecraft import STANDARDS

    blocks = [] if problems else ["No problem of tradecraft was found (ICD 203)."]
    for standard, meaning in STANDARDS.items():
        found = [f"- {escape(p.text)} ({p.rule})" for p in problems if p.standard == standard]
        if found:
            blocks.append(f"**ICD 203, standard {standard}: {meaning}**\n\n" + "\n".join(found))
    banner = [f"**{escape(marking)}**"] if marking else []
    return "\n\n".join([*banner, *blocks, *banner]) + "\n"
