"""The library's front door."""

from __future__ import annotations

from typing import Any

from briefer.pipeline import GivenSource, write_brief
from briefer.records import Brief
from briefer.settings import Settings, load_settings


def brief(*sources: GivenSource, settings: Settings | None = None, **flags: Any) -> Brief:
    """The brief of one or more ``sources``: paths, folders, or documents.

    ``flags`` are settings by name (``model="…"``, ``engine="extractive"``, ``published=date(2025, 8, 22)``) and stand
    over the environment and ``briefer.toml``; ``settings`` takes their place altogether.

    Raises BrieferError: UsageError for a setting that cannot be used, NothingToBrief if no source is left,
    ModelError if no call of the model succeeded.
    """
    return write_brief(sources, settings or load_settings(**flags))
