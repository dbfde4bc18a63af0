"""A text typed with the wrong keyboard layout, as it would have been with the right one.

    hgsuv -> السعر        سهسه -> sisi

The Latin layout is US QWERTY; the Arabic ones are Arabic (101), which PCs have, and Apple's. Nothing here knows
whether a reading is a word: that is for the caller to look up in the archive's own words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from pyarabic import araby

from articles.arabic.normalize import fold

_ALEFS = "\u0623\u0625\u0622"  # alef with hamza above, hamza below, madda
_HAMZA_ABOVE, _HAMZA_BELOW, _MADDA = tuple(_ALEFS)
_LAM = araby.LAM
_LAM_ALEF = _LAM + araby.ALEF
_COMMA, _SEMICOLON, _QUESTION = araby.COMMA, araby.SEMICOLON, araby.QUESTION


@dataclass(frozen=True)
class _Layout:
    """What each key of a US keyboard gives on an Arabic one, alone and with Shift (by the capital letter)."""

    plain: Mapping[str, str]
    shifted: Mapping[str, str]

    @cached_property
    def keys(self) -> dict[str, str]:
        """The key of each letter and sign, Shift shown as a capital; a sign that a plain key gives is that key's."""
        return {sign: key for key, sign in (*self.shifted.items(), *self.plain.items()) if sign}


def _keys(keys: str, letters: str) -> dict[str, str]:
    return dict(zip(keys, letters.split(), strict=True))


_SHARED_ROWS = _keys("qwertyuiop[", "ض ص ث ق ف غ ع ه خ ح ج") | _keys("asdfghjkl;", "ش س ي ب ل ا ت ن م ك")
_VOWELS = (araby.FATHA, araby.FATHATAN)
_PC_SHIFTED = (
    zip("QWERT", (*_VOWELS, araby.DAMMA, araby.DAMMATAN, _LAM + _HAMZA_BELOW), strict=True),
    zip("YUIOP", (_HAMZA_BELOW, "\u2018", "\u00f7", "\u00d7", _SEMICOLON), strict=True),
    zip("ASDFG", (araby.KASRA, araby.KASRATAN, "]", "[", _LAM + _HAMZA_ABOVE), strict=True),
    zip("HJKL", (_HAMZA_ABOVE, araby.TATWEEL, _COMMA, "/"), strict=True),
    zip("ZXCVBNM", ("~", araby.SUKUN, "}", "{", _LAM + _MADDA, _MADDA, "\u2019"), strict=True),
    zip("?~", (_QUESTION, araby.SHADDA), strict=True),
)
_APPLE_SHIFTED = (
    zip("QWERT", (*_VOWELS, araby.KASRA, araby.KASRATAN, araby.DAMMA), strict=True),
    zip("YUIOP", (araby.DAMMATAN, araby.SUKUN, araby.SHADDA, "]", "["), strict=True),
    zip("ASDFHJ", ("\u00bb", "\u00ab", araby.ALEF_MAKSURA, araby.MINI_ALEF, _MADDA, "\u0671"), strict=True),
    zip("CVBNM", (araby.YEH_HAMZA, araby.HAMZA, _HAMZA_ABOVE, _HAMZA_BELOW, araby.WAW_HAMZA), strict=True),
    zip("?", _QUESTION, strict=True),
)
_PC = _Layout(
    plain=_SHARED_ROWS | _keys("]'zxcvbnm,./`", f"د ط ئ ء ؤ ر {_LAM_ALEF} ى ة و ز ظ ذ"),
    shifted=dict(chain(*_PC_SHIFTED)),
)
_APPLE = _Layout(
    plain=_SHARED_ROWS | _keys("]'zxcvbnm,`", f"ة {_SEMICOLON} ظ ط ذ د ز ر و {_COMMA} {araby.TATWEEL}"),
    shifted=dict(chain(*_APPLE_SHIFTED)),
)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz")


def other_layout(text: str) -> str | None:
    """The text as the same keys give it on the other layout, that of PCs.

    None where no letter would change, where letters of both scripts stand in it, which one layout does not give,
    or where it has a letter that neither has.
    """
    return next(iter(other_layouts(text)), None)


def other_layouts(text: str) -> tuple[str, ...]:
    """All readings of the text on the other layout, the likeliest first: PCs before Apple's, Shift as pressed
    before Shift pressed in vain, and lam-alef as its own key before its two letters.
    """
    text = text.translate(_LIGATURES)
    letters = {char for char in text.lower() if char.isalpha() and char != araby.TATWEEL}
    if letters and letters <= _LATIN:
        found = [_as_arabic(form, layout) for layout in (_PC, _APPLE) for form in _shiftings(text)]
    elif letters and letters.isdisjoint(_LATIN):
        found = [latin for layout in (_PC, _APPLE) for latin in _as_latin(text, layout)]
    else:
        found = []
    return tuple(dict.fromkeys(found))


def _shiftings(text: str) -> Iterator[str]:
    """The text as typed and without Shift; all capitals are Caps Lock, of which Arabic layouts know nothing."""
    capitals = [char for char in text if char.isalpha()]
    if len(capitals) < 2 or not all(map(str.isupper, capitals)):
        yield text
    yield text.lower()


def _as_arabic(text: str, layout: _Layout) -> str:
    typed = ""
    for char in text:
        typed += _sign(char, typed[-1:], layout)
    return typed


def _sign(char: str, before: str, layout: _Layout) -> str:
    """What a key gives. A capital that gives no letter begins a word as in English, and was meant without Shift."""
    if char in layout.plain:
        return layout.plain[char]
    sign = layout.shifted.get(char, "")
    if sign[:1].isalpha() and sign != araby.TATWEEL:
        return sign
    if char.isalpha():
        is_inside = before.isalpha() and (sign == araby.TATWEEL or araby.is_tashkeel(sign))
        return sign if sign and is_inside else layout.plain.get(char.lower(), char)
    return sign or char


def _as_latin(text: str, layout: _Layout) -> Iterator[str]:
    """The keys of an Arabic text; lam-alef as the key of both, where the layout has it, and as two."""
    joined = _keys_of(text, layout)
    if joined is not None:
        yield joined
        if _LAM in text and layout is _PC:
            yield "".join(_keys_of(char, layout) or "" for char in text)


def _keys_of(text: str, layout: _Layout) -> str | None:
    """The keys that give the text; None where it has a letter without one."""
    keys, at = "", 0
    while at < len(text):
        pair, char = text[at : at + 2], text[at]
        length = 2 if len(pair) == 2 and pair in layout.keys else 1
        key = layout.keys.get(pair if length == 2 else char)
        if key is None and char.isalpha():
            return None
        keys += key or fold(char)  # digits of either kind are the same keys
        at += length
    return keys


_LIGATURES = {
    ord(char): _LAM + alef
    for chars, alef in zip(
        ("\ufefb\ufefc", "\ufef7\ufef8", "\ufef9\ufefa", "\ufef5\ufef6"),  # lam-alef, each in its two forms
        (araby.ALEF, *_ALEFS),
        strict=True,
    )
    for char in chars
}
