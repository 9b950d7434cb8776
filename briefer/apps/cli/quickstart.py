"""Getting to work sooner: what a library imports for features that are not used here is put off until it is used."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _PutOff(ModuleType):
    """Stands in for a module, which is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def import_without(name: str, unused: str) -> None:
    """Import module ``name``, and module ``unused``, which it imports in turn, only when it is used.

    Others that import ``unused`` afterwards get the module itself.
    """
    if name in sys.modules or unused in sys.modules:
        return
    stand_in = _PutOff(unused)
    stand_in.__spec__ = ModuleSpec(unused, None)
    sys.modules[unused] = stand_in
    try:
        import_module(name)
    finally:
        if sys.modules.get(unused) is stand_in:
            del sys.modules[unused]


def leave_plugins_out() -> None:
    """Tell pydantic that it has no plugins: looking for them loads a parser of mails and the metadata of all packages."""
    name = "pydantic.plugin._loader"
    if name not in sys.modules:
        loader = ModuleType(name)
        loader.get_plugins = tuple  # type: ignore[attr-defined]
        sys.modules[name] = loader
