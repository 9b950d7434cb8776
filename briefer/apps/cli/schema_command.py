"""``brief schema``: the JSON schema of a brief."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON schema of a brief, as `brief -f json` writes it."""
    from briefer.apps.cli.output import write_output
    from briefer.records import Brief

    write_output(json.dumps(Brief.model_json_schema(), indent=2) + "\n", None)
