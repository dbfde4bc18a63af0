"""Articles for measuring: as long as real ones, with the words of real ones, the same whenever they are made.

Each article is put together from sentences of many real articles, so that its words are as frequent as in
real news. Where there are none, sentences are made of coined words: by Zipf's law, each word in its clitics.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

WORDS = 380  # of an article, on average
HEADLINE_WORDS = (5, 9)
# Real news never stops bringing new names and misspellings, so one word of about so many is coined.
COINED_EVERY = 150
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_CLITICS = ("", "", "", "ال", "ال", "و", "وال", "ب", "بال", "لل")
_SENTENCE_END = re.compile(r"(?<=[.!؟])\s+|\n+")
_SYNTHETIC_SENTENCES = 60_000
_SYNTHETIC_STOCK = 120_000  # different words that synthetic sentences are made of


@dataclass(frozen=True)
class Text:
    headline: str
    body: str


class Texts:
    """Article number n is the same text for the same sentences and seed, whatever was asked before."""

    def __init__(self, sentences: list[list[str]], seed: int) -> None:
        self._sentences = sentences
        self._seed = seed

    def __getitem__(self, number: int) -> Text:
        chance = random.Random(f"{self._seed} {number}")  # noqa: S311 - for measuring
        wanted = max(60, int(chance.lognormvariate(5.80, 0.4)))  # its mean is about WORDS
        blocks: list[list[str]] = []
        while wanted > 0:
            sentence = chance.choice(self._sentences)
            blocks.append(sentence)
            wanted -= len(sentence)
        headline = chance.choice(self._sentences)[: chance.randint(*HEADLINE_WORDS)]
        body = "\n".join(" ".join(block) for block in _with_coined_words(blocks, chance))
        return Text(" ".join(headline)[:400], body)


def _with_coined_words(blocks: list[list[str]], chance: random.Random) -> Iterator[list[str]]:
    for block in blocks:
        if chance.random() * COINED_EVERY < len(block):
            place = chance.randrange(len(block) + 1)
            yield [*block[:place], coined_word(heavy_tailed(chance)), *block[place:]]
        else:
            yield block


def heavy_tailed(chance: random.Random) -> int:
    """A rank from 50 on, by a Zipf law without an end: the more are drawn, the more different ones there are."""
    return int(50 * chance.paretovariate(0.55))


def coined_word(rank: int) -> str:
    """The word of a rank: three to many letters, as a rank is written in digits, well mixed."""
    mixed, letters = rank * 2_654_435_761 % 2**32 + (rank >> 32), ""
    while mixed or len(letters) < 3:
        mixed, letter = divmod(mixed, len(_LETTERS))
        letters += _LETTERS[letter]
    return letters


def read_texts(path: Path | None, seed: int) -> Texts:
    """From the articles of a .jsonl.gz file or of all those in a folder; of coined words where there are none."""
    sentences = [sentence for file in article_files(path) for sentence in _real_sentences(file)] if path else []
    return Texts(sentences or _synthetic_sentences(seed), seed)


def article_files(path: Path) -> list[Path]:
    """The file itself, or those of a folder."""
    return [path] if path.is_file() else sorted(path.glob("*.jsonl.gz"))


def _real_sentences(file: Path) -> Iterator[list[str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            for piece in _SENTENCE_END.split(json.loads(line)["text"]):
                if 4 <= len(words := piece.split()) <= 60:
                    yield words


def _synthetic_sentences(seed: int) -> list[list[str]]:
    chance = random.Random(seed)  # noqa: S311 - for measuring
    weights = list(accumulate(1 / rank for rank in range(1, _SYNTHETIC_STOCK + 1)))
    stock = [coined_word(rank) for rank in range(1, _SYNTHETIC_STOCK + 1)]
    lengths = [chance.randint(6, 30) for _ in range(_SYNTHETIC_SENTENCES)]
    return [
        [chance.choice(_CLITICS) + word for word in chance.choices(stock, cum_weights=weights, k=length)]
        for length in lengths
    ]
