"""A document's bytes -> its text, piece by piece: of a dump of any size, little is held at a time."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from articles.ingest.decode import eight_bit, is_mostly_utf8, marked, refuse_what_is_no_text, without_mark
from articles.ingest.records import HEAD, MEGABYTE, RawDocument, UnreadableError

CHUNK = 256 * 1024  # bytes read at a time
_LOOKED_THROUGH = 64 * MEGABYTE  # for the first byte beyond ASCII
_PROVEN = 2000  # letters in UTF-8 that no other encoding has by chance
_HIGH = re.compile(rb"[\x80-\xff]")
_BROKEN = re.compile("[\udc80-\udcff]")  # bytes that are no text in the encoding of the rest


class Line(NamedTuple):
    """A line without its end. `is_whole`: nothing was cut off it, neither for its length nor by the document's end."""

    text: str
    is_whole: bool


@dataclass(frozen=True)
class TextStream:
    """The text of a document. Bytes that are none in its encoding stand in it as lone surrogates: see `is_broken`."""

    document: RawDocument
    encoding: str

    @classmethod
    def of(cls, document: RawDocument, declared: str = "") -> "TextStream":
        """`declared`: the encoding by the document's own word. Raises UnreadableError where it is no text."""
        refuse_what_is_no_text(document.head)
        return cls(document, marked(document.head) or _told_by_letters(document, declared or document.charset))

    def chunks(self) -> Iterator[str]:
        """Its text. Raises UnreadableError or OSError where the bytes end in an error, behind all that came before."""
        errors = "replace" if self.encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        decoder = codecs.getincrementaldecoder(self.encoding)(errors)
        for content in read_in_chunks(self.document):
            yield decoder.decode(content)
        yield decoder.decode(b"", final=True)

    def lines(self, longest: int) -> Iterator[Line]:
        """Its lines; of one longer than `longest` characters only the beginning."""
        rest, is_whole = "", True
        for chunk in self.chunks():
            *lines, last = (rest + chunk).split("\n")
            for line in lines:
                yield Line(line[:longest].removesuffix("\r"), is_whole and len(line) <= longest)
                is_whole = True
            rest, is_whole = last[: longest + 1], is_whole and len(last) <= longest
        if rest:
            yield Line(rest[:longest], is_whole=False)

    def bytes_of(self, text: str) -> bytes:
        """The bytes of a part of the text, as they stand in the document."""
        encoding = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(
            self.encoding, self.encoding
        )
        return text.encode(
            encoding, "surrogatepass" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        )


def is_broken(text: str) -> bool:
    """Whether bytes of this part of a stream are no text in its encoding."""
    return bool(_BROKEN.search(text))


def beginning(document: RawDocument) -> str:
    """The head as text, by which a format is recognised; its encoding is told but roughly."""
    return _read_roughly(document.head, document.charset)


@lru_cache(maxsize=4)  # several readers look at the same head
def _read_roughly(head: bytes, charset: str) -> str:
    encoding = marked(head) or without_mark(head[: HEAD // 2 * 2])
    if not encoding and not is_mostly_utf8(head):
        try:
            encoding = eight_bit(head, charset or None)[1]
        except UnreadableError:
            encoding = None
    return head.decode(encoding or "utf-8", "replace").lstrip("\ufeff")


def read_in_chunks(document: RawDocument) -> Iterator[bytes]:
    with document.open() as file:
        while content := file.read1(CHUNK):
            yield content


def _told_by_letters(document: RawDocument, declared: str) -> str:
    """UTF-8 as long as it may be, though single records be broken; then as `decode` tells."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    seen = proven = 0
    for content in _undamaged(read_in_chunks(document)):
        try:
            text = decoder.decode(content)
        except UnicodeDecodeError:
            return "utf-8" if proven else _told_by_broken(content, declared)
        proven += 0 if text.isascii() else len(content) - len(text)
        seen += len(content)
        if proven > _PROVEN or seen > _LOOKED_THROUGH:
            break
    return without_mark(document.head) or "utf-8"


def _undamaged(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What comes before the bytes end in an error, of which whoever reads the text will hear."""
    try:
        yield from chunks
    except (UnreadableError, OSError):
        return


def _told_by_broken(content: bytes, declared: str) -> str:
    """The encoding, by the first part of a document that is no UTF-8, from its first letter beyond ASCII on."""
    first = _HIGH.search(content)
    sample = content[first.start() if first else 0 :]
    if is_mostly_utf8(sample):
        return "utf-8"
    try:
        return eight_bit(sample, declared or None)[1]
    except UnreadableError:
        if first and len(_HIGH.findall(sample)) < 3:  # a byte or two gone wrong in what is otherwise ASCII
            return "utf-8"
        raise
