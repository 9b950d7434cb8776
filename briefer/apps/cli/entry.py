"""The ``brief`` command and the one place where errors become exit codes.

0: fine; 1: nothing could be briefed, or another failure; 2: usage; 3: a brief was made, but part of the sources
failed; 130: interrupted; 141: the reader of the output went away.
"""

from __future__ import annotations

import gc
import os
import sys

import click

from briefer.apps.cli.group import DefaultGroup
from briefer.apps.cli.quickstart import leave_plugins_out
from briefer.errors import BrieferError, UsageError
from briefer.version import __version__

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_PARTIAL = 3
EXIT_INTERRUPTED = 130
EXIT_PIPE = 141


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"brief {__version__}")
        ctx.exit()


brief_group = DefaultGroup(
    default="write",
    homes={
        "write": "briefer.apps.cli.write:write",
        "doctor": "briefer.apps.cli.doctor_command:doctor",
        "verify": "briefer.apps.cli.verify_command:verify",
        "lint": "briefer.apps.cli.lint_command:lint",
        "diff": "briefer.apps.cli.diff_command:diff",
        "render": "briefer.apps.cli.render_command:render",
        "check": "briefer.apps.cli.check_command:check_command",
        "eval": "briefer.apps.cli.eval_command:eval_command",
        "schema": "briefer.apps.cli.schema_command:schema",
        "cache": "briefer.apps.cli.cache_commands:cache",
    },
    name="brief",
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
            help="Show the version and exit.",
        )
    ],
)


def main(args: list[str] | None = None) -> None:
    """Run ``brief`` and exit."""
    # A short process makes few cycles: collecting as often as a server would costs it a twentieth of its time.
    gc.set_threshold(200_000, 20, 20)
    if os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__") == "__all__":
        leave_plugins_out()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open to the end
    try:
        code = brief_group.main(args, prog_name="brief", standalone_mode=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        _leave(error.exit_code)
    except (click.exceptions.Abort, KeyboardInterrupt):
        _say("interrupted")
        # Requests still under way would hold an ordinary exit back.
        _leave(EXIT_INTERRUPTED, at_once=True)
    except BrokenPipeError:
        _leave(EXIT_PIPE)
    except OSError as error:
        _say(f"the output could not be written: {error.strerror or error}; free room or redirect it elsewhere")
        _leave(EXIT_FAILED)
    except BrieferError as error:
        _say(error.message)
        _leave(EXIT_USAGE if isinstance(error, UsageError) else EXIT_FAILED)
    else:
        _leave(code if isinstance(code, int) else 0)


def _say(message: str) -> None:
    click.echo(f"brief: {' '.join(message.split())}", err=True)


def _leave(code: int, *, at_once: bool = False) -> None:
    """Exit with ``code``; output that nobody reads any more must not fail a second time in the interpreter's exit."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if at_once:
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
