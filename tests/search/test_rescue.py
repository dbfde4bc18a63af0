"""What a page offers when nothing or little was found: over real rows and a real index."""

import datetime as dt

import pytest
from django.http import QueryDict

from articles.search import sync
from articles.search.params import FacetName, SearchParams
from articles.search.query import search
from articles.search.rescue import NO_RESCUE, Offer, Rescue, Way
from tests.factories import make_article, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive() -> None:
    """Twelve articles of 2015 about Aleppo and the ministry, two of 2016 about Moscow with Lavrov."""
    aleppo, moscow = make_place("حلب", "Aleppo", slug="aleppo"), make_place("موسكو", "Moscow", slug="moscow")
    lavrov = make_person("سيرغي لافروف", "Sergey Lavrov", slug="lavrov")
    source = make_source(slug="arabi21")
    with sync.paused():
        for number in range(12):
            body = f"أعلنت وزارة الخارجية في حلب أن السعر ارتفع في الولايات المتحدة {number}"
            made = make_article(body, f"المدينة {number}", published_on=dt.date(2015, 1 + number, 1), source=source)
            make_mention(made, aleppo)
        for number in range(2):
            body = f"قال سيرغي لافروف في موسكو إن المفاوضات مستمرة {number}"
            made = make_article(body, "الرئيس الروسي", published_on=dt.date(2016, 1 + number, 1))
            make_mention(made, moscow)
            make_mention(made, lavrov)
    sync.drain()


def rescued(query: str = "", **more: str) -> Rescue:
    parameters = QueryDict(query, mutable=True)
    parameters.update(more)
    return search(SearchParams.from_query(parameters)).rescue


def found_at(offer: Offer) -> int:
    return search(SearchParams.from_query(QueryDict(offer.query_string))).total


SPELLED = [
    ("a letter of like sound", "وظارة", "وزارة"),
    ("a letter of like shape", "موشكو", "موسكو"),
    ("the key beside", "المفاوصات", "المفاوضات"),
    ("a letter left out", "المفوضات", "المفاوضات"),
    ("a letter too many", "المفاوضضات", "المفاوضات"),
    ("two letters swapped", "المفاوضتا", "المفاوضات"),
    ("shown with its hamza", "الريئس", "الرئيس"),
    ("a space left out", "الولاياتالمتحدة", "الولايات المتحدة"),
    ("a space left out behind a function word", "فيموسكو", "في موسكو"),
    ("a space too many", "المفاو ضات", "المفاوضات"),
    ("behind a clitic no article has", "وبالمفاوصات", "وبالمفاوضات"),
    ("a Latin name", "Lacrov", "Lavrov"),
    ("one word of several", "وزارة الخارجبة", "وزارة الخارجية"),
    ("within quotes", '"وزارة الخارجبة"', '"وزارة الخارجية"'),
    ("behind a keyword", "شخص:لافروق", "شخص:لافروف"),
    ("within brackets", "(وظارة OR xyzzy) حلب", "(وزارة OR xyzzy) حلب"),
    ("beside an exclusion", "موشكو -حلب", "موسكو -حلب"),
    ("two words at once", "وظارة الخارجبة", "وزارة الخارجية"),
]


@pytest.mark.parametrize(("query", "meant"), [row[1:] for row in SPELLED], ids=[row[0] for row in SPELLED])
def test_another_spelling_is_offered_and_finds_what_it_says(query: str, meant: str) -> None:
    offer = rescued(q=query).spelling
    assert offer
    assert (offer.text, offer.count) == (meant, found_at(offer))
    assert offer.count
    assert "".join(text for text, _ in offer.parts) == meant


NOT_SPELLED = [
    ("a right word", "حلب"),
    ("a form of a right word", "والمدينتان"),
    ("nothing like it", "قسطنطينية"),
    ("numbers", "20155"),
    ("excluded words", "موسكو -حلت"),
    ("a beginning", "موشك*"),
    ("signs", "؟!؟"),
    ("no query", ""),
]


@pytest.mark.parametrize("query", [row[1] for row in NOT_SPELLED], ids=[row[0] for row in NOT_SPELLED])
def test_no_other_spelling_is_offered(query: str) -> None:
    assert rescued(q=query).spelling is None


@pytest.mark.parametrize("narrowing", ["place=moscow", "from=2016", "source=-arabi21", "year=2016"])
def test_a_spelling_that_finds_nothing_within_the_choices_is_not_offered(narrowing: str) -> None:
    assert rescued(q="وظارة").spelling
    assert rescued(narrowing, q="وظارة").spelling is None


def test_a_spelling_is_offered_above_few_hits_when_another_is_far_more_frequent() -> None:
    with sync.paused():
        make_article("قالت السعوديه")
        for number in range(70):
            make_article(f"في الوزارات والسفارات {number}")
        make_article("في الوزارات والسفارلت")
    sync.drain()
    offer = rescued(q="والسفارلت").spelling
    assert offer
    assert (offer.text, offer.count) == ("والسفارات", 70)
    assert rescued(q="السعودية") == NO_RESCUE


