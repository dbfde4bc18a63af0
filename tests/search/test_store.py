"""The index on disk: what a commit leaves behind, and what it does not."""

import json
from pathlib import Path

import pytest

from articles.search import commits, journal, writing
from articles.search.commits import DamagedIndexError
from articles.search.entry import Entry
from articles.search.generations import PLAN
from articles.search.store import JOURNAL, IndexStore, NotFilledError


def entry(key: int, body: str = "نص") -> Entry:
    return Entry(key, 0, "عنوان", body, {"source": ("unknown",), "year": ("unknown",)})


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    store = IndexStore(tmp_path / "index")
    generation = store.generations.begin()
    writing.create_index(generation)
    store.generations.switch_to(generation)
    return store


def digests(store: IndexStore) -> dict[int, int | None]:
    return writing.digests_of(store.current_folder())


def test_entries_take_the_place_of_those_with_their_keys(store: IndexStore) -> None:
    store.replace([1, 2, 3], [entry(1), entry(2), entry(3)])
    store.replace([2, 3], [entry(2, "آخر")])
    assert digests(store) == {1: entry(1).digest, 2: entry(2, "آخر").digest}


def test_entries_that_are_there_already_are_not_written_again(store: IndexStore) -> None:
    store.replace([1, 2], [entry(1), entry(2)])
    before = commits.latest(store.current_folder())
    store.refresh([1, 2], [entry(1), entry(2)])
    assert commits.latest(store.current_folder()) == before
    store.refresh([1, 2, 3], [entry(1), entry(2, "آخر"), entry(3)])
    assert digests(store) == {1: entry(1).digest, 2: entry(2, "آخر").digest, 3: entry(3).digest}
    store.refresh([1, 3], [entry(3)])
    assert set(digests(store)) == {2, 3}


def test_an_entry_that_is_there_twice_is_written_once(store: IndexStore) -> None:
    folder = store.current_folder()
    for _ in range(2):
        segment = writing.build_segment(folder, [entry(1), entry(2)])
        assert segment
        writing.commit_segments(folder, [segment])
    assert digests(store) == {1: None, 2: None}
    store.refresh([1, 2], [entry(1), entry(2)])
    assert digests(store) == {1: entry(1).digest, 2: entry(2).digest}


def test_several_groups_of_segments_are_merged_in_one_commit(
    store: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in range(6):
        store.replace([key], [entry(key)])
    monkeypatch.setattr(writing, "to_merge", lambda *_: [[1, 2], [0, 5], [4]])
    store.replace([6, 2], [entry(6)])
    assert digests(store) == {key: entry(key).digest for key in (0, 1, 3, 4, 5, 6)}
    assert commits.damaged_files(store.current_folder()) == []


def test_nothing_is_written_to_an_index_that_was_never_filled(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    assert not store.is_filled
    assert digests(store) == {}
    with pytest.raises(NotFilledError, match=r"manage\.py index"):
        store.replace([1], [entry(1)])


def test_what_is_indexed_during_a_build_is_noted_for_it(store: IndexStore) -> None:
    store.replace([1], [entry(1)])
    building = store.generations.begin()
    (building / PLAN).touch()
    store.refresh([1, 2], [entry(1)])
    store.replace([7], [])
    assert journal.read(building / JOURNAL) == [1, 2, 7]


def test_a_note_that_was_cut_off_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal.append(path, [1, 2])
    with path.open("ab") as file:
        file.write(b"\1\2\3")
    assert journal.read(path) == [1, 2]
    journal.append(path, [3])
    assert journal.read(path) == [1, 2, 3]
    assert journal.read(path, after=2) == [3]


def test_a_commit_has_a_checksum_of_each_of_its_files(store: IndexStore) -> None:
    for key in range(12):
        store.replace([key], [entry(key)])
    folder = store.current_folder()
    manifest = json.loads((folder / f"manifest-{commits.latest(folder)}.json").read_text())
    others = {"manifest-12.json", "MAIN_WRITELOCK"}
    assert {path.name for path in folder.iterdir() if path.is_file()} - others == set(manifest)
    assert commits.damaged_files(folder) == []


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_one_flipped_bit_in_any_file_is_found(store: IndexStore) -> None:
    store.replace([1, 2], [entry(1), entry(2)])
    folder = store.current_folder()
    files = [path for path in folder.iterdir() if path.name.startswith(("MAIN_", "_MAIN")) and path.stat().st_size]
    assert len(files) > 3
    for path in files:
        flip(path)
        assert commits.damaged_files(folder) == [path.name]
        flip(path)
    assert commits.damaged_files(folder) == []


def test_a_missing_file_or_manifest_is_found(store: IndexStore) -> None:
    store.replace([1], [entry(1)])
    folder = store.current_folder()
    arrays = next(folder.glob("*.arrays"))
    arrays.unlink()
    assert commits.damaged_files(folder) == [arrays.name]
    (folder / "manifest-1.json").unlink()
    assert commits.damaged_files(folder) == ["manifest-1.json"]


def test_a_damaged_index_is_blamed_for_what_fails(store: IndexStore) -> None:
    store.replace([1], [entry(1)])
    next(store.current_folder().glob("*.arrays")).write_bytes(b"\0" * 64)
    with pytest.raises(DamagedIndexError, match="check_archive --repair"):
        store.refresh([1], [entry(1)])
