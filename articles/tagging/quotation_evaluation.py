"""How many quotations are found, and how many have the right speaker: held against articles labelled by hand."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from articles.tagging.mentions import FoundQuotation

MARKED, REPORTED = "marked", "reported"
UNKNOWN = "-"  # the speaker is not named, or not surely told
_SAME = 0.8  # what two spans must share of both together to be the same quotation
_DIGITS = 16  # of the digest of a text

Span = tuple[int, int]


@dataclass(frozen=True)
class QuotationLabel:
    """Of what stands in marks `span` is what stands between them; of what is reported, the word of saying.

    `speakers` are all spans that name who said it; none where the speaker is unknown. Where `may_be_unknown` it is
    right to leave it unattributed, where `is_optional` to leave it alone.
    """

    kind: str
    span: Span
    speakers: frozenset[Span]
    may_be_unknown: bool
    is_optional: bool = False

    def is_said_by(self, speaker: Span) -> bool:
        return any(start < speaker[1] and speaker[0] < end for start, end in self.speakers)


@dataclass(frozen=True)
class LabelledQuotations:
    """An article's labels. `digest` is of the text in which their spans count."""

    article: str
    half: str
    digest: str
    labels: tuple[QuotationLabel, ...]

    def is_of(self, text: str) -> bool:
        return sha256(text.encode()).hexdigest()[:_DIGITS] == self.digest


@dataclass
class Finding:
    """How many of what is found is right, and how many of what is labelled is found."""

    found: int = 0
    right: int = 0
    labelled: int = 0
    hit: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class QuotationFigures:
    """`attribution` counts right quotations: `found` those with a speaker, `labelled` those whose speaker is told."""

    findings: dict[str, Finding] = field(default_factory=lambda: {MARKED: Finding(), REPORTED: Finding()})
    attribution: Finding = field(default_factory=Finding)
    faults: list[tuple[str, str, Span]] = field(default_factory=list)  # article, what is wrong, where

    def count(self, article: LabelledQuotations, quotations: Iterable[FoundQuotation]) -> None:
        """Take the quotations of one more article in."""
        said = [each for quotation in quotations for each in spans_said(quotation)]
        for kind, finding in self.findings.items():
            labels = [label for label in article.labels if label.kind == kind]
            self._count_kind(article, finding, labels, [(s, q) for k, s, q in said if k == kind])

    def _count_kind(
        self,
        article: LabelledQuotations,
        finding: Finding,
        labels: Sequence[QuotationLabel],
        said: Sequence[tuple[Span, FoundQuotation]],
    ) -> None:
        met = set()
        for span, quotation in said:
            label = next((each for each in labels if is_same(each.span, span)), None)
            if label is None:
                finding.found += 1
                self.faults.append((article.article, "not said", span))
                continue
            met.add(label)
            if not label.is_optional:
                finding.found += 1
                finding.right += 1
            self._count_speaker(article, label, quotation)
        wanted = [label for label in labels if not label.is_optional]
        finding.labelled += len(wanted)
        finding.hit += sum(label in met for label in wanted)
        self.faults += [(article.article, "not found", label.span) for label in wanted if label not in met]

    def _count_speaker(self, article: LabelledQuotations, label: QuotationLabel, quotation: FoundQuotation) -> None:
        counted, is_told = self.attribution, bool(label.speakers) and not label.may_be_unknown
        counted.labelled += is_told
        if quotation.speaker is None:
            if is_told:
                self.faults.append((article.article, "speaker not found", label.span))
            return
        counted.found += 1
        if label.is_said_by(quotation.speaker):
            counted.right += 1
            counted.hit += is_told
        else:
            self.faults.append((article.article, f"wrong speaker ({quotation.evidence})", label.span))


def spans_said(quotation: FoundQuotation) -> Iterator[tuple[str, Span, FoundQuotation]]:
    """What is labelled of a quotation: each part in marks, and the word of saying of what is reported."""
    for span in quotation.marked:
        yield MARKED, span, quotation
    if quotation.kind.value != "direct":
        yield REPORTED, quotation.verb, quotation


def is_same(one: Span, other: Span) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared >= _SAME * (max(one[1], other[1]) - min(one[0], other[0]))


def figures(articles: Iterable[LabelledQuotations], found: Mapping[str, Sequence[FoundQuotation]]) -> QuotationFigures:
    """The figures over those articles whose quotations are given."""
    total = QuotationFigures()
    for article in articles:
        if article.article in found:
            total.count(article, found[article.article])
    return total


def read_labelled(folder: Path) -> list[LabelledQuotations]:
    """The labelled articles of a folder. Its README says what is labelled."""
    speakers: dict[tuple[str, str], set[Span]] = {}
    for row in _rows(folder / "speakers.tsv"):
        speakers.setdefault((row["article"], row["speaker"]), set()).add((int(row["start"]), int(row["end"])))
    labels: dict[str, list[QuotationLabel]] = {}
    for row in _rows(folder / "quotations.tsv"):
        labels.setdefault(row["article"], []).append(_label(row, speakers))
    return [
        LabelledQuotations(row["article"], row["half"], row["sha256"], tuple(labels.get(row["article"], ())))
        for row in _rows(folder / "articles.tsv")
    ]


def _label(row: Mapping[str, str], speakers: Mapping[tuple[str, str], set[Span]]) -> QuotationLabel:
    keys = row["speaker"].split("/")
    spans = frozenset(span for key in keys if key != UNKNOWN for span in speakers[row["article"], key])
    span = int(row["start"]), int(row["end"])
    return QuotationLabel(row["kind"], span, spans, UNKNOWN in keys, row["optional"] == "yes")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