KEYBOARD = [("hgsuv", "السعر"), ("pgf", "حلب"), ("ةخسؤخص", "moscow"), ("pgf السعر", "حلب السعر")]


@pytest.mark.parametrize(("query", "meant"), KEYBOARD)
def test_the_other_keyboard_layout_is_offered_when_it_finds_something(query: str, meant: str) -> None:
    offer = rescued(q=query).keyboard
    assert offer
    assert (offer.text, offer.count) == (meant, found_at(offer))


def test_the_other_layout_is_not_offered_when_it_finds_nothing() -> None:
    assert rescued(q="qqqq").keyboard is None
    assert rescued(q="<script>alert(5)</script>").keyboard is None  # on either layout its 5 is all that is found
    assert rescued("place=moscow", q="pgf").keyboard is None


def test_the_words_that_no_article_has_are_named_and_left_out() -> None:
    found = rescued(q="حلب قسطنطينية")
    assert found.missing == ("قسطنطينية",)
    assert [(offer.way, offer.text, offer.count) for offer in found.ways_out] == [(Way.WORDS, "قسطنطينية", 12)]
    assert found_at(found.ways_out[0]) == 12


def test_each_word_in_the_way_of_the_others_is_offered_to_be_left_out() -> None:
    found = rescued(q="حلب وزارة لافروف")
    assert found.missing == ()
    assert [(offer.text, offer.count) for offer in found.ways_out] == [("لافروف", 12)]
    found = rescued(q="حلب لافروف")
    assert [(offer.text, offer.count) for offer in found.ways_out] == [("لافروف", 12), ("حلب", 2)]


def test_alternatives_phrases_and_exclusions_are_left_out_whole() -> None:
    found = rescued(q='موسكو "وزارة الخارجية"')
    assert {offer.text for offer in found.ways_out} == {"موسكو", '"وزارة الخارجية"'}
    found = rescued(q="موسكو -لافروف")
    assert [(offer.text, offer.count) for offer in found.ways_out] == [("موسكو", 12), ("-لافروف", 2)]


def test_the_filter_that_empties_the_result_can_be_left_out() -> None:
    (offer,) = rescued("place=moscow", q="وزارة").ways_out
    assert (offer.way, offer.facet, offer.values, offer.count) == (Way.FACET, FacetName.PLACE, ("moscow",), 12)
    (offer,) = rescued("place=-aleppo", q="وزارة").ways_out
    assert (offer.way, offer.values, offer.count) == (Way.EXCLUDED, ("aleppo",), 12)
    (offer,) = rescued("from=2016", q="وزارة").ways_out
    assert (offer.way, offer.count, offer.query_string) == (Way.DATES, 12, SearchParams("وزارة").query_string())


def test_where_no_single_filter_helps_all_are_offered_to_be_left_out() -> None:
    (offer,) = rescued("place=moscow&from=2016", q="وزارة").ways_out
    assert (offer.way, offer.count) == (Way.FILTERS, 12)


def test_filters_without_a_query_are_rescued_too() -> None:
    ways = rescued("place=aleppo&person=lavrov").ways_out
    assert [(offer.facet, offer.count) for offer in ways] == [(FacetName.PLACE, 2), (FacetName.PERSON, 12)] or [
        (offer.facet, offer.count) for offer in ways
    ] == [(FacetName.PERSON, 12), (FacetName.PLACE, 2)]


@pytest.mark.parametrize("page", ["", "page=2"])
def test_a_search_that_found_enough_is_left_alone(page: str) -> None:
    assert rescued(page, q="حلب") == NO_RESCUE


@pytest.mark.parametrize(
    "query",
    ["(" * 300, '"' * 255, "ا" * 5000, "قسطنطينيهةةةةة " * 40, "\x00\ud800", "NOT NOT NOT", "شخص:" * 60, "a|" * 100],
    ids=range(8),
)
def test_hostile_queries_are_answered(query: str) -> None:
    found = rescued(q=query)
    assert all(offer.count for offer in found.ways_out)


def test_a_word_that_nothing_has_is_respelled_in_a_long_query_that_finds_something_without_it() -> None:
    query = "وزارة الخارجية في حلب والسعر المفاوصات الولايات"
    found = rescued(q=query)
    assert found.spelling
    assert found.spelling.text == query.replace("المفاوصات", "المفاوضات")
    assert found.spelling.count == found_at(found.spelling)
    assert (found.ways_out, found.missing) == ((), ())
    assert rescued(q=query.replace("المفاوصات", "")) == NO_RESCUE


def test_a_latin_name_that_is_found_by_its_sound_is_not_respelled() -> None:
    assert rescued(q="Lavrof") == NO_RESCUE
