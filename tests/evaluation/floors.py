"""Floors for accuracy: a figure may rise, and falls only with ``pytest --lower-floors``, which writes them anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "floors"


def hold(name: str, figures: dict[str, float], corpus: Iterable[Path], config: pytest.Config) -> None:
    """Fail where a figure (per cent) lies below its floor, or the corpus is not the one that the floors were set on."""
    path = FOLDER / f"{name}.json"
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(corpus))).hexdigest()
    if config.getoption("--lower-floors"):
        path.write_text(json.dumps({"corpus": digest, "floors": figures}, indent=2) + "\n", encoding="utf-8")
        return
    pinned = json.loads(path.read_text(encoding="utf-8"))
    assert digest == pinned["corpus"], "the corpus changed: look at the figures, then pin them with --lower-floors"
    fallen = {key: (figures[key], floor) for key, floor in pinned["floors"].items() if figures[key] < floor}
    assert not fallen, f"below the floor (figure, floor): {fallen}"
