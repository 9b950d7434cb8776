"""Folders become articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefer.errors import SourceError
from briefer.sources.folders import expand


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_folder_becomes_its_articles_sorted(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a.md", "c/d.TEXT", "c/e.markdown", "image.png", ".hidden.txt", ".git/x.txt", "z.text")
    names = [str(Path(path).relative_to(tmp_path)) for path in expand([str(tmp_path)])]
    assert names == ["a.md", "b.txt", "c/d.TEXT", "c/e.markdown", "z.text"]


def test_files_stay_as_given_and_in_order() -> None:
    assert expand(["./z.txt", "-", "missing/a.pdf", "https://example.org"]) == [
        *("./z.txt", "-", "missing/a.pdf", "https://example.org")
    ]


def test_same_path_twice_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.txt", "b.txt")
    monkeypatch.chdir(tmp_path)
    assert expand(["a.txt", "./a.txt", str(tmp_path / "a.txt"), ".", "-", "-"]) == ["a.txt", "b.txt", "-"]


def test_symbolic_link_to_a_parent_is_survived(tmp_path: Path) -> None:
    fill(tmp_path, "a/one.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "broken.txt").symlink_to("nowhere")
    assert [Path(path).name for path in expand([str(tmp_path)])] == ["one.txt"]


def test_linked_folder_is_followed(tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/one.txt")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "link").symlink_to(tmp_path / "elsewhere")
    assert [Path(path).name for path in expand([str(tmp_path / "given")])] == ["one.txt"]


def test_folder_without_articles(tmp_path: Path) -> None:
    fill(tmp_path, "image.png")
    with pytest.raises(SourceError, match="holds no articles") as caught:
        expand([str(tmp_path)])
    assert caught.value.uri == str(tmp_path)


@pytest.mark.parametrize("argument", ["", "a\0b", "x" * 5000])
def test_what_cannot_be_a_path_stays_for_read_to_report(argument: str) -> None:
    assert expand([argument]) == [argument]


def test_deep_folders_are_survived(tmp_path: Path) -> None:
    fill(tmp_path, "/".join(["d"] * 300) + "/deep.txt")
    assert len(expand([str(tmp_path)])) == 1


class TestPatterns:
    """Patterns that the shell left as they are."""

    def names(self, tmp_path: Path, pattern: str) -> list[str]:
        return [str(Path(path).relative_to(tmp_path)) for path in expand([str(tmp_path / pattern)])]

    def test_pattern_becomes_the_files_that_fit_in_order(self, tmp_path: Path) -> None:
        fill(tmp_path, "b.txt", "a.txt", "c.md", ".hidden.txt", "sub/d.txt")
        assert self.names(tmp_path, "*.txt") == ["a.txt", "b.txt"]
        assert self.names(tmp_path, "[bc].*") == ["b.txt", "c.md"]

    def test_two_stars_go_down_and_take_articles_alone(self, tmp_path: Path) -> None:
        fill(tmp_path, "a.txt", "sub/b.txt", "sub/deep/c.txt", "sub/image.png", "sub/.git/d.txt")
        assert self.names(tmp_path, "**/*.txt") == ["a.txt", "sub/b.txt", "sub/deep/c.txt"]
        assert self.names(tmp_path, "**") == ["a.txt", "sub/b.txt", "sub/deep/c.txt"]

    def test_folder_that_fits_becomes_its_articles(self, tmp_path: Path) -> None:
        fill(tmp_path, "day1/a.txt", "day2/b.txt", "other/c.txt")
        assert self.names(tmp_path, "day*") == ["day1/a.txt", "day2/b.txt"]

    def test_file_whose_name_looks_like_a_pattern_is_taken_as_it_is(self, tmp_path: Path) -> None:
        fill(tmp_path, "a[1].txt", "a1.txt")
        assert self.names(tmp_path, "a[1].txt") == ["a[1].txt"]

    def test_pattern_that_nothing_fits(self, tmp_path: Path) -> None:
        with pytest.raises(SourceError, match="no file fits this pattern"):
            expand([str(tmp_path / "*.txt")])

    def test_loop_of_links_is_survived(self, tmp_path: Path) -> None:
        fill(tmp_path, "a/one.txt")
        (tmp_path / "a" / "loop").symlink_to(tmp_path)
        assert "a/one.txt" in self.names(tmp_path, "**/*.txt")
