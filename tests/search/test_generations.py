"""Generations: what is read is always whole, and only what nobody can need goes."""

import stat
from pathlib import Path

import pytest

from articles.search import durable
from articles.search.generations import INDEXER_LOCK, PLAN, Generations
from articles.search.locks import FileLock

FINGERPRINT = "0123456789abcdef"


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index", FINGERPRINT)


def completed(generations: Generations) -> Path:
    generation = generations.begin()
    (generation / PLAN).touch()
    generations.switch_to(generation)
    return generation


def names(generations: Generations) -> list[str]:
    return sorted(path.name for path in generations.folder.iterdir() if path.is_dir())


def test_at_first_there_is_none(generations: Generations) -> None:
    assert generations.current() is None
    assert generations.unfinished() is None


def test_the_one_switched_to_is_read_and_one_before_it_is_kept(generations: Generations) -> None:
    made = [completed(generations) for _ in range(4)]
    assert generations.current() == made[-1]
    assert names(generations) == ["gen-3", "gen-4"]


def test_one_being_built_is_not_read(generations: Generations) -> None:
    current = completed(generations)
    building = generations.begin()
    (building / PLAN).touch()
    assert (generations.current(), generations.unfinished()) == (current, building)


def test_one_without_a_plan_was_never_begun_and_goes(generations: Generations) -> None:
    completed(generations)
    generations.begin()
    assert generations.unfinished() is None
    assert generations.begin().name == "gen-3"
    assert names(generations) == ["gen-1", "gen-3"]


def test_a_crash_between_the_switch_and_the_cleaning_up_leaves_nothing_unfinished(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    completed(generations)
    building = generations.begin()
    (building / PLAN).touch()
    durable.write_whole(generations.folder / "current", building.name.encode())
    assert (generations.current(), generations.unfinished()) == (building, None)


@pytest.mark.parametrize("content", [b"", b"gen-0", b"gen-9", b"../../etc", b"gen-1/..", b"\xff\xfe", b"gen-1 gen-1"])
def test_a_pointer_that_leads_nowhere_counts_as_none(content: bytes, generations: Generations) -> None:
    completed(generations)
    (generations.folder / "current").write_bytes(content)
    assert generations.current() is None


def test_folders_are_their_owners_alone(generations: Generations) -> None:
    generation = completed(generations)
    for folder in (generations.root, generations.folder, generation):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_indexes_of_another_make_go_once_this_one_is_complete(generations: Generations) -> None:
    other, busy = Generations(generations.root, "a" * 16), Generations(generations.root, "b" * 16)
    foreign = generations.root / "notes"
    for folder in (other.folder / "gen-1", busy.folder / "gen-1", foreign):
        folder.mkdir(parents=True)
    lock = FileLock(busy.folder / INDEXER_LOCK)
    assert lock.acquire()
    generations.begin()
    assert other.folder.exists()
    completed(generations)
    lock.release()
    assert not other.folder.exists()
    assert busy.folder.exists(), "another process was writing it"
    assert foreign.exists(), "it is no index"


def test_one_whose_removal_was_broken_off_is_not_gone_on_with(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    completed(generations)
    begun = generations.begin()
    for name in (PLAN, "chunk-1.json", "MAIN_x.arrays"):
        (begun / name).touch()
    assert generations.unfinished() == begun

    def killed(path: Path) -> None:
        (path / "MAIN_x.arrays").unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            generations.begin()
    assert generations.unfinished() is None
    assert names(generations) == ["gen-1", "gen-2"]
    generations.begin()
    assert names(generations) == ["gen-1", "gen-3"]
