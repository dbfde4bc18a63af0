"""Counts the words of Arabic texts into the lexicon the stemmer ships with (articles/arabic/data/lexicon.tsv.gz).

    python scripts/build_lexicon.py TEXT.gz…

Reads any UTF-8 text files, plain or gzipped; of JSON lines it reads the values of "title" and "text", of
tab-separated lines all but the first column. Adds the words of the authority records' names, so that no name
the archive knows loses a letter to the stemmer. Only counts are kept, and only of words seen MIN_COUNT times.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.arabic.tokens import folded_words, tokens

MIN_COUNT = 3
NAME_COUNT = 3  # how often a name of the authority records counts at least
ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "articles" / "arabic" / "data" / "lexicon.tsv.gz"
NAME_FIELDS = ("aliases_ar", "short_ar", "acronyms_ar", "after_cue_ar", "after_preposition_ar", "aliases")
FILES = ("people", "organisations", "places", "sources")
HAMZA_AND_LAM = {"\u0623\u0644", "\u0625\u0644", "\u0622\u0644"}  # alef with hamza or madda, then lam


def texts(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("{"):
                record = json.loads(line)
                yield f"{record.get('title') or ''}\n{record.get('text') or ''}"
            else:
                yield line.split("\t", 1)[-1]


def records(name: str) -> Iterator[list[str]]:
    """The Arabic names of each record of one authority file."""
    path = ROOT / "articles" / "authority" / "data" / f"{name}.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield [record.get("name_ar", ""), *(text for field in NAME_FIELDS for text in record.get(field, []))]


def proper_names() -> set[str]:
    """Folded words that are names by themselves: of people any word, of places those that stand alone."""
    people = {token.folded for texts in records("people") for text in texts for token in tokens(text)}
    places = [folded_words(text) for texts in records("places") for text in texts]
    return people | {words[0] for words in places if len(words) == 1}


def count(paths: list[Path]) -> tuple[Counter[str], Counter[str]]:
    """Uses of each folded word, and those of them written with alef and hamza or madda first."""
    uses: Counter[str] = Counter()
    with_hamza: Counter[str] = Counter()
    for path in paths:
        for text in texts(path):
            for token in tokens(text):
                uses[token.folded] += 1
                if token.surface[:2] in HAMZA_AND_LAM:
                    with_hamza[token.folded] += 1
    return uses, with_hamza


def is_word(word: str) -> bool:
    return not word.isascii() and not any(char.isdigit() for char in word) and 1 < len(word) <= 25


def add_names(uses: Counter[str], with_hamza: Counter[str]) -> None:
    for token in (t for name in FILES for texts in records(name) for text in texts for t in tokens(text)):
        if uses[token.folded] < NAME_COUNT:
            uses[token.folded] = NAME_COUNT
            with_hamza[token.folded] = NAME_COUNT * (token.surface[:2] in HAMZA_AND_LAM)


def main(paths: list[Path]) -> None:
    uses, with_hamza = count(paths)
    add_names(uses, with_hamza)
    names = proper_names()
    kept = sorted(word for word, number in uses.items() if number >= MIN_COUNT and is_word(word))
    with OUTPUT.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.writelines(f"{word}\t{uses[word]}\t{with_hamza[word]}\t{int(word in names)}\n".encode() for word in kept)
    print(f"{len(kept):,} words, {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
