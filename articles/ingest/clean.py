"""Text as it is stored: what a reader sees stays, what only disturbs machines goes."""

import hashlib
import re
import unicodedata

from articles.arabic.normalize import fold

# Embeddings, overrides and isolates can make a text read other than it is; direction marks are harmless.
_BIDI_CONTROLS = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\ufeff\u200b\u2060"  # soft hyphen, byte order mark, zero width space, word joiner
_UNWANTED = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_BIDI_CONTROLS}{_INVISIBLE}\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_PRESENTATION_FORM = re.compile("[\ufb50-\ufbff\ufc00-\ufcff\ufd50-\ufdef\ufe70-\ufefc]+")
_EMPTY_LINES = re.compile("\n{3,}")


def clean(text: str) -> str:
    """The text in NFC, lines ended by one character, no more than one empty line or one space in a row.

    Arabic presentation forms become the letters they show, so that they can be searched and copied; vowel marks and
    tatweel stay.
    """
    text = _LINE_END.sub("\n", text)
    text = _UNWANTED.sub("", text)
    text = _PRESENTATION_FORM.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def text_digest(headline: str, body: str, source: str) -> str:
    """Equal for articles of one source whose texts differ in nothing but spelling variants and white space."""
    folded = " ".join(fold(f"{headline}\n{body}").split())
    return hashlib.sha256(f"{source}\n{folded}".encode()).hexdigest()
