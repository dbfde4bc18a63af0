"""Makes the lists the recogniser reads (articles/tagging/data/): words in people's names, and clusters of words.

    PYTHONHASHSEED=0 python scripts/build_recogniser_lists.py --names NAMES.tsv.gz TEXT.gz…

Needs gensim and scikit-learn, which the archive itself does not. NAMES has lines of `latin TAB letters of the Arabic
spelling with spaces between TAB uses`. TEXT is what scripts/build_lexicon.py reads. Of the texts nothing is kept but
which words stand among the same neighbours: word2vec (skip-gram, two words to each side), then k-means.
"""

import argparse
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from gensim.models import Word2Vec
from sklearn.cluster import MiniBatchKMeans

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from articles.arabic.normalize import fold_word
from articles.arabic.tokens import folded_words
from scripts.build_lexicon import texts

OUTPUT = Path(__file__).resolve().parent.parent / "articles" / "tagging" / "data"
SIZES = (64, 256, 1024)  # clusters, coarse to fine
LEAST_USES = 3
SEED = 1
BEGINNING = 300  # characters by which an article met twice is known


def name_tokens(path: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            _latin, letters, uses = line.rstrip("\n").split("\t")
            counts[fold_word(letters.replace(" ", ""))] += int(uses)
    return counts


def sentences(paths: Iterable[Path]) -> Iterator[list[str]]:
    """The folded words of each line of the texts, digits as 0; no text twice."""
    seen = set()
    for path in paths:
        for text in texts(path):
            beginning = text.strip().split("\n", 1)[-1][:BEGINNING]
            if beginning in seen:
                continue
            seen.add(beginning)
            for line in text.split("\n"):
                if words := [re.sub(r"\d", "0", word) for word in folded_words(line)]:
                    yield words


def clusters(lines: list[list[str]]) -> dict[str, list[str]]:
    """Word -> the names of its clusters: `c0=17` is number 17 of the coarsest."""
    vectors = Word2Vec(
        lines, vector_size=100, window=2, min_count=LEAST_USES, sg=1, negative=10, epochs=8, workers=1, seed=SEED,
        sample=1e-4,
    ).wv  # fmt: skip
    normed = vectors.get_normed_vectors().astype(np.float32)
    found: dict[str, list[str]] = {word: [] for word in vectors.index_to_key}
    for depth, size in enumerate(SIZES):
        means = MiniBatchKMeans(size, random_state=SEED, batch_size=4096, n_init=2, max_iter=60).fit(normed)
        for word, label in zip(vectors.index_to_key, means.labels_, strict=True):
            found[word].append(f"c{depth}={label}")
    return found


def write(name: str, rows: Iterable[Iterable[object]]) -> None:
    lines = sorted("\t".join(map(str, row)) for row in rows)
    with (OUTPUT / name).open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write("".join(f"{line}\n" for line in lines).encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("texts", nargs="+", type=Path)
    arguments = parser.parse_args()
    write("name_tokens.tsv.gz", name_tokens(arguments.names).items())
    write("clusters.tsv.gz", ([word, *labels] for word, labels in clusters(list(sentences(arguments.texts))).items()))


if __name__ == "__main__":
    main()
