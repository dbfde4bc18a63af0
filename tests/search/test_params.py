"""The address of a search, read and written."""

import pytest
from django.http import QueryDict

from articles.search.params import MAX_FACET_VALUES, MAX_FIND_LENGTH, FacetName, SearchParams, Sort
from articles.search.periods import read_period


def params(query: str) -> SearchParams:
    return SearchParams.from_query(QueryDict(query))


def test_an_address_is_read_into_a_search() -> None:
    read = params("q=%D8%AD%D9%84%D8%A8&place=sy-aleppo&place=ru&year=2016&sort=newest&page=3")
    assert read.text == "حلب"
    assert read.chosen(FacetName.PLACE) == ("sy-aleppo", "ru")
    assert read.chosen(FacetName.YEAR) == ("2016",)
    assert (read.sort, read.page) == (Sort.NEWEST, 3)


ADDRESSES = [
    "",
    "q=a",
    "person=x&place=ru&page=2",
    "q=%22a+b%22&year=unknown&sort=oldest",
    "place=ru&place=sy&place=-sy-aleppo&year=-2016",
    "from=2015&to=2016-03",
    "to=2016-03-15",
    "q=a&find_person=%D8%A8%D8%B4%D8%A7%D8%B1&find_place=x&sort=newest",
]


@pytest.mark.parametrize("query", ADDRESSES)
def test_a_search_is_written_as_it_was_read(query: str) -> None:
    assert params(query).query_string() == query
    assert params(params(query).query_string()) == params(query)


def test_a_value_with_a_minus_is_excluded() -> None:
    read = params("place=ru&place=-sy-aleppo&year=-unknown")
    assert read.chosen(FacetName.PLACE) == ("ru",)
    assert read.shut_out(FacetName.PLACE) == ("sy-aleppo",)
    assert read.shut_out(FacetName.YEAR) == ("unknown",)


def test_a_value_both_chosen_and_excluded_is_excluded() -> None:
    assert params("place=ru&place=-ru").query_string() == "place=-ru"


PERIODS = [
    ("2016", ("2016-01-01", "2016-12-31"), "2016"),
    ("2016-02", ("2016-02-01", "2016-02-29"), "2016-02"),
    ("2016-2-3", ("2016-02-03", "2016-02-03"), "2016-02-03"),
    ("٢٠١٦-٠٢", ("2016-02-01", "2016-02-29"), "2016-02"),
    ("۲۰۱۶", ("2016-01-01", "2016-12-31"), "2016"),
    (" 2016/12 ", ("2016-12-01", "2016-12-31"), "2016-12"),
    ("9999", ("9999-01-01", "9999-12-31"), "9999"),
]


@pytest.mark.parametrize(("text", "days", "written"), PERIODS)
def test_a_date_is_a_year_a_month_or_a_day(text: str, days: tuple[str, str], written: str) -> None:
    period = read_period(text)
    assert period
    assert (period.first.isoformat(), period.last.isoformat()) == days
    assert str(period) == written


@pytest.mark.parametrize(
    "text", ["", "x", "16", "0000", "2016-13", "2015-02-29", "2016-", "20166", "2016-01-01-01", "-1"]
)
def test_what_is_no_date_is_not_given(text: str) -> None:
    assert read_period(text) is None
    assert params(f"from={text}&to={text}") == SearchParams()


def test_dates_the_other_way_round_are_put_in_order() -> None:
    assert params("from=2016&to=2014").query_string() == "from=2014&to=2016"


def test_a_value_is_excluded_and_put_back_from_the_first_page() -> None:
    read = params("q=a&place=ru&page=4")
    without = read.excluding(FacetName.PLACE, "ru")
    assert without.query_string() == "q=a&place=-ru"
    assert without.toggled(FacetName.PLACE, "ru").query_string() == "q=a"


def test_one_value_alone_is_chosen() -> None:
    assert params("year=2015&year=-2016&place=ru").only(FacetName.YEAR, "2016").query_string() == "place=ru&year=2016"


def test_a_search_without_choices_keeps_its_words_and_order() -> None:
    read = params("q=a&place=ru&year=-2016&from=2015&find_place=x&sort=oldest&page=3")
    assert read.is_narrowed
    assert read.without_choices().query_string() == "q=a&sort=oldest"
    assert not read.without_choices().is_narrowed


def test_another_query_keeps_choices_but_not_what_was_looked_for_among_them() -> None:
    read = params("q=a&place=-ru&to=2015&find_place=x&page=3")
    assert read.with_text("b").query_string() == "q=b&place=-ru&to=2015"


def test_what_is_looked_for_in_a_facet_is_bounded_and_closed_up() -> None:
    assert params("find_place=" + "x" * 5000).finds == {FacetName.PLACE: "x" * MAX_FIND_LENGTH}
    assert params("find_place=%20a%00%20b&find_year=2&find_x=1").finds == {FacetName.PLACE: "a b"}


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
    assert params(query.replace("=", "=-")).shut_out(FacetName.PLACE) == tuple(
        f"p{number}" for number in range(MAX_FACET_VALUES)
    )
    assert params("place=-&place=%20") == SearchParams()
