"""Recognised names beside the records' names: what is asked about, and what a recognised name says of a link."""

import pytest

from articles.models import Kind
from articles.tagging.gazetteer import Gazetteer, Name, Record, Text
from articles.tagging.tagger import Tagger
from articles.tagging.unlinked import bare_name
from tests.tagging.recognisers import Listed

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE


def record(key: int, kind: Kind, name: str, *aliases: str, **more: str) -> Record:
    return Record(key, kind, (Name(name, is_main=True), *(Name(alias) for alias in aliases)), **more)  # type: ignore[arg-type]


RUSSIA = record(1, PLACE, "روسيا", category="country", country_code="RU")
TUNISIA = record(2, PLACE, "تونس", category="country", country_code="TN")
SFAX = record(3, PLACE, "صفاقس", category="city", country_code="TN")
SHOIGU = record(4, PERSON, "سيرغي شويغو", country_code="RU")
BOUTEFLIKA = record(5, PERSON, "عبد العزيز بوتفليقة", country_code="DZ")
FALSE_SHOIGU = record(6, PERSON, "سيرين شويكي", country_code="RU")
GAZETTEER = Gazetteer([RUSSIA, TUNISIA, SFAX, SHOIGU, BOUTEFLIKA, FALSE_SHOIGU])

CASES: list[tuple[str, str, dict[str, Kind], list[str], list[tuple[str, int | None]]]] = [
    ("a name without a record", "قال حافظ زليط", {"حافظ زليط": PERSON}, [], [("حافظ زليط", None)]),
    ("a name that is linked", "زار روسيا", {"روسيا": PLACE}, ["روسيا"], []),
    (
        "a surname beside its full name",
        "حافظ زليط ثم زليط",
        {"حافظ زليط": PERSON, "زليط": PERSON},
        [],
        [("حافظ زليط", None)],
    ),
    ("another spelling, its country unspoken of", "قال سيرجي شويغو", {"سيرجي شويغو": PERSON}, [], [("سيرجي شويغو", 4)]),
    (
        "another spelling beside its country",
        "سيرجي شويغو في روسيا",
        {"سيرجي شويغو": PERSON},
        ["سيرجي شويغو", "روسيا"],
        [],
    ),
    (
        "another spelling of the surname alone",
        "سيرغي شويغو ثم شويجو",
        {"سيرغي شويغو": PERSON, "شويجو": PERSON},
        ["سيرغي شويغو", "شويجو"],
        [],
    ),
    ("no word in common", "سيرجي شويجو في روسيا", {"سيرجي شويجو": PERSON}, ["روسيا"], [("سيرجي شويجو", 4)]),
    ("another kind", "سيرجي شويغو في روسيا", {"سيرجي شويغو": ORGANISATION}, ["روسيا"], [("سيرجي شويغو", None)]),
    (
        "another of the same surname",
        "عبد العزيز بوتفليقة ثم ناصيف بوتفليقة",
        {"ناصيف بوتفليقة": PERSON},
        ["عبد العزيز بوتفليقة"],
        [("ناصيف بوتفليقة", None)],
    ),
    ("a company called after a country", "أطلقت أورنج تونس", {"أورنج تونس": ORGANISATION}, [], [("أورنج تونس", None)]),
    ("a branch in a town", "الاتحاد الجهوي بصفاقس", {"الاتحاد الجهوي بصفاقس": ORGANISATION}, ["بصفاقس"], []),
]


@pytest.mark.parametrize(
    ("text", "names", "linked", "asked"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_links_and_doubts(
    text: str, names: dict[str, Kind], linked: list[str], asked: list[tuple[str, int | None]]
) -> None:
    findings = Tagger(GAZETTEER, Listed(names)).read(text)
    assert [mention.surface for mention in findings.mentions] == linked
    assert [(doubt.name, doubt.suggested) for doubt in findings.doubts] == asked
    for doubt in findings.doubts:
        assert text[doubt.start : doubt.end] == doubt.surface


def test_an_unsure_recogniser_is_not_believed_against_a_link() -> None:
    findings = Tagger(GAZETTEER, Listed({"أورنج تونس": ORGANISATION}, confidence=0.6)).read("أطلقت أورنج تونس")
    assert [mention.surface for mention in findings.mentions] == ["تونس"]


BARE = [
    ("nothing before it", "حافظ زليط", 2, "حافظ زليط"),
    ("a preposition before a given name", "لحافظ زليط", 2, "حافظ زليط"),
    ("two clitics", "ولمحمد زليط", 2, "محمد زليط"),
    ("a given name that begins like a clitic", "وليد زليط", 2, "وليد زليط"),
    ("an article behind a preposition", "بالجمعية الخيرية", 2, "الجمعية الخيرية"),
    ("an article without its alef", "للجمعية الخيرية", 2, "الجمعية الخيرية"),
    ("marks stay", "لِمُحَمَّد زليط", 2, "مُحَمَّد زليط"),
    ("the bare word elsewhere", "بسراط ثم سراط", 1, "سراط"),
    ("no telling", "بسراط", 1, "بسراط"),
]


@pytest.mark.parametrize(("text", "words", "bare"), [row[1:] for row in BARE], ids=[row[0] for row in BARE])
def test_a_name_without_what_is_written_together_with_it(text: str, words: int, bare: str) -> None:
    assert bare_name(Text.of(text), 0, words, {"حافظ", "محمد", "وليد"}) == bare
