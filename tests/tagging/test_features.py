"""What the model sees of words and of places in a text."""

import pytest

from articles.models import AliasUse, Kind
from articles.tagging.features import WordAttributes, bare_forms, flag_attributes, flags
from articles.tagging.gazetteer import Gazetteer, Name, Record, Text
from articles.tagging.linear_chain import PADDING, Said
from articles.tagging.resources import Resources
from articles.tagging.usage import usage_from

RECORDS = Gazetteer(
    [
        Record(1, Kind.PERSON, (Name("بشار الأسد"),)),
        Record(2, Kind.PLACE, (Name("حلب"), Name("حلبي", AliasUse.ABOUT))),
        Record(3, Kind.PLACE, (Name("الأردن"), Name("المملكة", AliasUse.AFTER_CUE)), category="country"),
        Record(4, Kind.ORGANISATION, (Name("جامعة حلب"),)),
    ]
)
LISTS = Resources(name_tokens={"منصور": 40, "دمشق": 1}, clusters={"دمشق": ("c0=3", "c1=17")})
USAGE = usage_from({"دمشق": (1, 0, 9, 0, 0), "الفرات": (5, 0, 0, 5, 0), "قمح": (1, 0, 0, 0, 0)})


def attributes(word: str) -> set[tuple[str, int]]:
    said = WordAttributes(RECORDS, LISTS, USAGE)(word)
    return {(attribute, reach) for reach, attributes in enumerate(said) for attribute in attributes}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("دمشق", {("wدمشق", 2), ("c0=3", 2), ("c1=17", 2), ("n1", 1), ("uLOC4", 1)}, id="a known word"),
        pytest.param("ودمشق", {("-bدمشق", 1), ("-c1=17", 1), ("-uLOC4", 1)}, id="behind a conjunction"),
        pytest.param("بالفرات", {("-bالفرات", 1), ("-bفرات", 1), ("-uORG2", 1)}, id="behind preposition and article"),
        pytest.param("منصور", {("n6", 1)}, id="often in names"),
        pytest.param("بشار", {("first1", 1), ("given", 1)}, id="begins a record's name"),
        pytest.param("الأسد", {("last1", 1), ("-bاسد", 1)}, id="ends one"),
        pytest.param("جامعة", {("organisation1", 1), ("cue-organisation", 1), ("ta marbuta", 0)}, id="announces"),
        pytest.param("إيران", {("hإ", 0), ("pاي", 1), ("sان", 1)}, id="its letters"),
        pytest.param("1973", {("w0000", 2), ("d", 1)}, id="a number"),
        pytest.param("١٩٧٣", {("w0000", 2), ("d", 1)}, id="a number in Arabic digits"),
        pytest.param("NATO", {("wnato", 2), ("latin", 1)}, id="in Latin letters"),
        pytest.param("،", {("w،", 2), ("sign", 1)}, id="a mark"),
        pytest.param(PADDING, {("end", 1)}, id="outside the sentence"),
    ],
)
def test_a_word_has(word: str, expected: set[tuple[str, int]]) -> None:
    assert expected <= attributes(word)


def test_the_usage_of_words_is_told_in_coarse_shares_and_how_often_they_are_used() -> None:
    assert USAGE == {"دمشق": "uLOC4 uO0.3", "الفرات": "uORG2 uO2.3"}


def test_spellings_of_a_word_differ_in_little() -> None:
    assert attributes("إيران") ^ attributes("ايران") == {("hإ", 0)}


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        pytest.param("دمشق", (), id="bare"),
        pytest.param("وموسكو", ("موسكو",), id="conjunction"),
        pytest.param("وبالمدينه", ("بالمدينه", "المدينه", "مدينه"), id="conjunction, preposition, article"),
        pytest.param("للاردن", ("لاردن", "الاردن", "اردن"), id="the alef that li takes"),
    ],
)
def test_bare_forms(folded: str, expected: tuple[str, ...]) -> None:
    assert bare_forms(folded) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("زار بشار الأسد حلب", ["", "Bper2", "Iper2", "Bpla1"], id="records"),
        pytest.param("في جامعة حلب", ["", "Borg2", "Bpla1|Iorg2"], id="one name in another"),
        pytest.param("إلى الأردن", ["", "Bplac1"], id="a country"),
        pytest.param("زار المملكة", ["", "Bplac?1"], id="a name that counts by its context"),
        pytest.param("تاجر حلبي", ["", "Bnationality1"], id="an adjective of nationality"),
        pytest.param("بشار\nالأسد", ["", ""], id="not over a line's end"),
    ],
)
def test_places_in_a_text_are_flagged(body: str, expected: list[str]) -> None:
    assert flags(RECORDS, Text.of(body)) == expected


def test_the_attributes_of_flags() -> None:
    assert flag_attributes("Bpla1|Iorg2") == Said(("ggBpla1|Iorg2",), ["gBpla1", "gIorg2"])
    assert flag_attributes(PADDING) == Said()
