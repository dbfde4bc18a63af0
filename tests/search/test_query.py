"""Searches over real rows and a real index: what is found, in which order, and what facets count."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Mention, MentionStatus
from articles.search import sync
from articles.search.notices import Notice
from articles.search.panels import SHOWN_VALUES
from articles.search.params import FacetName, SearchParams
from articles.search.query import search
from articles.search.results import ResultPage
from articles.tagging.apply import retag
from tests.factories import make_article, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


def ask(query: str = "", **more: str) -> ResultPage:
    """The answer to an address: `ask("q=…&place=…")`, or `ask(q="…")`."""
    parameters = QueryDict(query, mutable=True)
    parameters.update(more)
    sync.drain()
    return search(SearchParams.from_query(parameters))


def bodies(page: ResultPage) -> list[str]:
    return [hit.article.body for hit in page.hits]


def counts(page: ResultPage, name: FacetName) -> dict[str, int]:
    (facet,) = [facet for facet in page.facets if facet.name is name]
    return {value.value: value.count for value in facet.values}


MATCH = [
    ("vowel marks in the text", "وزارة", "قالت وِزَارَةُ الخارجيّة"),
    ("vowel marks in the query", "وِزَارَةُ", "قالت وزارة الخارجية"),
    ("tatweel", "حلب", "في حـــلب"),
    ("alef and hamza", "احمد", "قال أحمد"),
    ("hamza seats", "مسئول", "قال مسؤول"),
    ("alef maksura", "مستشفي", "في مستشفى"),
    ("ta marbuta", "مدينه", "في مدينة"),
    ("Arabic-Indic digits in the text", "2016", "عام ٢٠١٦"),
    ("Arabic-Indic digits in the query", "٢٠١٦", "عام 2016"),
    ("Persian letters", "فلسطيني", "قال فلسطینی"),
    ("presentation forms", "حلب", "في ﺣﻠﺐ"),
    ("the article in the text", "هجوم", "وقع الهجوم"),
    ("the article in the query", "الهجوم", "وقع هجوم"),
    ("and", "موسكو", "واشنطن وموسكو"),
    ("in", "حلب", "معارك بحلب"),
    ("to", "روسيا", "زيارة لروسيا"),
    ("to, with the article", "الأردن", "زيارة للأردن"),
    ("like", "حلب", "مدن كحلب"),
    ("so", "موسكو", "فموسكو تنفي"),
    ("and in, with the article", "مدينة", "وبالمدينة ناس"),
    ("an outlet's name", "عربي21", "قال لعربي21"),
    ("Latin letters of any case", "reuters", "وكالة Reuters"),
    ("a word of the headline", "عنوان", "x"),
    ("an exact phrase", '"وقف إطلاق النار"', "بعد وقف إطلاق النار"),
    ("an exact phrase through vowel marks", '"وقف إطلاق النار"', "بعد وَقْفِ إطْلاقِ النّار"),
    ("a stop word in a phrase", '"من أجل"', "من أجل السلام"),
    ("words in any order", "حلب معارك", "معارك في حلب"),
    ("a stop word by itself", "في", "في حلب"),
]
NO_MATCH = [
    ("another word", "حلب", "في دمشق"),
    ("the words of a phrase apart", '"وقف النار"', "وقف إطلاق النار"),
    ("another form in a phrase", '"مدينة حلب"', "مدن حلب"),
    ("a phrase whose last word is the first of all", '"في عنوان"', "في حلب"),
    ("quotes turn looseness off", '"هجوم"', "وقع الهجوم"),
    ("a part of a word", "حل", "في حلب"),
]


@pytest.mark.parametrize(("query", "body"), [row[1:] for row in MATCH], ids=[row[0] for row in MATCH])
def test_a_query_matches_through(query: str, body: str) -> None:
    article = make_article(body, "العنوان")
    make_article("كلام آخر", "آخر")
    page = ask(q=query)
    assert article in [hit.article for hit in page.hits]
    assert Notice.SOME_WORDS not in page.notices


@pytest.mark.parametrize(("query", "body"), [row[1:] for row in NO_MATCH], ids=[row[0] for row in NO_MATCH])
def test_a_query_does_not_match(query: str, body: str) -> None:
    make_article(body, "عنوان")
    assert ask(q=query).total == 0


def test_a_latin_name_finds_the_articles_that_mention_its_record() -> None:
    place, article = make_place("حلب", "Aleppo", "Halab"), make_article("معارك في حلب")
    make_mention(article, place)
    assert ask(q="aleppo").total == 1
    assert ask(q="halab").total == 1


def test_the_word_as_asked_ranks_above_another_form() -> None:
    filler = " وقال مصدر آخر كلاما غير ذلك"
    make_article("زارت المدينتين" + filler, "أ")
    make_article("زارت مدينة" + filler, "ب")
    assert bodies(ask(q="مدينة"))[0].startswith("زارت مدينة")


def test_a_word_of_the_headline_ranks_above_one_of_the_body() -> None:
    make_article("كلام عن حلب وغيرها من الأمور", "أمور")
    make_article("كلام عن غيرها من هذه الأمور", "حلب")
    assert [hit.article.headline for hit in ask(q="حلب").hits] == ["حلب", "أمور"]


def test_where_no_article_has_all_words_those_with_some_are_shown_and_it_is_said() -> None:
    make_article("معارك في حلب")
    page = ask(q="حلب زلنطح")
    assert page.total == 1
    assert Notice.SOME_WORDS in page.notices


def test_hits_are_marked_and_escaped() -> None:
    make_article("<script>alert('حلب')</script>", "<b>حلب</b>")
    (hit,) = ask(q="حلب").hits
    assert hit.headline == "&lt;b&gt;<mark>حلب</mark>&lt;/b&gt;"
    assert "<script>" not in hit.snippet
    assert "<mark>حلب</mark>" in hit.snippet


def test_an_empty_query_browses_everything_newest_first_unknown_dates_last() -> None:
    make_article("أ", "قديم", published_on=dt.date(2014, 1, 1))
    make_article("ب", "بلا تاريخ")
    make_article("ج", "جديد", published_on=dt.date(2016, 1, 1))
    assert [hit.article.headline for hit in ask().hits] == ["جديد", "قديم", "بلا تاريخ"]
    assert [hit.article.headline for hit in ask("sort=oldest").hits] == ["قديم", "جديد", "بلا تاريخ"]


def test_pages_show_every_hit_exactly_once() -> None:
    for number in range(47):
        make_article(f"خبر {number}", "عنوان واحد")
    for query in ("q=عنوان", "", "q=عنوان&sort=newest", "sort=oldest"):
        pages = [ask(f"{query}&page={number}") for number in (1, 2, 3)]
        assert [len(page.hits) for page in pages] == [20, 20, 7]
        assert len({hit.article.pk for page in pages for hit in page.hits}) == 47
        assert {page.total for page in pages} == {47}


def test_a_page_past_the_end_is_empty_and_says_so() -> None:
    make_article()
    page = ask("page=9")
    assert (page.hits, page.pages, page.notices) == ((), 1, (Notice.PAST_THE_END,))


@pytest.fixture
def archive() -> None:
    """Five articles: Aleppo in 2016 twice, Moscow in 2016 and 2017, one of nothing known."""
    arabi21 = make_source()
    aleppo, moscow = make_place("حلب", "Aleppo", slug="sy-aleppo"), make_place("موسكو", "Moscow", slug="ru-moscow")
    person = make_person("سيرغي شويغو", "Sergei Shoigu", slug="sergei-shoigu")
    day = dt.date(2016, 8, 15)
    for body, more in (
        ("قال سيرغي شويغو من موسكو عن حلب", {"source": arabi21, "published_on": day}),
        ("معارك حلب", {"source": arabi21, "published_on": day}),
        ("خبر من موسكو", {"published_on": day}),
        ("خبر آخر من موسكو", {"published_on": day.replace(year=2017)}),
        ("خبر بلا شيء", {}),
    ):
        article = make_article(body, **more)
        for entity in (aleppo, moscow, person):
            if entity.name_ar in body:
                make_mention(article, entity)


@pytest.mark.usefixtures("archive")
class TestFacets:
    def test_counts_are_over_all_hits(self) -> None:
        page = ask()
        assert counts(page, FacetName.PLACE) == {"ru-moscow": 3, "sy-aleppo": 2}
        assert counts(page, FacetName.PERSON) == {"sergei-shoigu": 1}
        assert counts(page, FacetName.SOURCE) == {"unknown": 3, "arabi21": 2}
        assert counts(page, FacetName.YEAR) == {"2017": 1, "2016": 3, "unknown": 1}

    def test_values_of_one_facet_are_alternatives(self) -> None:
        assert ask("place=sy-aleppo&place=ru-moscow").total == 4

    def test_facets_add_up(self) -> None:
        assert ask("place=sy-aleppo&person=sergei-shoigu").total == 1
        assert ask("place=ru-moscow&year=2016&source=unknown").total == 1

    def test_a_facets_own_counts_ignore_its_own_choice(self) -> None:
        page = ask("place=sy-aleppo")
        assert counts(page, FacetName.PLACE) == {"sy-aleppo": 2, "ru-moscow": 3}
        assert counts(page, FacetName.YEAR) == {"2016": 2}

    def test_unknown_is_a_value(self) -> None:
        assert bodies(ask("year=unknown")) == ["خبر بلا شيء"]
        assert ask("source=unknown").total == 3

    def test_words_and_facets_narrow_together(self) -> None:
        assert ask("place=ru-moscow", q="حلب").total == 1

    def test_chosen_values_are_chips_that_remove_themselves(self) -> None:
        ((name, chip),) = ask("q=حلب&place=ru-moscow").chips
        assert (name, chip.label, chip.query_string) == (FacetName.PLACE, "موسكو", "q=%D8%AD%D9%84%D8%A8")

    def test_a_chosen_value_stays_in_sight_without_hits(self) -> None:
        page = ask("q=خبر&person=sergei-shoigu")
        assert page.total == 0
        assert [chip.label for _, chip in page.chips] == ["سيرغي شويغو"]

    def test_a_value_nobody_knows_finds_nothing_and_can_be_removed(self) -> None:
        page = ask("person=nobody")
        assert page.total == 0
        assert [chip.label for _, chip in page.chips] == ["nobody"]

    def test_an_excluded_value_leaves_its_articles_out(self) -> None:
        page = ask("place=-sy-aleppo")
        assert sorted(bodies(page)) == ["خبر آخر من موسكو", "خبر بلا شيء", "خبر من موسكو"]
        assert counts(page, FacetName.PLACE) == {"sy-aleppo": 0, "ru-moscow": 2}
        assert counts(page, FacetName.PERSON) == {}

    def test_a_value_chosen_and_another_excluded(self) -> None:
        assert ask("place=ru-moscow&place=-sy-aleppo").total == 2
        assert ask("place=ru-moscow&person=-sergei-shoigu&year=-2017").total == 1
        assert bodies(ask("year=-unknown&source=-unknown&person=-sergei-shoigu")) == ["معارك حلب"]

    def test_every_value_excluded_counts(self) -> None:
        assert ask("place=-sy-aleppo&place=-ru-moscow").total == 1

    def test_excluding_what_nobody_knows_changes_nothing_and_can_be_removed(self) -> None:
        page = ask("person=-nobody")
        assert page.total == 5
        assert [(chip.label, chip.is_excluded, chip.query_string) for _, chip in page.chips] == [("nobody", True, "")]

    def test_each_value_leads_to_the_search_without_it(self) -> None:
        (aleppo,) = [v for f in ask("q=حلب").facets for v in f.values if v.value == "sy-aleppo"]
        assert aleppo.without == "q=%D8%AD%D9%84%D8%A8&place=-sy-aleppo"
        ((_, chip),) = ask("q=خبر&place=-sy-aleppo").chips
        assert (chip.label, chip.is_excluded, chip.query_string) == ("حلب", True, "q=%D8%AE%D8%A8%D8%B1")

    def test_the_time_is_bounded_and_unknown_dates_lie_outside(self) -> None:
        assert ask("from=2016&to=2016").total == 3
        assert ask("from=2016-08-15&to=2016-08-15").total == 3
        assert ask("from=2016-09").total == 1
        assert ask("to=2016-08-14").total == 0
        assert ask("from=1900&to=2100").total == 4
        assert ask("from=2016&to=2016", q="حلب").total == 2

    def test_bounds_narrow_all_counts(self) -> None:
        page = ask("from=2017")
        assert counts(page, FacetName.PLACE) == {"ru-moscow": 1}
        assert counts(page, FacetName.YEAR) == {"2017": 1}

    def test_dates_are_counted_over_all_hits(self) -> None:
        histogram = ask().histogram
        assert histogram
        assert {str(bar.period): bar.count for bar in histogram.bars} == {"2016": 3, "2017": 1}
        assert histogram.undated == 1

    def test_a_bar_leads_to_as_many_hits_as_it_says(self) -> None:
        for query in ("", "year=2016", "place=ru-moscow", "from=2016&to=2017-07", "place=-sy-aleppo"):
            histogram = ask(query).histogram
            assert histogram
            for bar in histogram.bars:
                assert not bar.count or ask(bar.query_string).total == bar.count

    @pytest.mark.parametrize("text", ["موس", "MOSC", "مُوسكو"])
    def test_a_facets_values_are_looked_through_in_both_scripts(self, text: str) -> None:
        page = ask(find_place=text)
        assert page.total == 5
        assert counts(page, FacetName.PLACE) == {"ru-moscow": 3}
        assert counts(page, FacetName.PERSON) == {"sergei-shoigu": 1}

    def test_what_is_chosen_stays_beside_what_is_looked_for(self) -> None:
        assert counts(ask("place=sy-aleppo", find_place="موسكو"), FacetName.PLACE) == {"sy-aleppo": 2, "ru-moscow": 3}
        assert counts(ask(find_place="زلنطح"), FacetName.PLACE) == {}

    def test_labels_are_in_the_readers_language(self) -> None:
        with translation.override("en"):
            (place, *_) = next(f for f in ask().facets if f.name is FacetName.PLACE).values
        assert place.label == "Moscow"

    def test_a_hit_names_the_records_it_mentions_most(self) -> None:
        assert [entity.name_ar for entity in ask(q="معارك").hits[0].mentioned] == ["حلب"]

    def test_the_number_of_queries_does_not_grow_with_the_rows(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        sync.drain()
        with django_assert_max_num_queries(8):
            search(SearchParams())


def test_a_deleted_article_is_no_longer_found() -> None:
    article = make_article("معارك حلب")
    assert ask(q="حلب").total == 1
    article.delete()
    assert ask(q="حلب").total == 0


def test_a_hidden_article_is_no_longer_found() -> None:
    article = make_article("معارك حلب")
    assert ask(q="حلب").total == 1
    article.is_published = False
    article.save()
    assert ask(q="حلب").total == 0


def test_an_edited_article_is_found_by_its_new_words_only() -> None:
    article = make_article("معارك حلب")
    assert ask(q="حلب").total == 1
    Article.objects.get().save()
    article.body = "معارك حمص"
    article.save()
    assert ask(q="حلب").total == 0
    assert ask(q="حمص").total == 1


def test_a_rejected_tag_no_longer_counts() -> None:
    place, article = make_place("حلب", slug="sy-aleppo"), make_article("معارك حلب")
    retag([article])
    assert ask("place=sy-aleppo").total == 1
    mention = Mention.objects.get(entity=place)
    mention.status = MentionStatus.REJECTED
    mention.save()
    assert ask("place=sy-aleppo").total == 0


@pytest.mark.parametrize("query", ["؟!", "🙂", '"'])
def test_signs_alone_find_nothing_and_it_is_said(query: str) -> None:
    make_article("معارك حلب 🙂؟!")
    page = ask(q=query)
    assert page.total == 0
    assert Notice.NO_WORDS in page.notices


def test_values_beyond_those_shown_are_found_in_a_facet() -> None:
    people = [make_person(f"شخص رقم{number}", f"Person {number}") for number in range(SHOWN_VALUES + 5)]
    article = make_article(" ".join(person.name_ar for person in people))
    for person in people:
        make_mention(article, person)
    assert len(counts(ask(), FacetName.PERSON)) == SHOWN_VALUES
    hidden = next(person for person in people if person.slug not in counts(ask(), FacetName.PERSON))
    assert counts(ask(find_person=hidden.name_en), FacetName.PERSON)[hidden.slug] == 1
    assert counts(ask(person=hidden.slug), FacetName.PERSON)[hidden.slug] == 1


def test_without_words_the_newest_come_first() -> None:
    make_article("خبر", "قديم", published_on=dt.date(2014, 1, 1))
    make_article("خبر", "جديد", published_on=dt.date(2016, 1, 1))
    for query in ("-حلب", "date:2010..2020", "title:x OR -حلب"):
        page = ask(q=query)
        assert [hit.article.headline for hit in page.hits] == ["جديد", "قديم"]


def test_some_words_must_still_meet_what_else_was_asked() -> None:
    make_article("معارك في حلب", published_on=dt.date(2016, 1, 1))
    make_article("معارك في حلب وإدلب", published_on=dt.date(2014, 1, 1))
    page = ask("from=2016", q="حلب زلنطح -إدلب")
    assert page.total == 1
    assert page.notices == (Notice.EXCLUDED, Notice.SOME_WORDS)


HOSTILE = [
    "' )",
    "?*?*?*",
    "a~9",
    "[0 TO 99999999]",
    "*",
    "(" * 1000,
    '"' * 999,
    "\\",
    "\u202e\u200f",
    "ا" * 5000,
    "حلب " * 1250,
    '"' + "حلب " * 1000 + '"',
    "-" * 300,
    "\ud800",
    "title:حلب AND NOT (body:x OR",
    "🙂🙂",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_query_is_answered(query: str) -> None:
    make_article("معارك حلب")
    assert ask(q=query).total in (0, 1)


def test_a_query_that_takes_too_long_finds_nothing_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    make_article("معارك في حلب")
    monkeypatch.setattr("articles.search.time_limit.SECONDS", -1.0)
    page = ask(q="حلب")
    assert page.total == 0
    assert Notice.TOO_SLOW in page.notices
