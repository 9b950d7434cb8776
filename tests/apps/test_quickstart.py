"""Modules that are put off until they are used."""

from __future__ import annotations

import subprocess
import sys


def test_module_put_off_is_there_for_whoever_uses_it() -> None:
    code = """
import sys
from briefer.apps.cli.quickstart import import_without
import_without("pydantic_settings", "asyncio")
assert "asyncio" not in sys.modules
import pydantic_settings.main
assert pydantic_settings.main.asyncio.run
assert sys.modules["asyncio"].run is pydantic_settings.main.asyncio.run
import asyncio.events
assert asyncio.events.get_event_loop_policy
"""
    assert subprocess.run([sys.executable, "-W", "error", "-c", code], check=False).returncode == 0
