"""One table of formats: what is named in it renders, by name and by extension."""

from __future__ import annotations

import subprocess
import sys

import pytest

from briefer.errors import UsageError
from briefer.records import Brief
from briefer.rendering import FORMATS, RenderOptions, check, format_by_extension, render
from briefer.rendering.formats import Format
from tests.rendering.samples import full

MADE = full()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_renders_and_is_repeatable(name: str) -> None:
    first = render(MADE, name)
    assert first
    assert first == render(MADE, name)


@pytest.mark.parametrize(("name", "known"), sorted(FORMATS.items()))
def test_extension_names_its_format(name: str, known: Format) -> None:
    assert {format_by_extension(f"out/brief{extension.upper()}") for extension in known.extensions} == {name}


def test_format_of_no_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="there are: md"):
        render(MADE, "odt")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (RenderOptions(language="tlh"), "no headings in 'tlh'; there are: en, ar, ru, uk, zh, es, fr, de"),
        (RenderOptions(sections=("actor",)), "no section 'actor'; there are: bottom_line"),
    ],
)
def test_unknown_language_or_section_is_told_before_anything_is_made(options: RenderOptions, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        check("md", options)


def test_json_format_reads_back_as_the_same_brief() -> None:
    assert Brief.model_validate_json(render(MADE, "json")) == MADE


@pytest.mark.parametrize(
    ("module", "format_name", "extra"),
    [("typst", "pdf", "pdf"), ("docx", "docx", "docx"), ("stix2", "stix", "stix"), ("icalendar", "ics", "calendar")],
)
def test_missing_extra_is_named_in_one_line(module: str, format_name: str, extra: str) -> None:
    """In a process in which the module cannot be found, as where it is not installed."""
    code = f"""
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hidden())
from importlib import util
found = util.find_spec
util.find_spec = lambda name, package=None: None if name == {module!r} else found(name, package)
from briefer.apps.cli import main
main(["render", "brief.json", "-f", {format_name!r}])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"brief: {format_name} needs an optional part of briefer: pip install 'briefer[{extra}]'\n"
