"""Where a measured archive lies, and what is known of the steps that made it.

<data>/bench/100000/archive.sqlite3   its rows          peers/tantivy/   another engine's index
                    index/            its index         words.sqlite3    the analysed texts
                    steps/corpus.json what a step was made of, and what it cost
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from articles.benchmark.texts import article_files

CORPUS_VERSION = 1  # raise it whenever the same parameters would give other rows


@dataclass(frozen=True)
class CorpusParameters:
    """All that the rows depend on; `corpus` is a file or folder of real articles, "" for coined words."""

    articles: int
    seed: int
    corpus: str

    def fingerprint(self) -> str:
        files = article_files(Path(self.corpus)) if self.corpus else []
        sizes = [(file.name, file.stat().st_size) for file in files]
        return digest(CORPUS_VERSION, self.articles, self.seed, sizes)


class UnfitFolderError(RuntimeError):
    """The folder holds something that was not made for measuring, or not by this code."""


def digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class BenchFolder:
    path: Path

    @property
    def database(self) -> Path:
        return self.path / "archive.sqlite3"

    @property
    def words(self) -> Path:
        return self.path / "words.sqlite3"

    @property
    def queries(self) -> Path:
        return self.path / "queries.json"

    def peer(self, name: str) -> Path:
        return self.path / "peers" / name

    def environment(self) -> dict[str, str]:
        """The environment in which the archive's own commands work on this archive and on no other."""
        return {**os.environ, "NEWSARCHIVE_DATA": str(self.path), "NEWSARCHIVE_DATABASE": ""}

    @property
    def is_marked(self) -> bool:
        """Whether the folder was made for measuring, so that it may be emptied."""
        return self._parameters_file.exists()

    def parameters(self) -> CorpusParameters:
        return CorpusParameters(**json.loads(self._parameters_file.read_text(encoding="utf-8")))

    def write_parameters(self, parameters: CorpusParameters) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._parameters_file.write_text(json.dumps(asdict(parameters)), encoding="utf-8")

    def step(self, name: str) -> dict[str, Any]:
        """What was noted of a step, {} when it has not been done."""
        try:
            noted: dict[str, Any] = json.loads(self._step_file(name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return noted

    def note(self, name: str, fingerprint: str, **measured: object) -> None:
        file = self._step_file(name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"fingerprint": fingerprint, **measured}), encoding="utf-8")

    def forget(self, name: str) -> None:
        self._step_file(name).unlink(missing_ok=True)

    @property
    def _parameters_file(self) -> Path:
        return self.path / "parameters.json"

    def _step_file(self, name: str) -> Path:
        return self.path / "steps" / f"{name}.json"


def bytes_of(path: Path) -> int:
    """Bytes of a file or of all files below a folder; 0 when there is none."""
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
