"""Everything that can go wrong, as one tree.

    BrieferError                    anything briefer raises on purpose
    ├── UsageError                  the request makes no sense as given (exit 2)
    │   └── SettingsError           a flag, variable or briefer.toml holds a value that cannot be used
    ├── SourceError                 one source could not be turned into a document
    │   ├── SourceNotFound          no such file
    │   ├── UnreadableSource        it exists, but cannot be opened or is not text
    │   ├── EmptySource             it was read and holds nothing to brief
    │   ├── NoArticles              it was read and is data of another kind (JSON, CSV or XML without articles)
    │   ├── MissingReader           a package that reads such sources is not installed
    │   └── FetchError              a web address could not be fetched
    │       └── RefusedAddress      it must not be fetched: a private address, a scheme other than http(s), robots.txt
    ├── ModelError                  the model or its server
    │   ├── ModelUnavailable        the server cannot be reached, or refuses every call (wrong key, unknown model)
    │   ├── InvalidAnswer           an answer arrived and could not be used, after asking again
    │   ├── TooMuchAtOnce           a smaller part of the same text may well be answered
    │   │   ├── PromptTooLong       the request does not fit into the model's context
    │   │   └── AnswerCut           the answer did not fit into its limit
    │   └── BudgetExhausted         --max-cost or --max-tokens leaves no room for the call
    ├── CacheError                  the response cache
    │   └── CacheMiss               replay mode, and this request was never answered
    ├── PromptError                 a prompt template is missing or does not render
    ├── RenderingError              the brief could not be put into the format asked for
    │   ├── TemplateError           a template is missing, does not render, or had to be stopped
    │   └── MissingExtra            the format needs an optional part of briefer that is not installed
    ├── PackError                   a pack of a brief is damaged, incomplete or not safe to open
    ├── NothingToBrief              no source was left to brief (exit 1)
    └── OutputError                 the brief could not be written

A message says what failed, on which document or chunk, and what to do; the facts also travel as attributes.
Only ``briefer.apps`` turns these into exit codes and lines on a screen.
"""

from __future__ import annotations


class BrieferError(Exception):
    """Root of the hierarchy: ``message`` is one line, fit to show to a user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(BrieferError):
    """The request makes no sense as given."""


class SettingsError(UsageError):
    """A setting holds a value that cannot be used; ``origin`` says where it was read."""

    def __init__(self, message: str, *, origin: str | None = None) -> None:
        super().__init__(message)
        self.origin = origin


class SourceError(BrieferError):
    """One source could not be turned into a document; ``uri`` says which."""

    def __init__(self, message: str, *, uri: str) -> None:
        super().__init__(message)
        self.uri = uri


class SourceNotFound(SourceError):
    """No such file."""


class UnreadableSource(SourceError):
    """The source exists, but cannot be opened or is not text."""


class EmptySource(SourceError):
    """The source was read and holds nothing to brief."""


class NoArticles(SourceError):
    """The source is sound, and holds data of another kind than articles."""


class MissingReader(SourceError):
    """A package that reads such sources is not installed; ``extra`` is the one of briefer's that brings it."""

    def __init__(self, message: str, *, uri: str, extra: str) -> None:
        super().__init__(message, uri=uri)
        self.extra = extra


class FetchError(SourceError):
    """A web address could not be fetched; ``status`` is the HTTP status, where there was an answer."""

    def __init__(self, message: str, *, uri: str, status: int | None = None) -> None:
        super().__init__(message, uri=uri)
        self.status = status


class RefusedAddress(FetchError):
    """The address must not be fetched."""


class ModelError(BrieferError):
    """The model or its server; ``model`` and ``request`` (its cache key) say which call."""

    def __init__(self, message: str, *, model: str | None = None, request: str | None = None) -> None:
        super().__init__(message)
        self.model = model
        self.request = request


class ModelUnavailable(ModelError):
    """The server cannot be reached or refuses every call: going on would fail in the same way."""


class InvalidAnswer(ModelError):
    """An answer arrived and could not be used, after asking again."""


class TooMuchAtOnce(ModelError):
    """A smaller part of the same text may well be answered."""


class PromptTooLong(TooMuchAtOnce):
    """The request does not fit into the model's context; ``window`` is its size in tokens, where the server said so."""

    def __init__(
        self, message: str, *, model: str | None = None, request: str | None = None, window: int | None = None
    ) -> None:
        super().__init__(message, model=model, request=request)
        self.window = window


class AnswerCut(TooMuchAtOnce):
    """The answer did not fit into its limit."""


class BudgetExhausted(ModelError):
    """A ceiling (``--max-cost``, ``--max-tokens``) leaves no room for the call; it was not sent."""


class CacheError(BrieferError):
    """The response cache could not be used; ``request`` is the key concerned, where there is one."""

    def __init__(self, message: str, *, request: str | None = None) -> None:
        super().__init__(message)
        self.request = request


class CacheMiss(CacheError):
    """Replay mode, and this request was never answered."""


class PromptError(BrieferError):
    """A prompt template is missing or does not render."""


class RenderingError(BrieferError):
    """The brief could not be put into the format asked for."""


class TemplateError(RenderingError):
    """A template is missing, does not render, or had to be stopped; ``place`` is its file and line where known."""

    def __init__(self, message: str, *, place: str | None = None) -> None:
        super().__init__(message)
        self.place = place


class MissingExtra(RenderingError):
    """The format needs an optional part of briefer that is not installed; ``extra`` names it."""

    def __init__(self, message: str, *, extra: str) -> None:
        super().__init__(message)
        self.extra = extra


class PackError(BrieferError):
    """A pack of a brief is damaged, incomplete or not safe to open; ``entry`` is the file in it that is at fault."""

    def __init__(self, message: str, *, entry: str | None = None) -> None:
        super().__init__(message)
        self.entry = entry


class NothingToBrief(BrieferError):
    """No source was left to brief; ``reasons`` holds one line for each source that failed."""

    def __init__(self, message: str, *, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


class OutputError(BrieferError):
    """The brief could not be written where it was wanted."""
