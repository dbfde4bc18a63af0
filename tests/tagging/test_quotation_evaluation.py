"""Quotations held against articles labelled by hand. Their texts are no part of the archive: see labelled/README.md."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django.fixtures import Settings

from articles.management.records import whole_tagger
from articles.models import QuotationKind
from articles.tagging.link_evaluation import read_texts
from articles.tagging.mentions import FoundQuotation
from articles.tagging.quotation_evaluation import (
    MARKED,
    REPORTED,
    LabelledQuotations,
    QuotationFigures,
    QuotationLabel,
    Span,
    figures,
    is_same,
    read_labelled,
)

LABELLED = Path(__file__).parent / "labelled" / "quotations"
TEXTS = Path(settings.BASE_DIR).parent / "shared" / "data" / "articles" / "articles_dev.jsonl.gz"
LEAST_RIGHT, LEAST_FOUND = 0.95, 0.9  # of the speakers given; F1 of what stands in marks

NAMES = frozenset({(0, 6), (40, 44)})
LABELS = (
    QuotationLabel(MARKED, (10, 30), NAMES, may_be_unknown=False),
    QuotationLabel(REPORTED, (35, 38), NAMES, may_be_unknown=True),
    QuotationLabel(MARKED, (60, 80), frozenset(), may_be_unknown=True),
    QuotationLabel(MARKED, (90, 99), frozenset(), may_be_unknown=True, is_optional=True),
)


def direct(start: int, end: int, speaker: Span | None = None) -> FoundQuotation:
    return FoundQuotation(start, end, QuotationKind.DIRECT, (7, 9), speaker, None, 0.9, "subject", ((start, end),))


def reported(verb: Span, speaker: Span | None = None) -> FoundQuotation:
    return FoundQuotation(verb[1] + 1, verb[1] + 20, QuotationKind.REPORTED, verb, speaker, None, 0.9, "subject")


# id; what is found; found, right, labelled, hit of both kinds together, and the same of speakers.
COUNTS = [
    ("nothing", [], (0, 0, 3, 0), (0, 0, 0, 0)),
    ("right words and speaker", [direct(10, 30, (0, 6))], (1, 1, 3, 1), (1, 1, 1, 1)),
    ("named by another of the speaker's names", [direct(10, 30, (40, 44))], (1, 1, 3, 1), (1, 1, 1, 1)),
    ("by part of the name", [direct(10, 30, (2, 6))], (1, 1, 3, 1), (1, 1, 1, 1)),
    ("the wrong speaker", [direct(10, 30, (50, 55))], (1, 1, 3, 1), (1, 0, 1, 0)),
    ("no speaker where one is told", [direct(10, 30)], (1, 1, 3, 1), (0, 0, 1, 0)),
    ("words that differ a little", [direct(10, 29, (0, 6))], (1, 1, 3, 1), (1, 1, 1, 1)),
    ("words that differ much", [direct(10, 18, (0, 6))], (1, 0, 3, 0), (0, 0, 0, 0)),
    ("what was not said", [direct(45, 55, (0, 6))], (1, 0, 3, 0), (0, 0, 0, 0)),
    ("what may be left alone", [direct(90, 99)], (0, 0, 3, 0), (0, 0, 0, 0)),
    ("a speaker where none is told", [direct(60, 80, (0, 6))], (1, 1, 3, 1), (1, 0, 0, 0)),
    ("reported, by the word of saying", [reported((35, 38))], (1, 1, 3, 1), (0, 0, 0, 0)),
    ("reported, with a speaker who need not be told", [reported((35, 38), (0, 6))], (1, 1, 3, 1), (1, 1, 0, 0)),
]


def counts(found: Sequence[FoundQuotation]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    measured = figures([LabelledQuotations("x", "dev", "", LABELS)], {"x": found})
    both = [(f.found, f.right, f.labelled, f.hit) for f in measured.findings.values()]
    speakers = measured.attribution
    summed = tuple(sum(each) for each in zip(*both, strict=True))
    return summed, (speakers.found, speakers.right, speakers.labelled, speakers.hit)


@pytest.mark.parametrize(("found", "said", "speakers"), [row[1:] for row in COUNTS], ids=[row[0] for row in COUNTS])
def test_what_is_counted(found: list[FoundQuotation], said: tuple[int, ...], speakers: tuple[int, ...]) -> None:
    assert counts(found) == (said, speakers)


def test_articles_whose_quotations_are_not_given_are_left_out() -> None:
    assert figures([LabelledQuotations("x", "dev", "", LABELS)], {}).findings[MARKED].labelled == 0


@pytest.mark.parametrize(("one", "other", "same"), [((0, 10), (0, 10), True), ((0, 10), (2, 12), False)])
def test_spans_that_share_four_fifths_are_the_same(one: Span, other: Span, same: bool) -> None:
    assert is_same(one, other) is same


def test_the_labels_are_of_two_halves_and_within_their_articles() -> None:
    articles = read_labelled(LABELLED)
    assert [sum(article.half == half for article in articles) for half in ("dev", "report")] == [30, 30]
    labels = [label for article in articles for label in article.labels]
    assert len(labels) > 150
    assert {label.kind for label in labels} == {MARKED, REPORTED}
    assert all(0 <= label.span[0] < label.span[1] for label in labels)


@pytest.fixture
def measured(db: None, settings: Settings) -> dict[str, QuotationFigures]:
    if not TEXTS.exists():
        pytest.skip(f"the labelled articles' texts are not at {TEXTS}")
    settings.TAGGER = "crf"
    call_command("load_authority", verbosity=0)
    texts, tagger = read_texts(TEXTS), whole_tagger()
    labelled = [each for each in read_labelled(LABELLED) if each.is_of(texts[each.article][0])]
    found = {each.article: tagger.read(*texts[each.article]).quotations for each in labelled}
    return {half: figures([each for each in labelled if each.half == half], found) for half in ("dev", "report")}


def test_quotations_of_labelled_articles_are_found_with_the_right_speaker(
    measured: dict[str, QuotationFigures],
) -> None:
    for half, found in measured.items():
        assert found.attribution.labelled > 50, half
        assert found.attribution.precision >= LEAST_RIGHT, found.faults
        assert all(finding.f1 >= LEAST_FOUND for finding in found.findings.values()), found.faults
