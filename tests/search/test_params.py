"""The address of a search, read and written."""

import pytest
from django.http import QueryDict

from articles.search.params import MAX_FACET_VALUES, FacetName, SearchParams, Sort


def params(query: str) -> SearchParams:
    return SearchParams.from_query(QueryDict(query))


def test_an_address_is_read_into_a_search() -> None:
    read = params("q=%D8%AD%D9%84%D8%A8&place=sy-aleppo&place=ru&year=2016&sort=newest&page=3")
    assert read.text == "حلب"
    assert read.chosen(FacetName.PLACE) == ("sy-aleppo", "ru")
    assert read.chosen(FacetName.YEAR) == ("2016",)
    assert (read.sort, read.page) == (Sort.NEWEST, 3)


@pytest.mark.parametrize("query", ["", "q=a", "place=ru&person=x&page=2", "q=%22a+b%22&sort=oldest&year=unknown"])
def test_a_search_is_written_as_it_was_read(query: str) -> None:
    assert params(params(query).query_string()) == params(query)


@pytest.mark.parametrize("page", ["", "0", "-1", "x", "1e9", "٣", "99999999999", "1.5"])
def test_what_is_no_page_number_is_the_first_page(page: str) -> None:
    assert params(f"page={page}").page == 1


def test_unknown_orders_and_parameters_are_left_out() -> None:
    assert params("sort=random&colour=red") == SearchParams()


def test_control_characters_and_white_space_are_closed_up() -> None:
    assert params("q=%20a%00b%0A%20c").text == "a b c"


def test_a_facet_value_is_switched_on_and_off_from_the_first_page() -> None:
    on = params("q=a&page=4").toggled(FacetName.PLACE, "ru")
    assert on.query_string() == "q=a&place=ru"
    assert on.toggled(FacetName.PLACE, "ru").query_string() == "q=a"


def test_repeated_and_boundless_values_are_cut() -> None:
    query = "&".join(f"place=p{number}" for number in range(500))
    assert len(params(query).chosen(FacetName.PLACE)) == MAX_FACET_VALUES
    assert params("place=a&place=a&place=").chosen(FacetName.PLACE) == ("a",)
    assert params("place=" + "a" * 1000).chosen(FacetName.PLACE) == ()
