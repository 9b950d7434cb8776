"""Where settings come from and which of them wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefer.errors import SettingsError
from briefer.settings import Settings, load_settings


def user_config(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "home" / "config" / "briefer"
    folder.mkdir(parents=True)
    (folder / "briefer.toml").write_text(text)


def test_defaults_choose_the_extractive_engine() -> None:
    assert load_settings().resolve_engine() == ("extractive", "no model, server or key is configured")


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("OPENAI_API_KEY", "sk-x", "an API key is set"),
        ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1", "a model server is configured"),
        ("BRIEFER_MODEL", "small", "model small is configured"),
    ],
)
def test_key_server_or_model_choose_the_llm_engine(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(name, value)
    assert load_settings().resolve_engine() == ("llm", reason)


def test_engine_asked_for_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x")
    assert load_settings(engine="extractive").resolve_engine()[0] == "extractive"


def test_flag_over_environment_over_folder_over_user_over_default(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert load_settings().chunk_tokens is None
    user_config(tmp_path, "chunk_tokens = 1000\nmarking = 'user'")
    assert load_settings().chunk_tokens == 1000
    Path("briefer.toml").write_text("chunk_tokens = 1100")
    assert (load_settings().chunk_tokens, load_settings().marking) == (1100, "user")
    Path(".env").write_text("BRIEFER_CHUNK_TOKENS=1200\nUNRELATED=1\n")
    assert load_settings().chunk_tokens == 1200
    monkeypatch.setenv("BRIEFER_CHUNK_TOKENS", "1300")
    assert load_settings().chunk_tokens == 1300
    assert load_settings(chunk_tokens=1400).chunk_tokens == 1400


def test_flag_of_none_is_not_given() -> None:
    Path("briefer.toml").write_text("strict = true")
    assert load_settings(strict=None).strict is True


def test_key_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    settings = load_settings()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-very-secret"
    assert "very-secret" not in f"{settings!r} {settings} {settings.model_dump_json()}"


def test_key_read_with_its_line_end_is_stripped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-x\n")
    settings = load_settings()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-x"


def test_key_from_dotenv_is_taken() -> None:
    Path(".env").write_text("OPENAI_API_KEY=sk-from-file\n")
    settings = load_settings()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-from-file"


def test_key_in_toml_is_refused() -> None:
    Path("briefer.toml").write_text("api_key = 'sk-x'")
    with pytest.raises(SettingsError, match="set OPENAI_API_KEY in the environment"):
        load_settings()


def test_unknown_name_in_toml_suggests_the_right_one() -> None:
    Path("briefer.toml").write_text("chunk_token = 5")
    with pytest.raises(SettingsError, match="did you mean chunk_tokens"):
        load_settings()


def test_broken_toml_names_the_file() -> None:
    Path("briefer.toml").write_text("chunk_tokens = ")
    with pytest.raises(SettingsError, match=r"briefer\.toml cannot be read"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chunk_tokens", 1),
        ("reliability", "G"),
        ("credibility", "7"),
        ("published", "yesterday"),
        ("engine", "magic"),
        ("base_url", "nonsense"),
        ("language", "xx-!!"),
    ],
)
def test_unusable_value_names_the_setting(name: str, value: object) -> None:
    with pytest.raises(SettingsError, match=rf"setting {name}( \(--date\))? cannot be used"):
        load_settings(**{name: value})


def test_unknown_flag_lists_the_known() -> None:
    with pytest.raises(SettingsError, match=r"unknown setting 'modle'; known are: .*model"):
        load_settings(modle="x")


def test_admiralty_flags_are_read_as_typed() -> None:
    settings = load_settings(reliability="b", credibility="2", published="2025-08-22")
    assert (settings.reliability, settings.credibility, settings.published) == ("B", 2, date(2025, 8, 22))


def test_fingerprint_ignores_key_address_and_folders(tmp_path: Path) -> None:
    plain = Settings().fingerprint()
    moved = Settings(base_url="http://x", cache=str(tmp_path), timeout=1, api_key="sk-x").fingerprint()  # type: ignore[arg-type]
    assert moved == plain
    assert Settings(chunk_tokens=500).fingerprint() != plain


PROFILES = """
chunk_tokens = 2500

[models.fast]
model = "small-1"
base_url = "http://127.0.0.1:8080/v1"
api_key_env = "SMALL_KEY"
context = 4096
price_in = 0.25
price_out = 2
rpm = 60
tpm = 90000

[models.own]
model = "large-1"
"""


def test_profile_is_chosen_by_the_model_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("briefer.toml").write_text(PROFILES)
    monkeypatch.setenv("SMALL_KEY", "sk-small")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    settings = load_settings(model="fast")
    assert (settings.model, settings.base_url) == ("small-1", "http://127.0.0.1:8080/v1")
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-small"
    assert settings.profile is not None
    assert (settings.profile.price_in, settings.profile.price_out, settings.profile.rpm) == (0.25, 2.0, 60)
    assert settings.key_name == "SMALL_KEY"


def test_profile_with_a_small_context_makes_chunks_smaller() -> None:
    Path("briefer.toml").write_text(PROFILES)
    assert load_settings(model="fast").chunk_tokens == 798
    assert load_settings(model="own").chunk_tokens == 2500


def test_profile_of_another_server_is_not_shown_the_openai_key(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("briefer.toml").write_text(PROFILES.replace('api_key_env = "SMALL_KEY"\n', ""))
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    assert load_settings(model="fast").api_key is None
    assert load_settings(model="own").api_key is not None


def test_profile_key_comes_from_dotenv_too() -> None:
    Path("briefer.toml").write_text(PROFILES)
    Path(".env").write_text("SMALL_KEY=sk-from-file\n")
    settings = load_settings(model="fast")
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "sk-from-file"


def test_model_that_is_no_profile_stays_a_model() -> None:
    Path("briefer.toml").write_text(PROFILES)
    settings = load_settings(model="gpt-5-mini")
    assert (settings.model, settings.profile, settings.key_name) == ("gpt-5-mini", None, "OPENAI_API_KEY")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('api_key = "sk-x"', "name that with api_key_env"),
        ("rmp = 5", "did you mean rpm"),
        ("rpm = 0", "models.own.rpm cannot be used"),
        ('base_url = "nonsense"', "looks like http://host:port/v1"),
    ],
)
def test_unusable_profile_is_one_clear_line(line: str, told: str) -> None:
    Path("briefer.toml").write_text(f"{PROFILES}{line}\n")
    with pytest.raises(SettingsError, match=told) as caught:
        load_settings(model="own")
    assert "sk-x" not in caught.value.message


def test_address_beside_a_profile_with_its_own_is_refused() -> None:
    Path("briefer.toml").write_text(PROFILES)
    with pytest.raises(SettingsError, match="leave out --base-url"):
        load_settings(model="fast", base_url="http://127.0.0.1:1/v1")


def test_fingerprint_of_a_profile_is_that_of_its_model() -> None:
    plain = load_settings(model="large-1", chunk_tokens=2500).fingerprint()
    Path("briefer.toml").write_text(PROFILES)
    assert load_settings(model="own").fingerprint() == plain
