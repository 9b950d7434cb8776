"""The public face."""

from __future__ import annotations

import subprocess
import sys

import pytest

import briefer


def test_all_is_pinned() -> None:
    assert briefer.__all__ == [
        "Brief", "BrieferError", "Check", "Document", "Settings", "__version__", "brief", "check",
    ]  # fmt: skip


@pytest.mark.parametrize("name", briefer.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(briefer, name)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        briefer.nonsense  # noqa: B018


def test_import_loads_nothing_heavy() -> None:
    """`brief --version` waits for no model package, no tokenizer, no validation."""
    code = (
        "import sys, briefer.apps.cli; print(*sorted({'openai', 'pydantic', 'tiktoken', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
