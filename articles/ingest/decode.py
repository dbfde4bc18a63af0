"""Bytes -> text: byte order mark, strict UTF-8, what the document declares, then the Arabic eight-bit encodings.

windows-1256 and ISO-8859-6 are told apart by how much of the result reads as Arabic: docs/decisions/0007.
"""

import codecs
import re

from articles.ingest.letter_pairs import likeness
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
_UPPER_BYTES = b"\x00\x06"
_NO_UPPER_BYTES = bytes(set(range(256)) - set(_UPPER_BYTES))
_LEAST_UPPER = 0.8  # share of them among the upper bytes of a text in UTF-16
_MOST_LOWER = 0.2  # and among the lower ones
_MOST_CONTROLS = 0.02  # share of control characters that a text may have
_LEAST_SCORE = 0.6  # share of an eight-bit text's high bytes that must read as Arabic
_AS_GOOD = 0.15  # difference of scores within which the letters' order tells more
_COMPARED = 5000  # characters whose order is looked at
_UNTOLD = "its encoding cannot be told: it is neither UTF-8 nor an Arabic eight-bit text"
_LETTER = re.compile("[\u0621-\u064a]")
_FREQUENT = re.compile("[الميونرتبعة]")
_LEAST_FREQUENT = 0.4  # their share of a text's Arabic letters: 0.54 or more in 6,800 articles, 0.17 in Russian misread
_FEW_LETTERS = 20  # in which shares say nothing
_MOST_PAIRS = 0.3  # share of the high bytes that an eight-bit text may have in pairs as UTF-8 writes Arabic letters
_UTF8_PAIR = re.compile(rb"[\xd8-\xdb][\x80-\xbf]")
_HIGH = re.compile("[^\x00-\x7f]")
_ARABIC = re.compile(  # letters, vowel marks, and the signs that stand in Arabic texts
    "[\u0621-\u0652\u060c\u061b\u061f\u00ab\u00bb\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00a0\u200f\u200e]"
)
_LATIN = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_MIXED = re.compile(
    rf"[{_LATIN}](?=[^\W\d_{_LATIN}])|[^\W\d_{_LATIN}](?=[{_LATIN}])"
)  # letters of two scripts in a word
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
    """UTF-8, or UTF-16 by the bytes that its Arabic, spaces and Latin letters have in every second place.

    Arabic in UTF-16 is bytes below 0x80 and so passes for UTF-8.
    """
    sample = content[:_SAMPLE]
    if len(content) % 2 == 0 and sample.translate(None, _NO_UPPER_BYTES):
        for encoding, upper, lower in (
            ("utf-16-le", sample[1::2], sample[::2]),
            ("utf-16-be", sample[::2], sample[1::2]),
        ):
            if _upper_share(upper) >= _LEAST_UPPER and _upper_share(lower) <= _MOST_LOWER:
                return encoding
    return "utf-8" if _strictly(content, "utf-8") is not None else None


def _upper_share(sample: bytes) -> float:
    """The share of bytes that are the upper ones of ASCII and of Arabic: 0 and 6."""
    return 1 - len(sample.translate(None, _UPPER_BYTES)) / len(sample)


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
    best = max((score for score, _, _ in scored), default=0.0)
    rivals = [(encoding, text) for score, encoding, text in scored if score >= best - _AS_GOOD]
    if best < _LEAST_SCORE or not rivals:
        raise UnreadableError(_UNTOLD)
    encoding, text = max(rivals, key=lambda rival: likeness(rival[1][:_COMPARED])) if len(rivals) > 1 else rivals[0]
    if not _has_arabic_letters_as_arabic_does(text):
        raise UnreadableError(_UNTOLD)
    return text, encoding


def _is_eight_bit(declared: str) -> bool:
    """Whether such a name is of a table of 256 letters: whatever else a codec may be is not tried on strange bytes."""
    try:
        return codecs.lookup(declared).name.startswith(("cp1", "cp7", "cp8", "iso8859", "mac-"))
    except LookupError:
        return False


def _score(text: str) -> float:
    """From 0 to 1: how much of what is not ASCII is Arabic letters and signs, less where they meet Latin ones."""
    sample = text[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    return (len(_ARABIC.findall(sample)) - len(_MIXED.findall(sample))) / high if high else 1.0


def _has_arabic_letters_as_arabic_does(text: str) -> bool:
    """Whether the letters of the language prevail; what is Russian by its bytes reads as rare letters."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    return letters < _FEW_LETTERS or len(_FREQUENT.findall(sample)) >= _LEAST_FREQUENT * letters


def is_mostly_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 that was cut or mixed with something else, which would decode to nonsense."""
    sample = content[:_SAMPLE]
    high = len(_HIGH_BYTE.findall(sample))
    return 2 * len(_UTF8_PAIR.findall(sample)) > _MOST_PAIRS * high


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in sample)
    return controls > _MOST_CONTROLS * len(sample) + 2
