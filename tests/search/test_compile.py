"""Which of Whoosh's queries a tree becomes, and what they find in a real index."""

import datetime as dt

import pytest
from django.http import QueryDict
from haystack.query import SearchQuerySet
from whoosh import query as whoosh_query

from articles.search import sync
from articles.search.compile import compile_query
from articles.search.language import parse
from articles.search.params import FacetName, SearchParams
from articles.search.query import search
from articles.search.tree import AllOf, ParsedQuery, Records, Word
from tests.factories import make_article, make_mention, make_person, make_place, make_source

KINDS = {
    whoosh_query.Term,
    whoosh_query.Phrase,
    whoosh_query.And,
    whoosh_query.Or,
    whoosh_query.AndNot,
    whoosh_query.AndMaybe,
    whoosh_query.ConstantScoreQuery,
    whoosh_query.Prefix,
    whoosh_query.NumericRange,
    whoosh_query.Every,
    type(whoosh_query.NullQuery),
}


def kinds(query: whoosh_query.Query) -> set[type]:
    return {type(query)} | {kind for child in query.children() for kind in kinds(child)}


@pytest.mark.parametrize(
    "text",
    ["", "؟", "حلب", "في", "حلب دمشق", '"وقف النار"', '"حلب"', "سور*", "title:(حلب -سور* OR في)", "-حلب", "-في",
     "حلب OR -دمشق", "date:2016", "before:2016", "after:2016", "شخص:الأسد", "حلب -(دمشق | حمص) -درعا"],
)  # fmt: skip
def test_only_known_kinds_of_queries_are_made(text: str) -> None:
    assert kinds(compile_query(parse(text))) <= KINDS


def test_a_word_is_decided_by_its_stem_and_scored_by_its_spelling_and_the_headline() -> None:
    compiled = compile_query(parse("المدينة"))
    assert compiled == whoosh_query.AndMaybe(
        whoosh_query.Term("text", "مدين", boost=1.0),
        whoosh_query.Or(
            [
                whoosh_query.Term("headline", "مدين", boost=1.0),
                whoosh_query.Term("exact", "المدينه", boost=0.3),
                whoosh_query.Term("headline_exact", "المدينه", boost=0.3),
            ]
        ),
    )


def test_unknown_dates_are_in_no_range() -> None:
    assert compile_query(parse("before:2016")).start == 1


def test_names_that_nobody_bears_find_nothing() -> None:
    assert compile_query(ParsedQuery(Records(FacetName.PERSON, ()))) == whoosh_query.NullQuery


def test_any_word_leaves_the_other_terms_to_be_met() -> None:
    words, records = (Word("حلب", "حلب"), Word("دمشق", "دمشق")), Records(FacetName.PERSON, (1,))
    compiled = compile_query(ParsedQuery(AllOf((*words, records)), share=0.0))
    assert isinstance(compiled, whoosh_query.And)
    assert [type(part) for part in compiled.subqueries] == [whoosh_query.Or, whoosh_query.ConstantScoreQuery]


FOUND = [
    ("either", "حلب OR دمشق", "أب"),
    ("either in Arabic", "حلب أو دمشق", "أب"),
    ("either, and a word", "معارك (حلب OR دمشق)", "أ"),
    ("without a word", "سوريا -حلب", "بج"),
    ("without a word, by NOT", "سوريا NOT حلب", "بج"),
    ("without a word, in Arabic", "سوريا ليس حلب", "بج"),
    ("without another form of the word", "سوريا -لحلب", "بج"),
    ("without a phrase", 'سوريا -"معارك في حلب"', "بج"),
    ("without any of several", "سوريا -(حلب OR دمشق)", "ج"),
    ("without all of several together", "سوريا -(حلب دمشق)", "أبج"),
    ("only what is excluded", "-سوريا", "دهو"),
    ("all that is excluded", "-سوريا -الأردن", "هو"),
    ("either a word or without another", "حلب OR -سوريا", "أدهو"),
    ("nothing is left", "حلب -حلب", ""),
    ("a prefix of a spelling", "الأرد*", "د"),
    ("a prefix of a stem", "معار*", "أ"),
    ("a prefix that only the stem has", "أردن*", "د"),
    ("a prefix of nothing", "زلن*", ""),
    ("a word of the headline", "title:قمة", "د"),
    ("not a word of the body", "title:حلب", ""),
    ("another form of the headline's word", "عنوان:القمة", "د"),
    ("a phrase of the headline", 'عنوان:"قمة في عمان"', "د"),
    ("no phrase across headline and body", '"عمان وصل"', ""),
    ("without a word of the headline", "-title:قمة", "أبجهو"),
    ("a prefix in the headline", "title:قم*", "د"),
    ("a person", "شخص:الأسد", "ب"),
    ("a person's Latin name", "person:assad", "ب"),
    ("without a person", "سوريا -شخص:الأسد", "أج"),
    ("a place", "مكان:حلب", "أ"),
    ("a source", "مصدر:رويترز", "ج"),
    ("without a source", "سوريا -source:Reuters", "أب"),
    ("a person or a place", "شخص:الأسد OR مكان:حلب", "أب"),
    ("a Latin word of a record", "Aleppo", "أ"),
    ("a Latin word of the text", "Facebook", "ه"),
    ("without a Latin word of a record", "سوريا -Aleppo", "بج"),
    ("nobody", "شخص:فلان", ""),
    ("a year", "date:2016", "ب"),
    ("a month", "date:2015-03", "أ"),
    ("a range", "date:2015..2016", "أب"),
    ("before", "before:2016", "أ"),
    ("after", "after:2016", "ج"),
    ("without a year", "سوريا -date:2016", "أج"),
    ("a word and a year", "سوريا date:2016", "ب"),
]  # fmt: skip


@pytest.fixture
def archive(db: None) -> None:
    """أ Aleppo, 2015; ب Damascus and Assad, 2016; ج Reuters, 2017; د a headline; ه Latin; و nothing of these."""
    rows = [
        ("أ", "معارك في حلب في سوريا", dt.date(2015, 3, 31)),
        ("ب", "قال بشار الأسد من دمشق في سوريا", dt.date(2016, 1, 1)),
        ("ج", "سوريا اليوم", dt.date(2017, 1, 1)),
        ("د قمة في عمان", "وصل الوفد إلى الأردن", None),
        ("ه", "نشر على Facebook", None),
        ("و", "خبر آخر", None),
    ]
    made = [make_article(body, headline, published_on=day) for headline, body, day in rows]
    make_mention(made[0], make_place("حلب", "Aleppo"))
    make_mention(made[1], make_person("بشار الأسد", "Bashar al-Assad"))
    made[2].source = make_source("reuters", "رويترز", "Reuters")
    made[2].save()
    sync.drain()


def test_what_a_query_finds(archive: None) -> None:
    wrong = {}
    for name, text, expected in FOUND:
        query = QueryDict(mutable=True)
        query["q"] = text
        page = search(SearchParams.from_query(query))
        found = "".join(sorted(hit.article.headline[0] for hit in page.hits))
        if found != "".join(sorted(expected)):
            wrong[name] = (text, found, expected)
    assert wrong == {}


def test_a_string_is_understood_by_haystacks_own_query_sets_too(archive: None) -> None:
    found = SearchQuerySet().filter(content="شخص:الأسد OR title:قمة")
    assert sorted(result.object.headline for result in found) == ["ب", "د قمة في عمان"]
