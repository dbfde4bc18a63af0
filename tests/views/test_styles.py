"""Rules that every stylesheet and template keeps."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
TEMPLATES = [p for p in sorted((ROOT / "templates").rglob("*.html")) if "admin" not in p.relative_to(ROOT).parts]
VENDORED = sorted((ROOT / "static" / "vendor").glob("*/MANIFEST"))

# Texts that may run against the page: each stands alone in an element that isolates it.
INSERTED = (
    r"\{\{ (?:[\w.]*(?:name|headline|byline|label|text|snippet|description|domain|letter)"
    r"|\w+\|facet_label:[\w.]+) \}\}"
)
ISOLATED = re.compile(r'(?:<bdi[^<>]*>|dir="[^"]*">|title="[^"]*|value="|name="|id="[^"]*|class="[^"]*)$')
# The words of the archive itself, and runs of an article's text, whose line has a direction of its own.
OWN_WORDS = {"{{ other.name }}", "{{ run.text }}", "{{ facet.name }}", "{{ link.label }}", "{{ sort.label }}"}
TITLES = re.compile(r"\{% block title %\}.*?\{% endblock %\}")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_stylesheets_know_no_left_and_no_right(path: Path) -> None:
    assert not re.findall(r"\b(?:left|right)\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_stylesheets_set_no_direction_no_italics_and_no_letter_spacing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"^\s*(?:direction|letter-spacing)\s*:|italic|text-align:\s*justify", text, re.MULTILINE)


@pytest.mark.parametrize("path", SHEETS, ids=named)
def test_stylesheets_fetch_only_files_that_are_there(path: Path) -> None:
    for address in re.findall(r'url\("([^"]+)"\)', path.read_text(encoding="utf-8")):
        assert (path.parent / address).is_file(), address


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_templates_have_no_inline_styles(path: Path) -> None:
    assert not re.search(r"<style|\sstyle=", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_inserted_names_are_isolated(path: Path) -> None:
    text = TITLES.sub("", path.read_text(encoding="utf-8"))
    bare = [
        match.group()
        for match in re.finditer(INSERTED, text)
        if match.group() not in OWN_WORDS and not ISOLATED.search(text[: match.start()])
    ]
    assert bare == []


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.parent.name)
def test_vendored_files_are_those_of_their_manifest(path: Path) -> None:
    listed = {name: digest for digest, name in re.findall(r"^([0-9a-f]{64})  (\S+)$", path.read_text(), re.MULTILINE)}
    files = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in path.parent.iterdir()}
    files.pop("MANIFEST")
    assert files == listed


def palettes() -> list[dict[str, str]]:
    """The colours of the light and of the dark page, by name."""
    light, dark = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8").split("prefers-color-scheme: dark")
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", palettes(), ids=["light", "dark"])
@pytest.mark.parametrize(
    ("colour", "ground", "least"),
    [
        *((name, ground, 4.5) for name in ("ink", "muted", "link") for ground in ("paper", "panel")),
        *((name, "paper", 4.5) for name in ("person", "organisation", "place")),
        ("ink", "mark", 4.5),
        ("mark-line", "paper", 3.0),
        ("mark-line", "mark", 3.0),
        ("focus", "paper", 3.0),
        ("focus", "panel", 3.0),
        ("edge", "paper", 3.0),
    ],
)
def test_colours_stand_off_their_ground(palette: dict[str, str], colour: str, ground: str, least: float) -> None:
    assert contrast(palette[colour], palette[ground]) >= least
