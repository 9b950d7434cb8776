"""Every setting, where it may come from, and the only place that reads them.

Flags stand over the environment (``BRIEFER_*``, and ``OPENAI_API_KEY``/``OPENAI_BASE_URL``), which stands over a
``.env`` in the working folder, over ``briefer.toml`` there, over ``briefer.toml`` in the user's configuration folder,
over the defaults. Keys come from the environment or ``.env`` alone, and are never printed.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from dotenv import dotenv_values
from pydantic import AliasChoices, Field, PrivateAttr, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from briefer.addresses import checked_address
from briefer.errors import SettingsError
from briefer.profiles import ModelProfile
from briefer.records import SECTIONS, Credibility, EngineName, Reliability, SectionName

CONFIG_NAME = "briefer.toml"

# The one setting whose flag has another name.
_FLAGS = {"published": "published (--date)"}

# Settings that change neither the findings nor their rendering stay out of the settings hash.
_WITHOUT_EFFECT = {
    *("api_key", "base_url", "cache", "cache_mode", "concurrency", "timeout", "prompts", "models"),
    *("max_tokens", "max_cost", "allow_private", "fetch_timeout", "page_cache", "workings"),
}


def config_files() -> list[Path]:
    """The configuration files that are read where they exist, strongest first."""
    return [Path(CONFIG_NAME), platformdirs.user_config_path("briefer") / CONFIG_NAME]


def default_cache() -> str:
    """The folder of the response cache where none is named."""
    return str(platformdirs.user_cache_path("briefer") / "answers")


def default_page_cache() -> str:
    """The folder of fetched pages where none is named."""
    return str(platformdirs.user_cache_path("briefer") / "pages")


def default_workings() -> str:
    """The folder of verdicts worked out before where none is named."""
    return str(platformdirs.user_cache_path("briefer") / "workings")


class Settings(BaseSettings):
    """All settings of a run; the field names are the names in ``briefer.toml`` and, upper-cased, ``BRIEFER_*``."""

    model_config = SettingsConfigDict(
        env_prefix="BRIEFER_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    engine: Literal["auto", "llm", "extractive"] = Field("auto", description="Which engine writes the brief.")
    model: str | None = Field(None, description="Model name, as the server knows it.")
    base_url: str | None = Field(
        None,
        validation_alias=AliasChoices("BRIEFER_BASE_URL", "OPENAI_BASE_URL", "base_url"),
        description="Address of an OpenAI-compatible server, up to and including /v1.",
    )
    api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("BRIEFER_API_KEY", "OPENAI_API_KEY", "api_key"),
        description="Key of the server; from the environment or .env only.",
    )
    models: dict[str, ModelProfile] = Field(
        default_factory=dict,
        description="Named model profiles, chosen by --model NAME; a table for each in briefer.toml.",
    )
    language: str = Field("en", description="Language that the model writes in, as a BCP 47 tag.")
    sections: Annotated[tuple[SectionName, ...], NoDecode] = Field(
        SECTIONS, min_length=1, description="Sections that the brief is to have, separated by commas."
    )
    fast: bool = Field(default=False, description="Ask for the sections of a chunk side by side.")
    chunk_tokens: int | None = Field(
        None,
        ge=64,
        description="Largest number of article tokens in one request; default: 3000, more in long documents.",
    )
    max_tokens: int | None = Field(None, ge=1, description="Ceiling on the tokens of a run, in and out together.")
    max_cost: float | None = Field(None, gt=0, description="Ceiling on the cost of a run, in US dollars.")
    concurrency: int = Field(8, ge=1, le=256, description="Requests under way at once.")
    timeout: float = Field(300.0, gt=0, description="Seconds to wait for an answer.")
    cache: str = Field(default_factory=default_cache, description="Folder of the response cache.")
    cache_mode: Literal["auto", "refresh", "replay", "off"] = Field("auto", description="How the cache is used.")
    workings: str = Field(default_factory=default_workings, description="Folder of verdicts worked out before.")
    prompts: Path | None = Field(None, description="Folder of prompt templates that stand in for the built-in ones.")
    strict: bool = Field(default=False, description="Leave unsupported claims out, and say how many.")
    marking: str | None = Field(None, description="Marking printed at the top and bottom, such as TLP:AMBER.")
    as_of: date | None = Field(None, description="Cut-off of the brief; default: the latest publication date.")
    stale_days: int = Field(30, ge=0, description="Days before the cut-off beyond which a source counts as stale.")
    source_date_epoch: int | None = Field(
        None,
        ge=0,
        le=253402300799,
        validation_alias=AliasChoices("SOURCE_DATE_EPOCH", "source_date_epoch"),
        description="Time of preparation, in seconds since 1970, where no cut-off is given (reproducible-builds.org).",
    )
    max_source_mb: float = Field(20.0, gt=0, description="Largest source read, in megabytes.")

    since: str | None = Field(None, description="Leave older sources out: 24h, 7d, 2w, or a date.")
    limit: int | None = Field(None, ge=1, description="Largest number of documents read.")
    fields: str | None = Field(None, description="Fields of JSON and CSV articles, as text=body,date=pub.")
    follow: bool | None = Field(None, description="Fetch the pages of feed entries; default: of feeds from the web.")
    allow_private: bool = Field(default=False, description="Fetch from loopback and private addresses too.")
    fetch_timeout: float = Field(30.0, gt=0, description="Seconds that fetching one address may take in all.")
    page_cache: str = Field(default_factory=default_page_cache, description="Folder of the pages fetched before.")
    ocr_languages: str = Field("eng", description="Languages for OCR of scanned pages, as tesseract knows them.")

    title: str | None = Field(None, description="Title of the sources, over what they say.")
    published: date | None = Field(None, description="Publication date of the sources, over what they say.")
    publisher: str | None = Field(None, description="Publisher of the sources, over what they say.")
    reliability: Reliability | None = Field(None, description="Admiralty reliability of the sources, A to F.")
    credibility: Credibility | None = Field(None, description="Admiralty credibility of the sources, 1 to 6.")

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return checked_address(value)

    @field_validator("api_key")
    @classmethod
    def _printable_key(cls, value: SecretStr | None) -> SecretStr | None:
        key = value.get_secret_value().strip() if value else ""
        if not key.isascii() or not key.isprintable():
            message = "the key holds characters that no key has"
            raise ValueError(message)
        return SecretStr(key) if key else None

    @field_validator("language")
    @classmethod
    def _tag(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", value):
            message = "a language is a BCP 47 tag, such as en, uk or zh-Hant"
            raise ValueError(message)
        return value

    @field_validator("sections", mode="before")
    @classmethod
    def _list_of_sections(cls, value: object) -> object:
        """Names in any order, with commas between them or as a list, put into the order of a brief."""
        names = value.split(",") if isinstance(value, str) else value
        if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
            return value
        given = {name.strip().lower() for name in names} - {""}
        unknown = sorted(given - set(SECTIONS))
        if unknown:
            message = f"there is no section {unknown[0]!r}; known are {', '.join(SECTIONS)}"
            raise ValueError(message)
        return tuple(name for name in SECTIONS if name in given)

    @field_validator("since")
    @classmethod
    def _span(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(
            r"\d{1,5}\s*(?:m|min|h|d|w)|\d{4}-\d{2}-\d{2}(?:T\S+)?", value.strip()
        ):
            message = "a time span looks like 24h, 7d or 2w, a date like 2025-08-22"
            raise ValueError(message)
        return value.strip() if value else value

    @field_validator("ocr_languages")
    @classmethod
    def _tesseract_names(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z]\w*(?:\+[A-Za-z]\w*)*", value):
            message = "languages of tesseract look like eng or eng+ara"
            raise ValueError(message)
        return value

    @field_validator("fields")
    @classmethod
    def _pairs(cls, value: str | None) -> str | None:
        known = {"title", "text", "date", "author", "url", "publisher", "language"}
        for pair in (value or "").split(","):
            name, equals, path = pair.partition("=")
            if value and (name.strip() not in known or not equals or not path.strip()):
                message = f"fields look like text=body,date=pub, with names among {', '.join(sorted(known))}"
                raise ValueError(message)
        return value

    @field_validator("credibility", mode="before")
    @classmethod
    def _digit_of_credibility(cls, value: object) -> object:
        return int(value) if isinstance(value, str) and value.isdigit() else value

    @field_validator("reliability", mode="before")
    @classmethod
    def _letter_of_reliability(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, .env, then the configuration files."""
        files = [_TomlFile(settings_cls, path) for path in config_files()]
        return (init_settings, env_settings, dotenv_settings, *files)

    # The profile that ``model`` named, and the variable that holds the key.
    _profile: ModelProfile | None = PrivateAttr(default=None)
    _key_name: str = PrivateAttr(default="OPENAI_API_KEY")

    def model_post_init(self, _: Any, /) -> None:
        """Put what the chosen profile says in the place of the settings that it stands over."""
        profile = self.models.get(self.model or "")
        if profile is None:
            return
        self._profile = profile
        found: dict[str, Any] = {"model": profile.model}
        if profile.base_url is not None:
            # A key is for the server that it was set for, and is not shown to another one.
            found |= {"base_url": profile.base_url, "api_key": None}
        if profile.api_key_env is not None:
            self._key_name = profile.api_key_env
            found["api_key"] = self._printable_key(_secret(profile.api_key_env))
        if profile.chunk_limit is not None:
            found["chunk_tokens"] = min(self.chunk_tokens, profile.chunk_limit) if self.chunk_tokens else None
        self.__dict__.update(found)

    @property
    def profile(self) -> ModelProfile | None:
        """The profile that the model was chosen by; None where it was named as its server knows it."""
        return self._profile

    @property
    def key_name(self) -> str:
        """The variable that the key is looked for in, for messages."""
        return self._key_name

    def resolve_engine(self) -> tuple[EngineName, str]:
        """Which engine runs, and why, in words fit for ``stderr`` and the brief."""
        if self.engine != "auto":
            return self.engine, "as asked with --engine"
        if self.model:
            return "llm", f"model {self.model} is configured"
        if self.base_url:
            return "llm", "a model server is configured"
        if self.api_key:
            return "llm", "an API key is set"
        return "extractive", "no model, server or key is configured"

    def disclosed(self) -> str:
        """The settings that can change a brief, as JSON; keys, addresses and folders are not among them."""
        return json.dumps(self.model_dump(mode="json", exclude=_WITHOUT_EFFECT), sort_keys=True)

    def fingerprint(self) -> str:
        """SHA-256 of ``disclosed``."""
        return hashlib.sha256(self.disclosed().encode()).hexdigest()


