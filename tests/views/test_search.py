import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.search import query, sync
from articles.search.notices import Notice, Remark
from articles.search.params import FacetName, SearchParams
from articles.search.results import Facet, FacetValue, ResultPage
from articles.views.search import kept_fields, sort_links
from tests.factories import OWN_SCRIPT, make_article, make_mention, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


def ask(client: Client, prefix: str = "", status: int = 200, **fields: str) -> str:
    """The page of a search, once all changes are indexed."""
    sync.drain()
    response = client.get(f"{prefix}/", fields)
    assert response.status_code == status
    return response.content.decode()


def tag(page: str, start: str) -> str:
    """The first tag of the page that starts so."""
    found = re.search(re.escape(start) + "[^>]*>", page)
    assert found, f"no {start} in the page"
    return found.group()


def test_the_front_page_shows_all_articles_and_their_number(client: Client) -> None:
    make_article(headline="أول", source=make_source())
    make_article(headline="ثان")
    page = ask(client)
    assert "أول" in page
    assert "ثان" in page
    assert 'class="numbers"' in page
    assert '<p class="results__count" role="status">النتائج: <strong>2</strong>' in page


@pytest.mark.parametrize(("name", "value"), [("q", "حلب"), ("page", "2"), ("place", "x")])
def test_the_numbers_stand_on_the_front_page_alone(client: Client, name: str, value: str) -> None:
    for number in range(21):
        make_article(headline=f"حلب {number}")
    assert 'class="numbers"' not in ask(client, status=200, **{name: value})


def test_a_word_finds_its_article_and_is_marked(client: Client) -> None:
    make_article()
    make_article(headline="خبر آخر", body="نص عن دمشق")
    page = ask(client, q="حلب")
    assert "<mark>حلب</mark>" in page
    assert "خبر آخر" not in page


def test_an_empty_field_runs_with_the_page_and_a_filled_one_with_its_text(client: Client) -> None:
    make_article()
    assert 'dir="rtl"' in tag(ask(client), "<input")
    assert 'dir="auto"' in tag(ask(client, q="حلب"), "<input")
    assert 'dir="auto"' in tag(ask(client, "/en"), "<input")


def test_the_query_is_escaped(client: Client) -> None:
    make_article()
    page = ask(client, q='"><script>alert(1)</script>')
    assert "<script" not in page.replace(OWN_SCRIPT, "")


def test_what_articles_say_is_escaped(client: Client) -> None:
    make_article(headline="<script>alert(1)</script> حلب", body="<img src=x onerror=alert(1)> حلب")
    page = ask(client, q="حلب")
    assert "<script" not in page.replace(OWN_SCRIPT, "")
    assert "<img" not in page


def test_chosen_values_are_chips_that_remove_themselves(client: Client) -> None:
    article = make_article(source=make_source())
    make_mention(article, make_place("حلب", "Aleppo"))
    page = ask(client, q="الوزير", place="aleppo", source="arabi21", sort="oldest")
    q = urlencode({"q": "الوزير"})
    assert f'<a class="chip chip--place" href="/?{q}&amp;source=arabi21&amp;sort=oldest">' in page
    assert f'<a class="chips__clear" href="/?{q}&amp;sort=oldest">' in page


def test_a_value_is_left_out_by_the_link_beside_it_and_put_back_by_its_chip(client: Client) -> None:
    make_mention(make_article(), make_place("حلب", "Aleppo"))
    make_article(headline="خبر آخر")
    assert '<a class="facet__without" href="/?place=-aleppo" rel="nofollow" title="بدون حلب">' in ask(client)
    page = ask(client, place="-aleppo", sort="oldest")
    assert '<a class="chip chip--place chip--without" href="/?sort=oldest">' in page
    assert "<strong>بدون</strong>" in page
    assert '<a class="facet__value facet__value--excluded" href="/?sort=oldest" rel="nofollow">' in page


