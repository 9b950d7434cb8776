"""Packs: the same bytes for the same brief, whole, and safe to open."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from briefer.errors import PackError
from briefer.packing import MANIFEST, Pack, pack
from briefer.pipeline import Materials, Watcher, write_brief
from briefer.records import Brief
from briefer.settings import Settings, load_settings
from briefer.verifying import verify_pack

PORT = """Title: Norland closes its port
Date: 2026-03-03

Norland's army closed the port of Halvik on 2 March. Foreign Minister Ada Brun said that 40 ships were waiting.
"""


def make(folder: Path, **flags: object) -> tuple[Brief, Materials, Settings]:
    article = folder / "port.txt"
    article.write_text(PORT, encoding="utf-16")
    kept: list[Materials] = []
    settings = load_settings(engine="extractive", **flags)
    brief = write_brief([article], settings, watcher=Watcher(materials=kept.append))
    return brief, kept[0], settings


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    return pack(*make(tmp_path))


def rewritten(content: bytes, **changes: bytes | None) -> bytes:
    """The archive with entries replaced, added or (None) left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    changed = {name.replace("__", "/").replace("_dot_", "."): data for name, data in changes.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (entries | changed).items():
            if data is not None:
                archive.writestr(name, data)
    return stream.getvalue()


def failures(content: bytes) -> list[str]:
    return [check.text for check in verify_pack(Pack(content, "p.zip")) if check.outcome == "fails"]


def test_pack_is_the_same_to_the_byte(tmp_path: Path, packed: bytes) -> None:
    assert pack(*make(tmp_path)) == packed


def test_pack_holds_text_original_settings_brief_and_rendering(packed: bytes) -> None:
    opened = Pack(packed, "p.zip")
    assert opened.entries["sources/1.txt"].decode() == PORT
    assert opened.entries["originals/1.txt"] == PORT.encode("utf-16")
    assert set(opened.files) == opened.entries.keys() - {MANIFEST}
    assert {"brief.json", "settings.json", "renderings/brief.md"} <= opened.entries.keys()


def test_pack_holds_no_key_and_no_folder_of_this_machine(tmp_path: Path) -> None:
    content = pack(*make(tmp_path, api_key="sk-very-secret", base_url="http://10.9.8.7/v1", cache=str(tmp_path / "c")))
    opened = Pack(content, "p.zip")
    for name, data in opened.entries.items():
        assert b"sk-very-secret" not in data
        assert b"10.9.8.7" not in data
        # The path of the article is what the user gave; everything else of this machine stays out.
        given = str(tmp_path / "port.txt").encode()
        assert str(tmp_path).encode() not in data.replace(given, b""), name


def test_untouched_pack_holds_in_every_check(packed: bytes) -> None:
    checks = list(verify_pack(Pack(packed, "p.zip")))
    assert {check.outcome for check in checks} == {"holds"}
    assert {check.part for check in checks} == {
        "pack",
        "source",
        "record",
        "citation",
        "verdict",
        "rendering",
        "remaking",
    }


def test_pack_compressed_by_hand_still_holds(packed: bytes) -> None:
    assert failures(rewritten(packed)) == []


def test_pack_made_with_flags_over_the_source_is_made_again_with_them(tmp_path: Path) -> None:
    content = pack(*make(tmp_path, title="Another title", marking="TLP:AMBER", strict=True, reliability="B"))
    assert failures(content) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sources__1.txt".replace(".", "_dot_"): PORT.replace("40", "60").encode()}, "sources/1.txt was changed"),
        ({"renderings__brief_dot_md": b"# Other\n"}, "made again it differs from line 1 on"),
        ({"settings_dot_json": b"{}"}, "settings.json is not what the brief was made with"),
        ({"originals__1_dot_txt": b"Another text. It is short."}, "originals/1.txt does not read to the text"),
        ({"answers__ab__cd_dot_json": b"{}"}, "answers/ab/cd.json is not in the manifest"),
        ({"renderings__brief_dot_md": None}, "renderings/brief.md is missing from the pack"),
    ],
)
def test_changed_entry_is_named(packed: bytes, changes: dict[str, bytes | None], told: str) -> None:
    assert any(told in text for text in failures(rewritten(packed, **changes)))


def test_changed_text_is_noticed_though_the_manifest_was_made_anew(packed: bytes) -> None:
    import hashlib

    text = PORT.replace("40", "60").encode()
    manifest = json.loads(Pack(packed, "p.zip").entries[MANIFEST])
    manifest["files"]["sources/1.txt"]["sha256"] = hashlib.sha256(text).hexdigest()
    forged = rewritten(packed, sources__1_dot_txt=text, manifest_dot_json=json.dumps(manifest).encode())
    assert any("has changed" in line for line in failures(forged))


def archive_of(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../evil.txt", "/etc/passwd", "C:/evil.txt", "a\\..\\evil.txt"])
def test_path_that_climbs_out_is_refused(name: str) -> None:
    with pytest.raises(PackError, match="leads out of the pack"):
        Pack(archive_of((name, b"x")), "p.zip")


def test_link_in_a_pack_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("manifest.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(PackError, match="link"):
        Pack(stream.getvalue(), "p.zip")


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefer.packing.LARGEST_MB", 1)
    with pytest.raises(PackError, match="more than 1 MB"):
        Pack(archive_of(("manifest.json", b"0" * 3_000_000)), "p.zip")


def test_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefer.packing.LARGEST_MB", 1)
    content = archive_of(("manifest.json", b"0" * 3_000_000))
    true, lie = (3_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")
    with pytest.raises(PackError):
        Pack(content.replace(true, lie), "p.zip")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(PackError, match="twice"):
        Pack(archive_of(("manifest.json", b"{}"), ("manifest.json", b"{}")), "p.zip")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 and then nothing", "cannot be read as a ZIP archive"),
        (archive_of(("readme.txt", b"hello")), "has no manifest.json"),
        (archive_of(("manifest.json", b"not json")), "manifest.json cannot be read"),
        (archive_of(("manifest.json", b"[]")), "holds no object"),
        (archive_of(("manifest.json", b'{"layout": "zip/9", "files": {}}')), "is not that of a briefer-pack/1 pack"),
    ],
)
def test_what_is_no_pack_is_refused_in_one_line(content: bytes, told: str) -> None:
    with pytest.raises(PackError, match=r"p\.zip") as caught:
        Pack(content, "p.zip")
    assert told in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_pack_that_was_cut_short_is_refused(packed: bytes, cut: float) -> None:
    with pytest.raises(PackError):
        Pack(packed[: int(len(packed) * cut)], "p.zip")


def test_pack_without_its_brief_is_refused(packed: bytes) -> None:
    with pytest.raises(PackError, match=r"has no brief\.json"):
        Pack(rewritten(packed, brief_dot_json=None), "p.zip").brief()


def test_sentences_outside_the_text_are_refused(packed: bytes) -> None:
    record = json.loads(Pack(packed, "p.zip").entries["sources/1.json"])
    record["sentences"][0][1] = 10_000
    forged = rewritten(packed, sources__1_dot_json=json.dumps(record).encode())
    with pytest.raises(PackError, match="do not lie within its text"):
        Pack(forged, "p.zip").documents()
