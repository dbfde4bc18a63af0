"""Counts how Arabic writes Latin names into articles/arabic/data/renderings.tsv (see articles/arabic/rendering.py).

    python scripts/build_renderings.py NAMES.tsv.gz             # learn from all pairs, and write the file
    python scripts/build_renderings.py NAMES.tsv.gz --measure   # learn from one half, and measure keys on the other

NAMES has a pair of spellings a line: `Latin word TAB Arabic word TAB count`, the Arabic letters with or without
spaces between them. The file shipped is learnt from the 64,973 pairs of Wikidata names (CC0) that stand in
github.com/steveash/NETransliteration-COLING2018. The pieces are found by expectation maximisation over all ways to cut
a pair.
"""

import gzip
import hashlib
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from articles.arabic.normalize import fold_word
from articles.arabic.rendering import Renderings
from articles.arabic.translit import latin_letters, word_keys

OUTPUT = Path(__file__).resolve().parent.parent / "articles" / "arabic" / "data" / "renderings.tsv"
HEADER = "# Learnt by scripts/build_renderings.py from NETransliteration-COLING2018 (Wikidata, CC0).\n"
ROUNDS = (8_000, 8_000, None, None, None)  # how many pairs each round of learning reads; None for all
LONGEST = {"latin": 3, "arabic": 2}  # letters of a piece
MAX_LATIN, MAX_ARABIC = 14, 12  # letters of the words that are learnt from
MAX_WEIGHT = 100  # a pair seen oftener counts no more; pairs count by the square root
DISCOUNT = 0.5  # taken off each count between rounds, so that rare long pieces do not win
MIN_COUNT = 2.0
# What names from Arabic need, of which the pairs have few: letters that English has none of its own for.
_ARABIC_LETTERS = """a ع i ع o ع u ع h حخ kh خ gh غق q قك k قخ g قجغك
d ضذ dd ذض dh ذضظ z ظضذ s صث ss ص t طث tt ط th ثذ"""
ARABIC_LETTERS = dict(zip(_ARABIC_LETTERS.split()[::2], _ARABIC_LETTERS.split()[1::2], strict=True))
ARABIC_LETTER_COUNT = 60.0
INITIAL_COUNT = 40.0  # of the same letters at the beginning of a word


class Pair(NamedTuple):
    latin: str
    arabic: str
    weight: float


class Cut(NamedTuple):
    """Two pieces, from one place in both words to another."""

    start: tuple[int, int]
    end: tuple[int, int]
    latin: str
    arabic: str
    share: float


Counts = Mapping[tuple[str, str], float]


def read_pairs(path: Path) -> dict[tuple[str, str], int]:
    pairs: Counter[tuple[str, str]] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            latin, arabic, count = line.rstrip("\n").split("\t")
            words = (latin_letters(fold_word(latin)), fold_word(arabic.replace(" ", "")))
            if all(words) and words[1].isalpha():
                pairs[words] += int(count)
    return pairs


def is_of_first_half(latin: str) -> bool:
    return hashlib.sha256(latin.encode()).digest()[0] % 2 == 1


def learn(pairs: Mapping[tuple[str, str], int]) -> Counts:
    taught = [
        Pair(f"^{latin}$", f"^{arabic}$", math.sqrt(min(count, MAX_WEIGHT)))
        for (latin, arabic), count in sorted(pairs.items())
        if len(latin) <= MAX_LATIN and len(arabic) <= min(MAX_ARABIC, 2 * len(latin))
    ]
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    shares: Counts | None = None
    counts: Counter[tuple[str, str]] = Counter()
    for size in ROUNDS:
        counts = Counter()
        for pair in draw.sample(taught, min(size, len(taught))) if size else taught:
            count_cuts(pair, shares, counts)
        kept = {pieces: count - DISCOUNT for pieces, count in counts.items() if count > 2 * DISCOUNT}
        total = sum(kept.values())
        shares = {pieces: count / total for pieces, count in kept.items()}
    for latin, letters in ARABIC_LETTERS.items():
        for letter in letters:
            counts[latin, letter] += ARABIC_LETTER_COUNT
            counts[f"^{latin}", f"^{letter}"] += INITIAL_COUNT
    return {pieces: round(count, 1) for pieces, count in counts.items() if count >= MIN_COUNT}


def count_cuts(pair: Pair, shares: Counts | None, counts: Counter[tuple[str, str]]) -> None:
    """Adds the expected uses of each pair of pieces: forward and backward over all ways to cut."""
    forward: dict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
    cuts = []
    for cut in cuts_of(pair, shares):
        if forward[cut.start]:
            forward[cut.end] += forward[cut.start] * cut.share
            cuts.append(cut)
    whole = (len(pair.latin), len(pair.arabic))
    if not forward[whole]:
        return
    backward: dict[tuple[int, int], float] = defaultdict(float, {whole: 1.0})
    for cut in reversed(cuts):
        backward[cut.start] += backward[cut.end] * cut.share
    for cut in cuts:
        used = forward[cut.start] * cut.share * backward[cut.end] / forward[whole]
        counts[cut.latin, cut.arabic] += pair.weight * used