def test_the_time_chosen_is_a_chip_and_stands_in_its_fields(client: Client) -> None:
    make_article(published_on=dt.date(2016, 8, 15))
    page = ask(client, "/en", 200, **{"from": "٢٠١٥", "to": "2016-08"})
    chip = page.split('chip--dates" href="/en/"')[1].split("</a>")[0]
    words = " ".join(re.sub("<[^>]+>", "", chip.partition(">")[2]).split())
    assert words == "Remove the filter Date: from 2015 to August 2016"
    assert 'value="2015"' in tag(page, '<input id="from"')
    assert 'value="2016-08"' in tag(page, '<input id="to"')


def test_bars_are_links_that_say_their_year_and_count(client: Client) -> None:
    for number in range(3):
        make_article(headline=f"خبر {number}", published_on=dt.date(2016, 8, 15))
    make_article(published_on=dt.date(2014, 1, 1))
    page = ask(client)
    assert '<a class="times__bar" href="/?year=2016" rel="nofollow" aria-label="2016: 3" title="2016: 3">' in page
    assert page.count('class="times__bar"') == 3
    months = ask(client, "/en", year="2016")
    assert 'href="/en/?from=2016-08&amp;to=2016-08" rel="nofollow" aria-label="2016-08: 3"' in months
    assert months.count('class="times__bar"') == 12
    assert ">All years</a>" in months


def test_a_long_facet_can_be_looked_through(client: Client) -> None:
    article = make_article(body=" ".join(f"شخص{n}" for n in range(11)))
    for number in range(11):
        make_mention(article, make_person(f"شخص{number}", f"P{number}"))
    page = ask(client, q="شخص1", sort="oldest")
    form = page.split('<form class="facet__find" action="/#facet-person"')[1].split("</form>")[0]
    assert '<input type="hidden" name="q" value="شخص1">' in form
    assert '<input type="hidden" name="sort" value="oldest">' in form
    found = ask(client, find_person="p7")
    panel = found.split('id="facet-person"')[1].split("</section>")[0]
    assert panel.count("<li>") == 1
    assert "شخص7" in panel
    assert '<details class="filters" open>' in found
    assert '<input type="hidden" name="find_person"' not in panel
    assert "لا اسم كهذا" in ask(client, find_person="زلنطح")


def test_a_short_facet_needs_no_field(client: Client) -> None:
    make_mention(make_article(), make_place("حلب", "Aleppo"))
    assert "facet__find" not in ask(client)


def test_names_looked_for_in_another_script_are_said_with_a_way_to_the_words_alone(client: Client) -> None:
    assad = make_person("بشار الأسد", "Bashar al-Assad")
    make_mention(make_article("قال بشار الأسد إن الحرب انتهت"), assad)
    page = ask(client, "/en", q="Bashar Assad")
    assert 'Also searched for: <bdi class="notice__text" lang="ar">بشار الأسد</bdi>' in page
    assert 'href="/en/?q=Bashar+Assad&amp;exact=1"' in page
    assert "<mark>بشار الأسد</mark>" in page
    alone = ask(client, "/en", q="Bashar Assad", exact="1")
    assert "Also searched for" not in alone
    assert "<mark>" not in alone


def test_what_is_excluded_is_said_with_a_way_back_to_the_words(client: Client) -> None:
    make_article()
    page = ask(client, q="لماذا ليس حلب")
    assert '<bdi class="notice__text" lang="ar">حلب</bdi>' in page
    assert urlencode({"q": 'لماذا "ليس" حلب'}) in page
    assert "notice" not in ask(client, q="الوزير حلب")


def test_what_was_ignored_is_escaped(client: Client) -> None:
    make_article()
    page = ask(client, q='شخص:"<script>alert(1)</script>" -"<b>x</b>"')
    assert "<script" not in page.replace(OWN_SCRIPT, "")
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_the_page_names_the_shortest_address_of_its_search(client: Client) -> None:
    make_article()
    page = ask(client, q=" حلب ", sort="relevance", page="1", colour="red", place="-x")
    assert f'<link rel="canonical" href="/?{urlencode({"q": "حلب"})}&amp;place=-x">' in page
    assert '<link rel="canonical" href="/en/">' in ask(client, "/en")


def test_a_new_query_keeps_filters_and_order_but_not_the_page() -> None:
    params = SearchParams.from_query(QueryDict("q=x&place=a&place=-b&from=2015&find_place=x&sort=oldest&page=3"))
    assert kept_fields(params) == [("place", "a"), ("place", "-b"), ("from", "2015"), ("sort", "oldest")]


