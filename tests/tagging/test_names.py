"""What the recogniser and the records say together of where names stand."""

import pytest

from articles.models import Kind
from articles.tagging.gazetteer import Record
from articles.tagging.mentions import Findings, FoundMention
from articles.tagging.names import names, recognised_names
from articles.tagging.recognition import Recognised

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION
RECORDS = {number: Record(number, kind, ()) for number, kind in enumerate((PERSON, PLACE, ORGANISATION), 1)}
Span = tuple[int, int, Kind]


def findings(recognised: list[Span] | None, linked: list[Span], evidence: str = "name") -> Findings:
    ids = {record.kind: record.id for record in RECORDS.values()}
    mentions = [FoundMention(start, end, "", ids[kind], 0.9, evidence) for start, end, kind in linked]
    spans = None if recognised is None else [Recognised(*span, 0.9, "crf") for span in recognised]
    return Findings(mentions, (), spans)


@pytest.mark.parametrize(
    ("recognised", "linked", "expected"),
    [
        pytest.param([(0, 5, PLACE)], [], [(0, 5, PLACE)], id="no record"),
        pytest.param([(0, 5, PLACE)], [(0, 5, ORGANISATION)], [(0, 5, ORGANISATION)], id="a record tells the kind"),
        pytest.param([(0, 9, ORGANISATION)], [(5, 9, PLACE)], [(0, 9, ORGANISATION)], id="the longer name stays whole"),
        pytest.param([(6, 9, PLACE)], [(0, 4, PERSON)], [(0, 4, PERSON), (6, 9, PLACE)], id="a person is added"),
        pytest.param([(6, 9, PLACE)], [(0, 4, ORGANISATION)], [(6, 9, PLACE)], id="an organisation is not"),
        pytest.param([], [(0, 4, ORGANISATION)], [], id="not even where nothing is recognised"),
        pytest.param(None, [(0, 4, ORGANISATION)], [(0, 4, ORGANISATION)], id="without a recogniser the records alone"),
    ],
)
def test_names(recognised: list[Span] | None, linked: list[Span], expected: list[Span]) -> None:
    assert names(findings(recognised, linked), RECORDS) == expected


def test_an_office_is_no_name() -> None:
    assert names(findings(None, [(0, 4, PERSON)], evidence="role"), RECORDS) == []


def test_what_the_recogniser_says_by_itself() -> None:
    assert recognised_names(findings([(0, 5, PLACE)], [(0, 5, ORGANISATION)])) == [(0, 5, PLACE)]
