"""``brief doctor``: what is configured and where that comes from, whether it works, and what to mend."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from briefer.version import __version__

if TYPE_CHECKING:
    from briefer.settings import Settings

# Shown whatever they are; other settings only where they are not the default.
_ALWAYS = ("engine", "model", "base_url", "api_key", "sections", "cache", "cache_mode", "concurrency", "timeout")


@click.command(epilog="\b\nExample:\n  brief doctor --base-url http://localhost:8080/v1")
@click.option("--model", metavar="NAME", help="Model or profile to try.")
@click.option("--base-url", metavar="URL", help="Server to try, up to and including /v1.")
@click.option("--cache", metavar="FOLDER", help="Folder or fsspec URL of stored model answers.")
@click.option("--prompts", metavar="FOLDER", help="Prompt templates that stand in for the built-in ones.")
@click.option("--timeout", type=float, metavar="SECONDS", help="How long to wait for the server.  [default: 30]")
@click.pass_context
def doctor(ctx: click.Context, /, **flags: Any) -> None:
    """Check the configuration, the model server and the optional parts, and say what to mend.

    Makes one tiny call where a model is configured. Exit code 0 if all is well, 1 if something must be mended.
    """
    from briefer.apps.cli.checks import run_checks
    from briefer.settings import load_settings, setting_origins

    settings = load_settings(**flags)
    origins = setting_origins(**flags)
    click.echo(f"briefer {__version__}, Python {platform.python_version()}, {platform.system()}\n")
    for line in _configuration(settings, origins):
        click.echo(line)
    click.echo("")
    states = []
    # Somebody is waiting: a server that takes minutes for one word is worth a remark.
    hurried = settings if "timeout" in origins else load_settings(**flags | {"timeout": 30.0})
    for check in run_checks(hurried):
        states.append(check.state)
        click.echo(f"{check.state:5} {check.name}: {check.text}")
    to_mend = states.count("mend")
    click.echo(f"\n{to_mend} to mend." if to_mend else "\nAll is well.")
    ctx.exit(1 if to_mend else 0)


def _configuration(settings: Settings, origins: dict[str, str]) -> Iterator[str]:
    """Each setting with its value and where it was read; keys are only said to be there."""
    from briefer.settings import Settings

    for name in Settings.model_fields:
        if name in _ALWAYS or name in origins:
            origin = origins.get(name, "default")
            if settings.profile is not None and name in ("model", "base_url", "api_key"):
                origin = "profile, by --model" if origin == "flag" else "profile"
            yield f"{name:13} {_shown(settings, name)}  [{origin}]"


def _shown(settings: Settings, name: str) -> str:
    from briefer.addresses import shown_address

    value = getattr(settings, name)
    if name == "api_key":
        return f"{settings.key_name} is {'set' if value else 'not set'}"
    if name == "models":
        return ", ".join(value)
    if name == "base_url":
        return shown_address(value) if value else "OpenAI's own"
    if isinstance(value, tuple):
        return ",".join(value)
    return "none" if value is None else str(value)