def test_without_words_there_is_no_order_by_relevance() -> None:
    offered = sort_links(SearchParams.from_query(QueryDict("place=a")), is_ranked=False)
    assert [(str(link["query_string"]), link["is_current"]) for link in offered] == [
        ("place=a", True),
        ("place=a&sort=oldest", False),
    ]
    assert len(sort_links(SearchParams(text="حلب"), is_ranked=True)) == 3


def test_facets_count_and_lead_on(client: Client) -> None:
    article = make_article(source=make_source())
    make_mention(article, make_person("الوزير", "Minister"))
    page = ask(client)
    assert 'href="/?person=minister"' in page
    assert 'href="/?source=arabi21"' in page


def test_unknown_values_are_named(client: Client) -> None:
    make_article()
    page = ask(client, "/en")
    assert "source unknown" in page
    assert "date unknown" in page
    assert 'href="/en/?source=unknown"' in page


def test_a_value_without_results_is_no_link(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    values = (FacetValue("x", "لا أحد", 0, False, "person=x"),)
    answer = ResultPage(SearchParams(), 1, (), (Facet(FacetName.PERSON, values),), (), 1)
    monkeypatch.setattr(query, "search", lambda params: answer)
    page = ask(client)
    assert "لا أحد" in page
    assert "person=x" not in page


def test_the_first_eight_values_are_shown_and_the_rest_folded(client: Client) -> None:
    article = make_article(body=" ".join(f"شخص{n}" for n in range(11)))
    for number in range(11):
        make_mention(article, make_person(f"شخص{number}", f"P{number}"))
    panel = ask(client).split('id="facet-person"')[1].split("</section>")[0]
    shown, folded = panel.split("<details>")
    assert (shown.count("<li>"), folded.count("<li>")) == (8, 3)


def test_the_records_below_a_hit_lead_to_their_pages(client: Client) -> None:
    make_mention(make_article(), make_place("حلب", "Aleppo"))
    assert '<a class="record record--place" href="/places/aleppo/"><span class="visually-hidden">مكان: ' in ask(client)


def test_no_result_says_so_and_what_to_try(client: Client) -> None:
    make_article()
    page = ask(client, q="كلمةلاوجودلها", place="x")
    assert "لم يُعثر على أي مقال" in page
    assert 'href="/people/"' in page
    assert "تبحث بلا مرشّحات" in page


def test_a_page_past_the_end_is_not_found_and_leads_to_the_last(client: Client) -> None:
    for number in range(21):
        make_article(headline=f"خبر {number}")
    page = ask(client, status=404, page="9")
    assert "ليس في هذه النتائج صفحة بهذا الرقم" in page
    assert '<a href="?page=2">' in page


@pytest.mark.parametrize("notice", Notice)
def test_every_notice_has_its_words(client: Client, monkeypatch: pytest.MonkeyPatch, notice: Notice) -> None:
    answer = ResultPage(SearchParams(text="x"), 0, (), (), (Remark(notice),), 0)
    monkeypatch.setattr(query, "search", lambda params: answer)
    status = 404 if notice is Notice.PAST_THE_END else 200
    assert '<p class="notice">' in ask(client, status=status, q="x")


def test_pages_are_linked_and_the_current_one_is_said(client: Client) -> None:
    for number in range(45):
        make_article(headline=f"خبر {number}")
    page = ask(client, page="2", q="الوزير")
    q = urlencode({"q": "الوزير"})
    assert f'rel="prev" href="?{q}"' in page
    assert f'rel="next" href="?{q}&amp;page=3"' in page
    assert f'<a href="?{q}&amp;page=2" aria-current="page">' in page


def test_a_page_takes_the_same_queries_for_any_number_of_hits(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    source = make_source()
    for number in range(20):
        article = make_article(headline=f"خبر {number}", body=f"شخص{number} حلب", source=source)
        make_mention(article, make_person(f"شخص{number}"))
    sync.drain()
    with django_assert_max_num_queries(9):
        ask(client)
