"""The Jinja2 environment of the renderings: sandboxed, strict about names, and clear about where a template fails.

A user's templates stand in for those beside this module; ``built-in/NAME`` always names the built-in one, so that a
template of one's own can extend it. Compiled built-in templates are kept, since compiling costs more than rendering.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefer.compiled import compiled_templates
from briefer.errors import TemplateError

if TYPE_CHECKING:
    from jinja2 import Environment

    from briefer.rendering.formats import RenderOptions

# What an expression of a template can raise: a user's mistake, told with its line.
_MISTAKES = (
    JinjaError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


def open_environment(
    finalize: Callable[[Any], Any] | None, options: RenderOptions | None = None, *, escapes_html: bool = False
) -> Environment:
    """An environment in which every value that a template prints goes through ``finalize``, or is escaped as HTML."""
    built_in = PackageLoader("briefer.rendering")
    loaders: list[BaseLoader] = [built_in, PrefixLoader({"built-in": built_in})]
    if options and options.templates:
        loaders.insert(0, FileSystemLoader(options.templates))
    if options and options.template:
        loaders.insert(0, FunctionLoader(_only(Path(options.template))))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=escapes_html,
        finalize=finalize,
        bytecode_cache=compiled_templates("sandboxed-templates") if len(loaders) == len((built_in, "prefix")) else None,
    )


def render_template(
    environment: Environment, name: str, options: RenderOptions | None, parts: Mapping[str, Any]
) -> str:
    """The template ``name``, or the one that ``options`` put in its place, rendered; TemplateError says where it fails."""
    own = options.template if options else None
    try:
        return environment.get_template(_TAKEN_NAME + Path(own).name if own else name).render(parts)
    except TemplateNotFound as error:
        message = f"no template {str(error).removeprefix(_TAKEN_NAME)!r} is there; check --template and --templates"
        raise TemplateError(message) from error
    except TemplateSyntaxError as error:
        place = f"{Path(error.filename or error.name or own or name).name}, line {error.lineno}"
        message = f"template {place}: {error.message}"
        raise TemplateError(message, place=place) from error
    except _MISTAKES as error:
        place = _place(error, own or name)
        message = f"template {place}: {error or type(error).__name__}"
        raise TemplateError(message, place=place) from error


# A name that no file in a folder of templates has, so that --template is told from those beside it.
_TAKEN_NAME = "\0given:"


def _only(path: Path) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    """A loader of the one file ``path``: a template has no business with what lies beside it."""

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name != _TAKEN_NAME + path.name:
            return None
        try:
            return path.read_text(encoding="utf-8"), str(path), lambda: True
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            message = f"the template {path} cannot be read: {reason}"
            raise TemplateError(message) from error

    return load


def _place(error: BaseException, name: str) -> str:
    """File and line of the last step of ``error`` that lies in a template."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.endswith(".py")]
    return f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else Path(name).name
