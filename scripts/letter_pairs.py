"""How often one Arabic letter follows another, from a dump of articles: the table of articles/ingest/letter_pairs.py.

    python scripts/letter_pairs.py articles.jsonl

Every second article is counted, so that the others can tell how well the table does.
"""

import json
import math
import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

LETTERS = " " + "".join(map(chr, [*range(0x0621, 0x063B), *range(0x0641, 0x064B)]))
LEAST = -12.0  # the logarithm to base 2 that the digit 0 stands for
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def main(path: Path) -> None:
    pairs: Counter[tuple[str, str]] = Counter()
    with path.open(encoding="utf-8") as lines:
        for line in islice(lines, 0, None, 2):
            article = json.loads(line)
            text = "".join(char if char in LETTERS else " " for char in f"{article['title']} {article['text']}")
            pairs.update(pairwise(" ".join(text.split())))
    for one in LETTERS:
        total = sum(pairs[one, other] for other in LETTERS) + len(LETTERS)
        shares = (math.log2((pairs[one, other] + 1) / total) for other in LETTERS)
        print("".join(DIGITS[round(35 * (1 - max(share, LEAST) / LEAST))] for share in shares))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
