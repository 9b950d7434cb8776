"""The prompt templates: found, rendered, and hashed for the record."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from briefer.compiled import compiled_templates
from briefer.errors import PromptError


def built_in_prompts() -> Path:
    """The folder of the built-in templates: in the wheel ``briefer/prompts``, in a checkout ``prompts``."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "prompts", package.parent / "prompts"):
        if folder.is_dir():
            return folder
    message = f"the prompt templates are missing from the installation in {package}; install briefer again"
    raise PromptError(message)


class Prompts:
    """Renders templates; a file in ``overrides`` stands in for the built-in one of the same name."""

    def __init__(self, overrides: Path | None = None) -> None:
        if overrides is not None and not overrides.is_dir():
            message = f"the prompt folder {overrides} does not exist; check --prompts"
            raise PromptError(message)
        self._folders = [folder for folder in (overrides, built_in_prompts()) if folder is not None]
        # Prompts are plain text for a model: HTML escaping would corrupt them.
        self._environment = Environment(
            loader=FileSystemLoader(self._folders),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,  # noqa: S701
            bytecode_cache=compiled_templates("prompt-templates"),
        )

    def render(self, name: str, **values: Any) -> str:
        """The text of template ``name``; PromptError with file and line if it cannot be rendered."""
        try:
            return self._environment.get_template(name).render(**values).strip()
        except (TemplateError, ArithmeticError, TypeError, ValueError, OSError) as error:
            where = f"{getattr(error, 'filename', None) or name}, line {getattr(error, 'lineno', None) or '?'}"
            message = f"prompt template {name} does not render ({where}): {error}; mend it or remove it"
            raise PromptError(message) from error

    def texts(self) -> dict[str, bytes]:
        """Each template that may take part, as its file is, by its name, ordered."""
        found: dict[str, bytes] = {}
        for folder in reversed(self._folders):
            for path in folder.rglob("*.j2"):
                if path.is_file():
                    found[path.relative_to(folder).as_posix()] = path.read_bytes()
        return dict(sorted(found.items()))

    def hashes(self) -> dict[str, str]:
        """The SHA-256 of each template that may take part, by its name, ordered."""
        return {name: hashlib.sha256(text).hexdigest() for name, text in self.texts().items()}
