"""Templates of a user's own: taken, extended, refused clearly, and stopped."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from briefer.errors import TemplateError, UsageError
from briefer.rendering import RenderOptions, render
from briefer.rendering.formats import render_here
from tests.rendering.samples import full


def rendered_here(folder: Path, text: str) -> str:
    """The same without the process of its own, which only the tests of the confinement need."""
    (folder / "mine.md.j2").write_text(text, encoding="utf-8")
    return render_here(full(), "md", RenderOptions(template=str(folder / "mine.md.j2"))).decode()


def rendered(folder: Path, text: str, name: str = "mine.md.j2", format_name: str = "md", **options: object) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return render(full(), format_name, RenderOptions(template=str(folder / name), **options)).decode()  # type: ignore[arg-type]


def test_template_of_ones_own_prints_the_parts(tmp_path: Path) -> None:
    text = "{{ title }}\n{% for number, judgment in judgments %}{{ number }} {{ judgment.statement }}{{ cite(judgment) }}\n{% endfor %}"
    assert rendered(tmp_path, text).startswith(
        "Strait closes\n1 The strait will very likely stay closed until May.[^1][^2]"
    )


def test_template_extends_the_built_in_one(tmp_path: Path) -> None:
    text = '{% extends "built-in/brief.md.j2" %}{% block head %}# House style: {{ title }}\n{% endblock %}'
    made = rendered_here(tmp_path, text)
    assert made.startswith("# House style: Strait closes")
    assert "## Actors" in made


def test_folder_of_templates_stands_in_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "timeline.svg.j2").write_text("<svg><text>{{ title }} mine</text></svg>")
    made = render(full(), "svg-timeline", RenderOptions(templates=str(tmp_path)))
    assert made == b"<svg><text>Timeline mine</text></svg>"
    assert b"Timeline mine" in render(full(), "html", RenderOptions(templates=str(tmp_path)))


def test_values_are_escaped_in_templates_of_ones_own(tmp_path: Path) -> None:
    made = full(title="<script>*x*</script>")
    (tmp_path / "a.md.j2").write_text("{{ title }}")
    assert (
        render(made, "md", RenderOptions(template=str(tmp_path / "a.md.j2"))) == b"\\<script\\>\\*x\\*\\</script\\>\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n{% for x in %}", r"mine\.md\.j2, line 2: Expected an expression"),
        ("a\nb\n{{ nothing }}", r"mine\.md\.j2, line 3: 'nothing' is undefined"),
        ("{{ brief.nothing }}", r"mine\.md\.j2, line 1: .* has no attribute 'nothing'"),
        ("\n\n{{ 1 / 0 }}", r"mine\.md\.j2, line 3: division by zero"),
        ('{% include "other.md.j2" %}', "no template 'other.md.j2' is there"),
        ("{{ cite() }}", r"mine\.md\.j2, line 1: .*missing 1 required positional argument"),
    ],
)
def test_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(TemplateError, match=told) as caught:
        rendered_here(tmp_path, text)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ brief.__init__.__globals__ }}",
        "{{ cite.__globals__['__builtins__']['open']('/etc/passwd').read() }}",
        "{{ t._messages }}",
        "{% set _ = brief.__dict__.update({}) %}",
    ],
)
def test_template_reaches_nothing_beyond_the_brief(tmp_path: Path, text: str) -> None:
    with pytest.raises(TemplateError, match=r"mine\.md\.j2, line 1"):
        rendered_here(tmp_path, text)


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.txt", "secret.txt"])
def test_template_reads_no_file_beside_it(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inner"
    folder.mkdir()
    for place in (tmp_path, folder):
        (place / "secret.txt").write_text("secret")
    with pytest.raises(TemplateError, match="no template"):
        rendered_here(folder, f'{{% include "{name}" %}}')


def test_endless_template_is_stopped(tmp_path: Path) -> None:
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}"
    started = time.monotonic()
    with pytest.raises(TemplateError, match="ran for more than 2 s and was stopped"):
        rendered(tmp_path, loop, template_seconds=2)
    assert time.monotonic() - started < 60


def test_endless_typst_is_stopped(tmp_path: Path) -> None:
    loop = '#set document(title: "x")\n#for a in range(99999) { for b in range(99999) { let c = a * b } }'
    with pytest.raises(TemplateError):
        rendered(tmp_path, loop, "mine.typ.j2", "pdf", template_seconds=2)


@pytest.mark.skipif(os.name == "nt", reason="the limit of memory is POSIX's")
def test_greedy_template_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        rendered(tmp_path, "{% set x = 'a' * 9000000000 %}{{ x }}")


def test_template_does_not_see_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child that renders it is given no keys, whatever a template may find a way to."""
    from briefer.rendering import confined

    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "OPENAI_API_KEY" not in confined._KEPT_VARIABLES
    assert rendered(tmp_path, "fine") == "fine\n"


def test_template_for_a_format_without_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="stix is made without a template"):
        rendered(tmp_path, "x", format_name="stix")


@pytest.mark.parametrize("options", [{"template": "gone.md.j2"}, {"templates": "gone"}, {"font_paths": ("gone",)}])
def test_missing_template_or_folder_is_told(options: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"gone(\.md\.j2)? is there; check --"):
        render(full(), "md", RenderOptions(**options))  # type: ignore[arg-type]


def test_binary_template_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.md.j2").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateError, match="cannot be read: it is not UTF-8"):
        render(full(), "md", RenderOptions(template=str(tmp_path / "x.md.j2")))


def test_notices_come_through_the_confinement(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "x.typ.j2").write_text(
        '#set document(title: "x", date: datetime(year: 2026, month: 1, day: 1))\n\U00012000'
    )
    render(full(), "pdf", RenderOptions(template=str(tmp_path / "x.typ.j2"), notice=told.append))
    assert "Cuneiform" in told[0]
