"""Words found in whole folded texts are those that analyzing every word finds."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.arabic import plurals
from articles.arabic.lexicon import shipped
from articles.arabic.pieces import pieces_of
from articles.arabic.stem import GOD_WITH_CLITICS, stem
from articles.arabic.tokens import tokens
from articles.search.analyzer import exact_form, loose_form
from articles.search.language import parse
from articles.search.spotting import Span, Spotter
from articles.search.tree import Marked

WORDS = [
    "حلب",
    "وبحلب",
    "حَلَبَ",
    "حـــلب",
    "المدينتين",
    "المدن",
    "أسلحتهم",
    "سلاح",
    "مدينة",
    "مدينتها",
    "والله",
    "لله",
    "الله",
    "ﺣﻠﺐ",
    "ﷲ",
    "الـBBC",
    "bbc",
    "٢٠١٦",
    "عربي21",
    "في",
    "النّارِ",
    "النار",
    "إطلاق",
    "\u200fحلب\u200f",
    "ـ",
    "🙂",
    "é",
    "e\u0301",
]
TEXTS = st.lists(st.sampled_from([*WORDS, "،", ".", "(", "-", "\n"]), max_size=25).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda glue: glue.join(pieces))
)
QUERIES = ["حلب", "مدينة", "أسلحة", "مدي*", "الله", "bbc", "عربي21", "2016", "في", "حل*", "é", "المد*", "حلب OR مدينة"]
PHRASES = ['"إطلاق النار"', '"في حلب"', '"حلب حلب"', '"الـBBC"', '"مدينة حلب في"']


def by_analyzing(query: str, text: str) -> set[Span]:
    """Every word of the text put to the query."""
    marked = parse(query).marked
    loose = {word.loose for word in marked.words if word.loose}
    exact = {word.exact for word in marked.words if not word.loose}
    starts = tuple(prefix.start for prefix in marked.prefixes)
    words, found = list(tokens(text)), set()
    for word in words:
        stemmed, form = loose_form(word.folded), exact_form(word.folded)
        begins = bool(starts) and (form.startswith(starts) or stemmed.startswith(starts))
        if stemmed in loose or form in exact or begins:
            found.add(Span(word.start, word.end, form if form in exact else stemmed or form))
    forms = [exact_form(word.folded) for word in words]
    for phrase in marked.phrases:
        for index in range(len(forms)):
            if tuple(forms[index : index + len(phrase.words)]) == phrase.words:
                last = words[index + len(phrase.words) - 1]
                found.add(Span(words[index].start, last.end, " ".join(phrase.words)))
    return found


@pytest.mark.parametrize("query", QUERIES)
@settings(deadline=None)  # the first one makes tables
@given(text=TEXTS)
@example("الـBBC وعربي21")
@example("\u200fحلب\u200f حَلَبَ ﺣﻠﺐ ﷲ")
def test_the_words_found_are_those_of_the_analyzed_text(query: str, text: str) -> None:
    assert set(Spotter(parse(query).marked).spans(text)) == by_analyzing(query, text)


@pytest.mark.parametrize("query", PHRASES)
@settings(deadline=None)  # the first one makes tables
@given(text=TEXTS)
@example("وقف إطلاق  النّارِ، في حَلَب")
@example("حلب حلب حلب")
def test_the_phrases_found_begin_where_those_of_the_analyzed_text_do(query: str, text: str) -> None:
    found = {span.start for span in Spotter(parse(query).marked).spans(text)}
    expected = {span.start for span in by_analyzing(query, text)}
    assert found == expected if "BBC" not in text and "bbc" not in text else found <= expected
    assert bool(found) == bool(expected)


def test_each_word_has_a_piece_of_its_stem_in_it() -> None:
    words = [word for word in shipped().words() if word not in GOD_WITH_CLITICS]
    assert len(words) > 50_000
    forms = [
        plural.removesuffix("ه") + ending for plural in plurals.shipped() for ending in ("", "ه", "ها", "تهم", "ات")
    ]
    behind = [clitic + form for form in forms for clitic in ("", "ال", "و", "ولل")]
    assert [word for word in words + behind if not any(piece in word for piece in pieces_of(stem(word)))] == []


def test_plurals_are_found_by_the_beginning_of_their_stem() -> None:
    assert [span.term for span in Spotter(parse("مدي*").marked).spans("مدن ومدنها")] == ["مدين", "مدين"]


NAMED = [
    ("as it is", ("بشار", "الاسد"), "قال بشار الأسد", "بشار الأسد"),
    ("vocalised", ("بشار", "الاسد"), "قال بَشَّار الأَسَد أمس", "بَشَّار الأَسَد"),
    ("behind a clitic", ("بشار", "الاسد"), "زار وبشار الأسد", "وبشار الأسد"),
    ("behind another", ("بشار", "الاسد"), "قال لبشار الأسد", "لبشار الأسد"),
    ("with its article behind a clitic", ("السيسي",), "قال والسيسي", "والسيسي"),
    ("with its alef hidden", ("الامم", "المتحده"), "جلسة للأمم المتحدة", "للأمم المتحدة"),
    ("within a word", ("بشار",), "انبشارها", ""),
    ("with an ending", ("بشار",), "بشارة", ""),
    ("words apart", ("بشار", "الاسد"), "بشار حافظ الأسد", ""),
]


@pytest.mark.parametrize(("name", "text", "marked"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED])
def test_the_name_of_a_record_is_found(name: tuple[str, ...], text: str, marked: str) -> None:
    spans = list(Spotter(Marked((), (), (), names=(name,))).spans(text))
    assert [text[span.start : span.end] for span in spans] == ([marked] if marked else [])
