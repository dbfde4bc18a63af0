import pytest

from articles.views.paging import PageBar, page_numbers


def bar(current: int, last: int) -> PageBar:
    return PageBar(current, last, lambda number: f"page={number}")


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 6, [1, 2, 3, 6]),
        (1, 5, [1, 2, 3, 4, 5]),
        (3, 5, [1, 2, 3, 4, 5]),
        (5, 20, [1, 2, 3, 4, 5, 6, 7, 20]),
        (6, 20, [1, 4, 5, 6, 7, 8, 20]),
        (16, 20, [1, 14, 15, 16, 17, 18, 19, 20]),
        (20, 20, [1, 18, 19, 20]),
        (99, 4, [1, 4]),
    ],
)
def test_pages_around_the_current_one_and_both_ends_are_named(current: int, last: int, numbers: list[int]) -> None:
    assert page_numbers(current, last) == numbers


def test_gaps_stand_as_none() -> None:
    assert [link and link.number for link in bar(10, 20).links] == [1, None, 8, 9, 10, 11, 12, None, 20]


def test_one_page_needs_no_bar() -> None:
    assert not bar(1, 1).is_needed
    assert not bar(1, 0).is_needed
    assert bar(1, 2).is_needed


def test_the_first_page_has_none_before_it_and_the_last_none_after() -> None:
    assert bar(1, 3).previous is None
    assert bar(3, 3).next is None


def test_from_a_page_past_the_end_one_step_back_is_the_last_page() -> None:
    past = bar(99, 4)
    assert past.is_needed
    assert past.previous is not None
    assert past.previous.query_string == "page=4"
    assert past.next is None
