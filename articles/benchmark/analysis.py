"""How fast texts become words, stems and roots, beside a plain regular expression over the same texts."""

import re
from collections.abc import Callable, Sequence
from time import process_time
from typing import NamedTuple

from articles.arabic import normalize, tokens
from articles.arabic.roots import root
from articles.arabic.stem import shipped_stemmer, stem

_PLAIN = re.compile(r"\w+")
_MEMORIES = (normalize.fold_word, tokens.folded_run, stem, root)


class Figure(NamedTuple):
    """`per_second`: words a second of one processor; `ratio`: of the plain split's."""

    name: str
    per_second: float
    ratio: float


def measure(texts: Sequence[str]) -> list[Figure]:
    """Each step with nothing remembered (cold) and once more (warm); tables are loaded before."""
    shipped_stemmer()
    steps: list[tuple[str, Callable[[str], int]]] = [
        ("folded words", lambda text: len(tokens.folded_words(text))),
        ("words with offsets", lambda text: sum(1 for _ in tokens.tokens(text))),
        ("stems", lambda text: sum(1 for _ in map(stem, tokens.folded_words(text)))),
        ("roots", lambda text: sum(1 for _ in map(root, tokens.folded_words(text)))),
    ]
    plain = _per_second(lambda text: len(_PLAIN.findall(text)), texts)
    figures = [Figure("plain split", plain, 1.0)]
    for name, step in steps:
        for memory in _MEMORIES:
            memory.cache_clear()
        for state in ("cold", "warm"):
            per_second = _per_second(step, texts)
            figures.append(Figure(f"{name}, {state}", per_second, per_second / plain))
    return figures


def _per_second(step: Callable[[str], int], texts: Sequence[str]) -> float:
    start = process_time()
    words = sum(map(step, texts))
    return words / max(process_time() - start, 1e-9)


def as_table(figures: Sequence[Figure]) -> str:
    rows = [f"{figure.name:26} {figure.per_second:12,.0f} {figure.ratio:8.2f}" for figure in figures]
    return "\n".join([f"{'words a second, one core':26} {'':12} {'ratio':>8}", *rows])
