"""How many links are right: a tagger's mentions held against articles labelled by hand. Values in, figures out."""

import csv
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from articles.tagging.mentions import FoundMention

ARTICLES, MENTIONS = "articles.tsv", "mentions.tsv"
NIL = "NIL"  # a name of what has no record
_DIGITS = 16  # of the digest of a text


@dataclass(frozen=True)
class Label:
    """The words `text[start:end]` stand for any of `records`, each "kind/id"; for none of them where NIL is one."""

    start: int
    end: int
    kind: str
    records: frozenset[str]
    is_role: bool = False

    @property
    def is_linkable(self) -> bool:
        """Whether leaving the words alone is a fault."""
        return NIL not in self.records

    def allows(self, link: "Link") -> bool:
        return self.start < link.end and link.start < self.end and link.record in self.records


@dataclass(frozen=True)
class LabelledArticle:
    id: str
    digest: str  # of the text in which the offsets count
    labels: tuple[Label, ...]

    def is_of(self, text: str) -> bool:
        return sha256(text.encode()).hexdigest()[:_DIGITS] == self.digest


@dataclass(frozen=True, order=True)
class Link:
    """What a tagger says of the words `text[start:end]`: they stand for `record`, "kind/id"."""

    start: int
    end: int
    record: str


@dataclass
class LinkFigures:
    """`right` of `linked` links, and `found` of `linkable` labels. `faults`: article, and a link that is wrong."""

    linked: int = 0
    right: int = 0
    linkable: int = 0
    found: int = 0
    faults: list[tuple[str, Link]] = field(default_factory=list)
    missed: list[tuple[str, Label]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Of what is linked, the share that is right; 1.0 where nothing is."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """Of the labels that have a record, the share that is linked to it."""
        return self.found / self.linkable if self.linkable else 1.0

    def count(self, article: LabelledArticle, links: Sequence[Link]) -> None:
        """Take the links of one more article in."""
        wrong = [link for link in links if not any(label.allows(link) for label in article.labels)]
        linkable = [label for label in article.labels if label.is_linkable]
        missed = [label for label in linkable if not any(label.allows(link) for link in links)]
        self.linked += len(links)
        self.right += len(links) - len(wrong)
        self.linkable += len(linkable)
        self.found += len(linkable) - len(missed)
        self.faults += [(article.id, link) for link in wrong]
        self.missed += [(article.id, label) for label in missed]


def read_labelled(folder: Path) -> list[LabelledArticle]:
    """The labelled articles of a folder. Its README says what is labelled."""
    labels: dict[str, list[Label]] = {row["article"]: [] for row in _rows(folder / ARTICLES)}
    for row in _rows(folder / MENTIONS):
        labels[row["article"]].append(_label(row))
    articles = _rows(folder / ARTICLES)
    return [LabelledArticle(row["article"], row["sha256"], tuple(labels[row["article"]])) for row in articles]


def read_texts(path: Path) -> dict[str, tuple[str, date | None]]:
    """Text and day by id, of a file of articles: one JSON object a line, gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    return {each["id"]: (each["text"], _day(each.get("date_iso") or "")) for each in articles}


def links_of(
    articles: Iterable[LabelledArticle],
    texts: Mapping[str, tuple[str, date | None]],
    find: Callable[[str, date | None], Iterable[FoundMention]],
    names: Mapping[int, str],
) -> dict[str, list[Link]]:
    """What `find` says of the articles whose labelled text is at hand. `names` are the records' "kind/id" by key."""
    at_hand = ((each.id, texts[each.id]) for each in articles if each.id in texts and each.is_of(texts[each.id][0]))
    return {key: [Link(m.start, m.end, names[m.entity_id]) for m in find(*text)] for key, text in at_hand}


def figures(articles: Iterable[LabelledArticle], links: Mapping[str, Sequence[Link]]) -> LinkFigures:
    """The figures over those articles whose links are given."""
    total = LinkFigures()
    for article in articles:
        if article.id in links:
            total.count(article, links[article.id])
    return total


def _day(written: str) -> date | None:
    """The day of an ISO date; None where there is none, or no more than a month."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _label(row: Mapping[str, str]) -> Label:
    kind = row["kind"]
    records = (record if record == NIL else f"{kind}/{record}" for record in row["record"].split("|"))
    return Label(int(row["start"]), int(row["end"]), kind, frozenset(records), row["how"] == "role")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
