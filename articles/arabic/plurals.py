"""The broken plurals that Arabic news uses, each with its singular: no rule joins مدينة and مدن."""

from functools import cache
from pathlib import Path

from articles.arabic.normalize import fold_word

_SHIPPED = Path(__file__).parent / "data" / "plurals.tsv"


@cache
def shipped() -> dict[str, str]:
    """Folded plural -> folded singular, of the list that comes with the archive.

    Its lines: `singular TAB plural`, several plurals parted by spaces; `#` begins a comment. Where folding makes one
    word of two, the list has the more usual plural, or none where another word is far more usual (إعلام, not أعلام).
    """
    singulars: dict[str, str] = {}
    for line in _SHIPPED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            singular, plurals = line.split("\t")
            singulars |= {fold_word(plural): fold_word(singular) for plural in plurals.split()}
    return singulars