def _secret(name: str) -> SecretStr | None:
    """The key in variable ``name``, of the environment or of ``.env``."""
    value = os.environ.get(name) or dotenv_values(".env").get(name)
    return SecretStr(value) if value else None


class _TomlFile(PydanticBaseSettingsSource):
    """One ``briefer.toml``: unknown names and keys in it are errors, so that a typing slip is not silent."""

    def __init__(self, settings_cls: type[BaseSettings], path: Path) -> None:
        super().__init__(settings_cls)
        self.path = path

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002 - pydantic's
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        try:
            content = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            message = f"{self.path} cannot be read: {error}; mend the file or move it away"
            raise SettingsError(message, origin=str(self.path)) from error
        for name in content:
            self._check(name)
        return content

    def _check(self, name: str) -> None:
        known = self.settings_cls.model_fields
        if name == "api_key":
            message = f"{self.path} holds an api_key: take it out and set OPENAI_API_KEY in the environment or in .env"
            raise SettingsError(message, origin=str(self.path))
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "remove it"
            message = f"{self.path} has an unknown setting {name!r}: {hint}"
            raise SettingsError(message, origin=str(self.path))


def setting_origins(**flags: Any) -> dict[str, str]:
    """Where each setting that is not a default was read: "flag", "environment", ".env", or the configuration file."""
    shown: dict[str, str] = {}
    sources = Settings.settings_customise_sources(
        Settings,
        InitSettingsSource(Settings, init_kwargs={name: value for name, value in flags.items() if value is not None}),
        EnvSettingsSource(Settings),
        DotEnvSettingsSource(Settings),
        InitSettingsSource(Settings, init_kwargs={}),
    )
    for source, origin in zip(sources, ["flag", "environment", ".env", *map(str, config_files())], strict=True):
        for name in source():
            shown.setdefault(_field_named(name), origin)
    return shown


