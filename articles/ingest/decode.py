"""Bytes -> text: byte order mark, strict UTF-8, what the document declares, then the Arabic eight-bit encodings.

windows-1256 and ISO-8859-6 are told apart by how much of the result reads as Arabic: docs/decisions/0007.
"""

import codecs
import re
from itertools import pairwise

from articles.ingest.records import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CONTROLS = "not a text: it is full of control characters"
_EIGHT_BIT = ("windows-1256", "iso8859-6")
_SAMPLE = 200_000  # bytes that are scored
_LEAST_ZEROS = 3  # of a text in UTF-16
_MOST_CONTROLS = 0.02  # share of control characters that a text may have
_LEAST_SCORE = 0.6  # share of an eight-bit text's high bytes that must read as Arabic
_FREQUENT = frozenset("الميونرتبعة")
_LEAST_FREQUENT = 0.4  # their share of a text's Arabic letters: 0.54 or more in 6,800 articles, 0.17 in Russian misread
_FEW_LETTERS = 20  # in which shares say nothing
_MOST_PAIRS = 0.3  # share of the high bytes that an eight-bit text may have in pairs as UTF-8 writes Arabic letters
_UTF8_PAIR = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")


def decode(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding. Raises UnreadableError for what is no text, or not for certain."""
    refuse_what_is_no_text(content)
    encoding = marked(content) or without_mark(content)
    if encoding:
        text = _strictly(content, encoding)
        if text is None:
            raise UnreadableError(f"not a text: broken {encoding}")
        if _is_binary(text):
            raise UnreadableError(_CONTROLS)
        return text, encoding
    if _is_binary(content.decode("latin-1")):
        raise UnreadableError(_CONTROLS)
    if is_mostly_utf8(content):
        raise UnreadableError("not a text: broken utf-8")
    return eight_bit(content, declared)


def refuse_what_is_no_text(head: bytes) -> None:
    """Raises UnreadableError where a document's first bytes say that it is something else."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise UnreadableError(f"not a text: it is {what}")


def marked(content: bytes) -> str | None:
    """The encoding that a byte order mark tells."""
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def without_mark(content: bytes) -> str | None:
    """UTF-8, or UTF-16 by the zero bytes of its spaces, line ends and Latin letters.

    Arabic in UTF-16 is bytes below 0x80 and so passes for UTF-8, but for one without any letter beyond ASCII.
    """
    text = _strictly(content, "utf-8")
    if text is not None and (b"\0" not in content or not text.isascii()):
        return "utf-8"
    sample = content[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    fewer, more = sorted((even, odd))
    if len(content) % 2 == 0 and more >= _LEAST_ZEROS and more > 8 * fewer and more * 50 > len(sample):
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8" if text is not None else None


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def eight_bit(content: bytes, declared: str | None) -> tuple[str, str]:
    """What is declared, when it decodes and reads as Arabic; else the encoding that reads best."""
    candidates = [*([declared] if declared and _is_eight_bit(declared) else []), *_EIGHT_BIT]
    texts = [(encoding, text) for encoding in candidates if (text := _strictly(content, encoding)) is not None]
    scored = [(_score(text), encoding, text) for encoding, text in texts]
    best = max(scored, key=lambda item: item[0], default=(0.0, "", ""))
    if best[0] < _LEAST_SCORE or not _has_arabic_letters_as_arabic_does(best[2]):
        raise UnreadableError("its encoding cannot be told: it is neither UTF-8 nor an Arabic eight-bit text")
    return best[2], best[1]


def _is_eight_bit(declared: str) -> bool:
    """Whether such a name is of a table of 256 letters: whatever else a codec may be is not tried on strange bytes."""
    try:
        return codecs.lookup(declared).name.startswith(("cp1", "cp7", "cp8", "iso8859", "mac-"))
    except LookupError:
        return False


def _score(text: str) -> float:
    """From 0 to 1: how much of what is not ASCII is Arabic letters and signs, less where they meet Latin ones."""
    high = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not high:
        return 1.0
    arabic = sum("\u0621" <= char <= "\u0652" for char in high)
    signs = sum(
        char in "\u060c\u061b\u061f\u00ab\u00bb\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00a0\u200f\u200e"
        for char in high
    )
    mixed = sum(
        _is_latin(one) != _is_latin(other) and one.isalpha() and other.isalpha()
        for one, other in pairwise(text[:_SAMPLE])
    )
    return (arabic + signs - mixed) / len(high)


def _has_arabic_letters_as_arabic_does(text: str) -> bool:
    """Whether the letters of the language prevail; what is Russian by its bytes reads as rare letters."""
    letters = [char for char in text[:_SAMPLE] if "\u0621" <= char <= "\u064a"]
    return len(letters) < _FEW_LETTERS or sum(map(_FREQUENT.__contains__, letters)) >= _LEAST_FREQUENT * len(letters)


def is_mostly_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 that was cut or mixed with something else, which would decode to nonsense."""
    sample = content[:_SAMPLE]
    high = len(_HIGH_BYTE.findall(sample))
    return 2 * len(_UTF8_PAIR.findall(sample)) > _MOST_PAIRS * high


def _is_latin(char: str) -> bool:
    return char < "\u0250"


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in sample)
    return controls > _MOST_CONTROLS * len(sample) + 2
