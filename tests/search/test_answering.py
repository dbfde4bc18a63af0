"""Questions put to an index: choices, exclusions, counts beside them, dates, and what is remembered."""

import datetime as dt
from pathlib import Path

import pytest

from articles.search import writing
from articles.search.answering import Answer, Order, Question, answer
from articles.search.choices import Choice
from articles.search.compile import compile_query
from articles.search.entry import Entry
from articles.search.language import parse
from articles.search.planning import plan
from articles.search.snapshot import Answers, Snapshot
from articles.search.time_limit import QueryTimeoutError, TimeLimited

# key: (day, body, people, place, source, year)
ARTICLES = {
    1: ("2014-03-01", "معارك حلب", ("7", "8"), ("50",), "1", "2014"),
    2: ("2014-03-20", "حلب وروسيا", ("7",), ("50", "51"), "1", "2014"),
    3: ("2015-01-05", "روسيا", ("8",), ("51",), "2", "2015"),
    4: ("", "حلب", (), (), "unknown", "unknown"),
    5: ("2015-12-31", "كلام آخر", ("9",), ("52",), "2", "2015"),
}


def make_entry(key: int) -> Entry:
    day, body, people, places, source, year = ARTICLES[key]
    facets = {"person": people, "place": places, "source": (source,), "year": (year,)}
    return Entry(key, dt.date.fromisoformat(day).toordinal() if day else 0, f"خبر {key}", body, facets)


@pytest.fixture(scope="module", params=[1, 2, 5], ids=lambda size: f"{size} a segment")
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("answers") / "index"
    writing.create_index(folder)
    keys = list(ARTICLES)
    for start in range(0, len(keys), request.param):
        some = keys[start : start + request.param]
        writing.apply_batch(folder, some, [make_entry(key) for key in some], merge_up_to=0)
    return Snapshot(folder)


def ask(snapshot: Snapshot, text: str = "", *choices: Choice, order: Order = Order.NEWEST) -> Answer:
    return Answer(snapshot, Question(parse(text), frozenset(choices), order))


def keys(found: Answer) -> list[int]:
    found_keys: list[int] = found.page(0, found.total).keys.tolist()
    return found_keys


def person(*values: str, excluded: bool = False) -> Choice:
    return Choice("person", values, excluded)


def place(*values: str) -> Choice:
    return Choice("place", values)


def source(*values: str, excluded: bool = False) -> Choice:
    return Choice("source", values, excluded)


CHOSEN = [
    ("everything", "", (), [5, 3, 2, 1, 4]),
    ("a word", "حلب", (), [2, 1, 4]),
    ("one value", "", (person("7"),), [2, 1]),
    ("values of one facet are alternatives", "", (person("7", "9"),), [5, 2, 1]),
    ("facets add up", "", (person("7", "8"), place("51")), [3, 2]),
    ("a value is left out", "", (person("8", excluded=True),), [5, 2, 4]),
    ("several values are left out", "", (person("8", "9", excluded=True),), [2, 4]),
    ("one value and another left out", "", (person("7"), person("8", excluded=True)), [2]),
    ("the unknown source", "", (source("unknown"),), [4]),
    ("the unknown source left out", "حلب", (source("unknown", excluded=True),), [2, 1]),
    ("a value that is not there", "", (person("999"),), []),
    ("a value that is not there left out", "حلب", (person("999", excluded=True),), [2, 1, 4]),
    ("a word and a value", "روسيا", (source("2"),), [3]),
]


@pytest.mark.parametrize(("text", "choices", "expected"), [row[1:] for row in CHOSEN], ids=[row[0] for row in CHOSEN])
def test_choices_narrow(text: str, choices: tuple[Choice, ...], expected: list[int], snapshot: Snapshot) -> None:
    found = ask(snapshot, text, *choices)
    assert keys(found) == expected
    assert found.total == len(expected)


COUNTS = [
    ("over all hits", "", (), "person", [("7", 2), ("8", 2), ("9", 1)]),
    ("over the hits of a word", "حلب", (), "person", [("7", 2), ("8", 1)]),
    ("a facet's own choice does not narrow it", "", (person("9"),), "person", [("7", 2), ("8", 2), ("9", 1)]),
    ("another facet's choice does", "", (person("9"),), "source", [("2", 1)]),
    ("what is left out of a facet does", "", (person("8", excluded=True),), "person", [("7", 1), ("9", 1)]),
    ("unknown is counted", "", (), "source", [("1", 2), ("2", 2), ("unknown", 1)]),
]


@pytest.mark.parametrize(
    ("text", "choices", "facet", "expected"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS]
)
def test_facets_count(
    text: str, choices: tuple[Choice, ...], facet: str, expected: list[tuple[str, int]], snapshot: Snapshot
) -> None:
    assert ask(snapshot, text, *choices).facet(facet) == expected


def test_the_most_frequent_values_come_first_and_equal_ones_by_their_strings(snapshot: Snapshot) -> None:
    assert ask(snapshot).facet("place", 2) == [("50", 2), ("51", 2)]
    assert ask(snapshot).facet("person", 1) == [("7", 2)]


def test_dates_are_counted_by_year_and_by_month(snapshot: Snapshot) -> None:
    assert ask(snapshot).dates() == {
        "year": [(2014, 2), (2015, 2)],
        "month": [((2014, 3), 2), ((2015, 1), 1), ((2015, 12), 1)],
        "year_alone": [],
        "unknown": 1,
    }
    assert ask(snapshot, "زلنطح").dates() == {"year": [], "month": [], "year_alone": [], "unknown": 0}
    assert ask(snapshot, "", source("unknown")).dates() == {"year": [], "month": [], "year_alone": [], "unknown": 1}


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("text", ["", "حلب"])
def test_every_hit_is_on_one_page(text: str, order: Order, snapshot: Snapshot) -> None:
    found = ask(snapshot, text, order=order)
    pages = [key for start in range(found.total) for key in found.page(start, start + 1).keys.tolist()]
    assert pages == keys(found)
    assert len(set(pages)) == found.total


def test_the_oldest_come_first_unknown_ones_last(snapshot: Snapshot) -> None:
    assert keys(ask(snapshot, order=Order.OLDEST)) == [1, 2, 3, 5, 4]


def test_an_index_without_articles_answers(tmp_path: Path) -> None:
    writing.create_index(tmp_path / "index")
    found = ask(Snapshot(tmp_path / "index"), "حلب")
    assert (found.total, keys(found), found.facet("person")) == (0, [], [])
    assert found.dates() == {"year": [], "month": [], "year_alone": [], "unknown": 0}


def test_an_answer_is_remembered_and_can_be_forgotten(snapshot: Snapshot) -> None:
    question = Question(parse("حلب"))
    first = answer(snapshot, question)
    assert answer(snapshot, question) is first
    assert snapshot.answers.held > 0
    snapshot.answers.forget()
    assert snapshot.answers.held == 0
    assert answer(snapshot, question) is not first


def test_what_is_remembered_stays_within_its_memory() -> None:
    kept = Answers(memory=100)
    for number in range(20):
        kept.keep(number, f"answer {number}", 20)
        assert kept.held <= 100
    assert kept.get(19) == "answer 19"
    assert kept.get(0) is None
    kept.keep("large", "answer", 90)  # more than a quarter of the memory: not kept
    assert kept.get("large") is None


def test_a_query_that_takes_too_long_is_given_up(snapshot: Snapshot) -> None:
    evaluated = plan(compile_query(parse("حلب روسيا*")), TimeLimited(snapshot, seconds=0))
    with pytest.raises(QueryTimeoutError):
        snapshot.matching(evaluated)