def cuts_of(pair: Pair, shares: Counts | None) -> Iterator[Cut]:
    """All cuts, in the order of their starts."""
    for i in range(len(pair.latin) + 1):
        for j in range(len(pair.arabic) + 1):
            for latin, arabic in pieces_at(pair, i, j):
                share = first_share(latin, arabic) if shares is None else shares.get((latin, arabic), 0.0)
                if share > 1e-12:
                    yield Cut((i, j), (i + len(latin), j + len(arabic)), latin, arabic, share)


def pieces_at(pair: Pair, i: int, j: int) -> Iterator[tuple[str, str]]:
    """The pieces that begin here. Beginnings go with beginnings, ends with ends; only Arabic adds letters."""
    for latin in prefixes(pair.latin[i:], LONGEST["latin"]):
        for arabic in prefixes(pair.arabic[j:], LONGEST["arabic"]):
            has_both = latin.startswith("^") == arabic.startswith("^") and latin.endswith("$") == arabic.endswith("$")
            if has_both and (latin or len(arabic) == 1):
                yield latin, arabic


def prefixes(text: str, longest: int) -> Iterator[str]:
    """The beginnings of a text with so many letters at most, not counting the signs of beginning and end."""
    for length in range(min(len(text), longest + 2) + 1):
        if len(text[:length].strip("^$")) <= longest:
            yield text[:length]


def first_share(latin: str, arabic: str) -> float:
    """Before anything is learnt: short pieces of the same length."""
    apart = abs(len(latin) - len(arabic)) + max(0, len(latin) - 2) + max(0, len(arabic) - 1)
    return 1e-3 * 0.2**apart


def measure(pairs: Mapping[tuple[str, str], int]) -> None:
    """Prints how well the second half's names find their spellings among all Arabic ones."""
    renderings = Renderings(learn({pair: count for pair, count in pairs.items() if is_of_first_half(pair[0])}))
    sharing: dict[str, set[str]] = defaultdict(set)
    for arabic in {arabic for _, arabic in pairs}:
        for key in word_keys(arabic):
            sharing[key].add(arabic)
    held = {pair: count for pair, count in pairs.items() if not is_of_first_half(pair[0])}
    print_meeting(held, sharing)
    spellings: dict[str, set[str]] = defaultdict(set)
    for latin, arabic in held:
        spellings[latin].add(arabic)
    seen_twice = [latin for latin, of in spellings.items() if sum(held[latin, arabic] for arabic in of) > 1]
    print_ranking(seen_twice, spellings, sharing, renderings)


def print_meeting(held: Mapping[tuple[str, str], int], sharing: Mapping[str, set[str]]) -> None:
    met = {pair: not set(word_keys(pair[0])).isdisjoint(word_keys(pair[1])) for pair in held}
    uses = sum(count for pair, count in held.items() if met[pair]) / sum(held.values())
    partners = sorted(len(partners_of(latin, sharing)) for latin, _ in held)
    print(f"{len(held)} pairs: {sum(met.values()) / len(held):.3f} meet, {uses:.3f} of their uses;")
    print(f"a name has {sum(partners) / len(partners):.1f} partners, the median is {partners[len(partners) // 2]}")


def partners_of(latin: str, sharing: Mapping[str, set[str]]) -> set[str]:
    return set().union(*(sharing.get(key, set()) for key in word_keys(latin)))


def print_ranking(
    names: Sequence[str], spellings: Mapping[str, set[str]], sharing: Mapping[str, set[str]], model: Renderings
) -> None:
    ranked = {}
    for latin in names:
        rated = [(model.likeness(latin, arabic), arabic) for arabic in partners_of(latin, sharing)]
        ranked[latin] = sorted(rated, reverse=True)[:8]
    first = sum(bool(of) and of[0][1] in spellings[latin] for latin, of in ranked.items())
    among = sum(any(arabic in spellings[latin] for _, arabic in of) for latin, of in ranked.items())
    print(f"{len(names)} names seen twice: {first / len(names):.3f} right at the first, {among / len(names):.3f} of 8")
    for least in (0.1, 0.03, 0.01, 0.003, 0.001, 0.0003):
        taken = [(latin, arabic) for latin, of in ranked.items() for rate, arabic in of if rate >= least]
        right = [latin for latin, arabic in taken if arabic in spellings[latin]]
        shares = len(set(right)) / len(names), len(taken) / len(names), len(right) / (len(taken) or 1)
        print("likeness {}: {:.3f} found, {:.2f} taken a name, {:.3f} of them right".format(least, *shares))


def main() -> None:
    pairs = read_pairs(Path(sys.argv[1]))
    if "--measure" in sys.argv:
        measure(pairs)
        return
    rows = sorted(learn(pairs).items(), key=lambda row: (-row[1], row[0]))
    lines = "".join(f"{latin}\t{arabic}\t{count:g}\n" for (latin, arabic), count in rows)
    OUTPUT.write_text(HEADER + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
