"""The command line: ``brief``."""

from briefer.apps.cli.entry import main

__all__ = ["main"]
