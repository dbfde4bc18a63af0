"""Labelled texts in CoNLL's lines: `token TAG`, an empty line behind a sentence, -DOCSTART- before a document."""

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles.tagging.usage import SORTS

BLOCK = 25  # sentences that stand in for a document where a file does not say where one begins
OUTSIDE = SORTS[0]
_DOCUMENT = "-DOCSTART-"
_TAG = re.compile(r"([BI])-([A-Z]+)[0-9]*")
_SORTS = {"PER": "PER", "PERS": "PER", "PERSON": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC", "MIS": "MISC"}
_GZIP = b"\x1f\x8b"

Sentence = tuple[tuple[str, str], ...]  # (token, tag)


class ConllError(ValueError):
    """What is wrong, with the file and the line."""


@dataclass(frozen=True)
class LabelledText:
    """A document as sentences of (token, tag); tags are O, B-PER, I-PER and so on."""

    sentences: tuple[Sentence, ...]

    @property
    def body(self) -> str:
        """The tokens with a space between them, a sentence a line."""
        return "\n".join(" ".join(token for token, _ in sentence) for sentence in self.sentences)

    def tokens(self) -> Iterator[tuple[int, int, str]]:
        """(start, end, tag) of each token in the body."""
        at = 0
        for sentence in self.sentences:
            for token, tag in sentence:
                yield at, at + len(token), tag
                at += len(token) + 1

    def chunks(self) -> set[tuple[int, int, str]]:
        """(first token, end, sort) of each name, by conlleval's rules: an I- that goes on nothing begins a name."""
        found, at = set(), 0
        for sentence in self.sentences:
            found |= {(at + first, at + end, sort) for first, end, sort in chunks([tag for _, tag in sentence])}
            at += len(sentence)
        return found


def chunks(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, end, sort) of the names in the tags of one sentence."""
    first = 0
    while first < len(tags):
        sort, end = tags[first][2:], first + 1
        while end < len(tags) and sort and tags[end] == f"I-{sort}":
            end += 1
        if sort:
            yield first, end, sort
        first = end


def read_conll(path: Path) -> list[LabelledText]:
    """The documents of a file, gzipped or not; blocks of 25 sentences where it has no -DOCSTART-."""
    documents, is_divided = [], False
    for sentences, begins in _documents(path):
        is_divided |= begins
        if sentences:
            documents.append(sentences)
    if not documents:
        raise ConllError(f"{path}: there is no labelled sentence in it")
    if not is_divided:
        documents = [documents[0][at : at + BLOCK] for at in range(0, len(documents[0]), BLOCK)]
    return [LabelledText(tuple(sentences)) for sentences in documents]


def _documents(path: Path) -> Iterator[tuple[list[Sentence], bool]]:
    """The sentences of each document, and whether it began with -DOCSTART-."""
    sentences: list[Sentence] = []
    current: list[tuple[str, str]] = []
    begins = False
    for number, line in enumerate(_lines(path), 1):
        fields = line.split()
        if fields and fields[0] != _DOCUMENT:
            current.append(_labelled(fields, f"{path}, line {number}"))
            continue
        if current:
            sentences.append(tuple(current))
            current = []
        if fields:
            yield sentences, begins
            sentences, begins = [], True
    yield [*sentences, *([tuple(current)] if current else [])], begins


def _labelled(fields: Sequence[str], where: str) -> tuple[str, str]:
    if len(fields) < 2:
        raise ConllError(f"{where}: a token and its tag were expected, not {fields[0]!r} alone")
    return fields[0], _tag(fields[-1], where)


def _tag(written: str, where: str) -> str:
    match = _TAG.fullmatch(written)
    if match and match[2] in _SORTS:
        return f"{match[1]}-{_SORTS[match[2]]}"
    if written == OUTSIDE:
        return OUTSIDE
    raise ConllError(f"{where}: {written!r} is no tag; O and B- or I- with PER, LOC, ORG or MISC are")


def _lines(path: Path) -> Iterable[str]:
    try:
        content = path.read_bytes()
        text = gzip.decompress(content) if content.startswith(_GZIP) else content
        return text.decode("utf-8-sig").split("\n")
    except (OSError, EOFError) as error:
        raise ConllError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    except UnicodeDecodeError as error:
        raise ConllError(f"{path}: not UTF-8 at byte {error.start}") from error
