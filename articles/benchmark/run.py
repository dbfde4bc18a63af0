"""The whole measurement: make what is missing, ask everyone, put the figures together."""

import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from articles.benchmark import machine
from articles.benchmark.engines import BUILDS_VERSION, OURS, STOCK, STOCK_ARTICLES
from articles.benchmark.folder import BenchFolder, CorpusParameters, UnfitFolderError, digest
from articles.benchmark.processes import StepError, run_step
from articles.benchmark.requests import PageKind
from articles.benchmark.rounds import Measured, measure, own_command
from articles.benchmark.summary import HITS_COLUMN, summarise
from articles.benchmark.texts import article_files
from articles.search.schema import fingerprint as index_fingerprint

Say = Callable[[str], object]


@dataclass(frozen=True)
class Plan:
    """What to measure. `own` are the lines of the archive itself, `peers` the other engines."""

    folder: BenchFolder
    parameters: CorpusParameters
    peers: tuple[str, ...]
    own: tuple[str, ...]
    queries: int
    rounds: int
    seconds_a_kind: float
    is_reused: bool
    is_index_new: bool
    with_saves: bool

    @property
    def options(self) -> tuple[str, ...]:
        return "--queries", str(self.queries), "--seconds-a-kind", str(self.seconds_a_kind)


def run(plan: Plan, say: Say) -> dict[str, Any]:
    """Everything, in the shape of the JSON file."""
    _prepare(plan, say)
    indexing = {OURS: _index(plan, say)} | {peer: _build(plan, peer, say) for peer in plan.peers}
    say("measuring pages …")
    measured = measure(plan.folder, (OURS, *plan.peers, *plan.own), plan.rounds, *plan.options)
    require_all_articles(measured[OURS], plan.parameters.articles)
    if plan.with_saves:
        say("measuring single saves …")
        _step(plan, "saves")
    saves = plan.folder.step("saves")
    return {
        "articles": plan.parameters.articles,
        "corpus": "real sentences" if plan.parameters.corpus else "coined words",
        "machine": machine.describe(),
        "rounds": plan.rounds,
        "indexing": indexing,
        "saves": {key: value for key, value in saves.items() if key != "fingerprint"},
        **summarise(measured),
    }


def _prepare(plan: Plan, say: Say) -> None:
    """The rows, the analysed texts and the queries."""
    _clear_unless_it_fits(plan)
    plan.folder.write_parameters(plan.parameters)
    say(f"articles in {plan.folder.path} …")
    _step(plan, "corpus")
    say("choosing queries …")
    _step(plan, "queries")


def require_all_articles(ours: Measured, articles: int) -> None:
    """An index that lacks articles answers fast: raises StepError rather than measure that."""
    for page in ours.pages[PageKind.MATCH_ALL][0]:
        if page and page[HITS_COLUMN] != articles:
            raise StepError(f"The archive's index has {page[HITS_COLUMN]:,.0f} of {articles:,} articles.")


def _clear_unless_it_fits(plan: Plan) -> None:
    """Remove what another corpus or a broken-off run has left; raises UnfitFolderError for a folder of others."""
    folder = plan.folder
    if not folder.path.exists() or not any(folder.path.iterdir()):
        return
    if not folder.is_marked:
        raise UnfitFolderError(f"{folder.path} holds other things than measurements: give another folder.")
    if not plan.is_reused or folder.step("corpus").get("fingerprint") != plan.parameters.fingerprint():
        shutil.rmtree(folder.path)


def _step(plan: Plan, name: str) -> dict[str, float]:
    return asdict(run_step(own_command("--step", name, *plan.options), plan.folder.environment()))


def _index(plan: Plan, say: Say) -> dict[str, Any]:
    """Have the archive's own command make its index, where it is missing or of another make."""
    folder, wanted = plan.folder, digest(plan.folder.step("words")["fingerprint"], index_fingerprint())
    if plan.is_index_new or folder.step("index").get("fingerprint") != wanted or not (folder.path / "index").exists():
        say("indexing …")
        shutil.rmtree(folder.path / "index", ignore_errors=True)
        command = [*own_command()[:-1], "index", "--rebuild"]
        _note_build(folder, "index", wanted, asdict(run_step(command, folder.environment())), plan)
    return folder.step("index")


def _build(plan: Plan, peer: str, say: Say) -> dict[str, Any]:
    folder, wanted = (
        plan.folder,
        digest(plan.folder.step("words")["fingerprint"], machine.version_of(peer), BUILDS_VERSION),
    )
    if folder.step(peer).get("fingerprint") != wanted:
        say(f"indexing with {peer} …")
        _note_build(folder, peer, wanted, _step(plan, f"build:{peer}"), plan)
    return folder.step(peer)


def _note_build(folder: BenchFolder, name: str, fingerprint: str, cost: dict[str, float], plan: Plan) -> None:
    articles = min(plan.parameters.articles, STOCK_ARTICLES) if name == STOCK else plan.parameters.articles
    rates = {
        "articles_per_cpu_s": round(articles / cost["cpu_s"], 1),
        "articles_per_s": round(articles / cost["wall_s"], 1),
    }
    folder.note(name, fingerprint, **{key: round(value, 2) for key, value in cost.items()}, **rates)


def default_corpus(base: Path) -> str:
    """The folder of real articles beside the project, "" where there is none."""
    folder = base.parent / "shared" / "data" / "articles"
    return str(folder) if article_files(folder) else ""