def _field_named(name: str) -> str:
    """The setting behind a name or one of its aliases."""
    for field, info in Settings.model_fields.items():
        choices = info.validation_alias.choices if isinstance(info.validation_alias, AliasChoices) else [field]
        if name.lower() in {str(choice).lower() for choice in choices}:
            return field
    return name


def load_settings(**flags: Any) -> Settings:
    """The settings of this run: ``flags`` that are not None over everything else; SettingsError if one is unusable."""
    given = {name: value for name, value in flags.items() if value is not None}
    unknown = sorted(set(given) - set(Settings.model_fields))
    if unknown:
        message = f"unknown setting {unknown[0]!r}; known are: {', '.join(Settings.model_fields)}"
        raise SettingsError(message, origin="arguments")
    try:
        settings = Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        name = _FLAGS.get(name, name)
        message = f"setting {name} cannot be used: {first['msg']}"
        raise SettingsError(message, origin=name) from error
    except UnicodeDecodeError as error:
        message = ".env is not UTF-8 text; save it as UTF-8 or move it away"
        raise SettingsError(message, origin=".env") from error
    if "base_url" in given and settings.base_url != given["base_url"]:
        message = (
            "the model profile names a server of its own; leave out --base-url, or name the model as its server does"
        )
        raise SettingsError(message, origin="base_url")
    return settings
