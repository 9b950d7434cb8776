"""A user's templates are rendered in a process of their own, with limits on its time and memory and without secrets.

What a template can say is limited by the sandbox; how long it says it, and how much, only by a process that can be ended.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from briefer.errors import MissingExtra, RenderingError, TemplateError, UsageError

if TYPE_CHECKING:
    from briefer.records import Brief
    from briefer.rendering.formats import RenderOptions

MEMORY_BYTES = 2 << 30

# What the interpreter and the font and template caches need; keys and tokens stay behind.
_KEPT_VARIABLES = (
    "HOME", "LANG", "LC_ALL", "PATH", "PYTHONPATH", "PYTHONHASHSEED", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR",
    "XDG_CACHE_HOME", "LOCALAPPDATA", "VIRTUAL_ENV", "COVERAGE_PROCESS_START",
)  # fmt: skip
# Typst fetches packages that a template imports: through an address where nothing listens it cannot.
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
_ERRORS = {kind.__name__: kind for kind in (UsageError, RenderingError, TemplateError)}


def render_confined(brief: Brief, format_name: str, options: RenderOptions) -> bytes:
    """What ``briefer.rendering.render`` gives, made by a child process; TemplateError if that had to be stopped."""
    told = asdict(replace(options, notice=None))
    given = json.dumps({"brief": brief.model_dump(mode="json"), "format": format_name, "options": told})
    command = [sys.executable, "-P", "-m", "briefer.rendering.confined"]
    environment = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ} | _NO_NETWORK
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=given.encode(), capture_output=True, env=environment,
            timeout=options.template_seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = (
            f"the template ran for more than {options.template_seconds:g} s and was stopped; look for an endless loop"
        )
        raise TemplateError(message) from error
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        if line.startswith("{"):
            _take(json.loads(line), options)
    if done.returncode:
        message = "the template used too much memory or time and was stopped; print less with it"
        raise TemplateError(message)
    return done.stdout


def _take(told: dict[str, str], options: RenderOptions) -> None:
    """A notice of the child, or its error."""
    if "notice" in told:
        options.tell(told["notice"])
        return
    if told["error"] == MissingExtra.__name__:
        raise MissingExtra(told["message"], extra=told["extra"])
    raise _ERRORS.get(told["error"], RenderingError)(told["message"])


def _limit() -> None:
    """Set the limits of this process, where the system knows any."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Render what standard input asks for to standard output; notices and errors go to stderr, a JSON object a line."""
    from briefer.errors import BrieferError
    from briefer.records import Brief
    from briefer.rendering.formats import RenderOptions, render_here

    _limit()
    given = json.loads(sys.stdin.buffer.read())
    told: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in given["options"].items()}
    told["notice"] = lambda text: print(json.dumps({"notice": text}), file=sys.stderr)
    options = RenderOptions(**told)
    try:
        content = render_here(Brief.model_validate(given["brief"]), given["format"], options)
    except BrieferError as error:
        failed = {"error": type(error).__name__, "message": error.message, "extra": getattr(error, "extra", "")}
        print(json.dumps(failed), file=sys.stderr)
        sys.exit(1)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
