"""Text files that come with the package, read through whatever loaded it: a folder, a wheel, a zip archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader


def packaged_text(package: str, path: str) -> str:
    """The UTF-8 text of the file ``path``, parts set off by ``/``, in the folder of ``package``, which is loaded.

    ``importlib.resources`` does the same, and takes longer to load than all the tables that a short article needs.
    """
    module = sys.modules[package]
    if module.__spec__ is None or module.__file__ is None:
        raise FileNotFoundError(path)
    loader = cast("ResourceLoader", module.__spec__.loader)
    return loader.get_data(str(Path(module.__file__).parent.joinpath(*path.split("/")))).decode("utf-8")
