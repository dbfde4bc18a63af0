"""Text as it is stored: what a reader sees stays, what only disturbs machines goes."""

import hashlib
import html
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
# Only what ends in a semicolon: in addresses and names of firms a bare & is an ampersand (?id=1&copy=2, AT&T).
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED_AGAIN = re.compile(r"&(?:(?:amp|AMP|#0{0,4}38|#[xX]0{0,4}26);)+(?=#?[0-9A-Za-z]{2,32};)")


def clean(text: str) -> str:
    """The text in NFC, lines ended by one character, no more than one empty line or one space in a row.

    Arabic presentation forms become the letters they show, so that they can be searched and copied; so do HTML's
    entities, however often escaped. Vowel marks and tatweel stay.
    """
    if "&" in text:
        text = unescaped(text)
    text = _LINE_END.sub("\n", text)
    text = _UNWANTED.sub("", text)
    text = _PRESENTATION_FORM.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    text = unicodedata.normalize("NFC", text)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def unescaped(text: str) -> str:
    """With the characters that HTML's entities name: `unescaped("&amp;quot;&#1581;&#1604;&#1576;") == '"حلب'`."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), _ESCAPED_AGAIN.sub("&", text))


def text_digest(headline: str, body: str, source: str) -> str:
    """Equal for articles of one source whose texts differ in nothing but spelling variants and white space."""
    folded = " ".join(fold(f"{headline}\n{body}").split())
    return hashlib.sha256(f"{source}\n{folded}".encode()).hexdigest()
