"""Which segments are merged, and that merging loses and invents nothing."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from articles.search import writing
from articles.search.entry import Entry
from articles.search.merging import to_compact, to_merge
from articles.search.snapshot import Snapshot

POLICY = [
    ("none", [], 100, []),
    ("a few small ones stay", [(1, 0)] * 7, 100, []),
    ("eight small ones become one", [(1, 0)] * 8, 100, [list(range(8))]),
    ("a large one beside them stays", [(50_000, 0), *[(1, 0)] * 8], 100, [list(range(1, 9))]),
    ("not more than may be rewritten", [(60, 0)] * 8, 100, []),
    ("of one tier", [(600, 0)] * 8, 5_000, [list(range(8))]),
    ("of different tiers", [(60, 0), (600, 0), (5_000, 0)] * 3, 10**9, []),
    ("half deleted: rewritten by itself", [(1_000, 500)], 2_000, [[0]]),
    ("a tenth deleted: left", [(1_000, 100)], 2_000, []),
    ("half deleted, but too large", [(100_000, 50_000)], 2_000, []),
    ("nothing may be rewritten", [(1, 0)] * 20, 0, []),
]


@pytest.mark.parametrize(("sizes", "up_to", "groups"), [row[1:] for row in POLICY], ids=[row[0] for row in POLICY])
def test_segments_are_merged(sizes: list[tuple[int, int]], up_to: int, groups: list[list[int]]) -> None:
    assert to_merge(sizes, up_to) == groups


COMPACT = [
    ("none", [], 100, []),
    ("one", [5], 100, []),
    ("all", [5, 6, 7], 100, [[0, 1, 2]]),
    ("no more than fit", [40, 50, 60], 100, [[0, 1]]),
    ("the small ones", [100, 3, 90, 4], 100, [[1, 3, 2]]),
    ("none fits with another", [60, 70, 80], 100, []),
    ("several groups", [50, 50, 60, 30, 20, 40], 100, [[4, 3, 5], [0, 1]]),
]


@pytest.mark.parametrize(("living", "largest", "groups"), [r[1:] for r in COMPACT], ids=[r[0] for r in COMPACT])
def test_segments_are_compacted(living: list[int], largest: int, groups: list[list[int]]) -> None:
    assert to_compact(living, largest) == groups


def test_a_compacted_index_has_the_same_articles(tmp_path: Path) -> None:
    writing.create_index(tmp_path / "index")
    for first in range(1, 60, 10):
        writing.apply_batch(tmp_path / "index", [], [make_entry(k) for k in range(first, first + 10)], merge_up_to=0)
    writing.apply_batch(tmp_path / "index", [15, 25], [make_entry(15, "جديد")], merge_up_to=0)
    before = Snapshot(tmp_path / "index").keys()
    writing.compact(tmp_path / "index", largest=40)
    after = Snapshot(tmp_path / "index")
    assert len(after.segments) == 2
    assert after.keys() == before


def make_entry(key: int, body: str = "حلب") -> Entry:
    return Entry(key, 735_000 + key, "عنوان", f"{body} {key}", {"source": ("1",), "year": ("2014",)})


def test_many_small_commits_leave_few_segments_and_every_article_once(tmp_path: Path) -> None:
    writing.create_index(tmp_path / "index")
    for key in range(1, 101):
        writing.apply_batch(tmp_path / "index", [key], [make_entry(key)])
    snapshot = Snapshot(tmp_path / "index")
    assert len(snapshot.segments) < 16
    assert snapshot.count == 100
    assert snapshot.keys() == {key: make_entry(key).digest for key in range(1, 101)}


def test_an_article_replaced_again_and_again_is_there_once_as_it_was_last(tmp_path: Path) -> None:
    writing.create_index(tmp_path / "index")
    writing.apply_batch(tmp_path / "index", [], [make_entry(key) for key in range(1, 10)])
    for number in range(30):
        writing.apply_batch(tmp_path / "index", [5], [make_entry(5, f"مرة {number}")])
    snapshot = Snapshot(tmp_path / "index")
    assert snapshot.count == 9
    assert snapshot.keys()[5] == make_entry(5, "مرة 29").digest


def test_a_segment_without_living_documents_goes(tmp_path: Path) -> None:
    writing.create_index(tmp_path / "index")
    writing.apply_batch(tmp_path / "index", [], [make_entry(1)])
    writing.apply_batch(tmp_path / "index", [1], [])
    assert Snapshot(tmp_path / "index").segments == []


def test_open_segments_are_taken_over_by_the_next_snapshot(tmp_path: Path) -> None:
    writing.create_index(tmp_path / "index")
    writing.apply_batch(tmp_path / "index", [], [make_entry(key) for key in (1, 2)])
    before = Snapshot(tmp_path / "index")
    writing.apply_batch(tmp_path / "index", [2], [make_entry(2, "جديد")])
    after = Snapshot(tmp_path / "index", before.by_name)
    assert after.segments[0] is before.segments[0]
    assert (before.count, after.count) == (2, 2)
    assert before.live[0] is None
    assert after.live[0] is not None


class TestMergingBesideWriting:
    """What others commit while segments are merged apart is neither lost nor undone."""

    @staticmethod
    def eight_segments(folder: Path) -> None:
        writing.create_index(folder)
        for key in range(1, 17, 2):
            writing.apply_batch(folder, [], [make_entry(key), make_entry(key + 1)], merge_up_to=0)

    def test_nothing_else_is_written(self, tmp_path: Path) -> None:
        self.eight_segments(tmp_path / "index")
        assert writing.merge_beside(tmp_path / "index", 100, nullcontext())
        assert not writing.merge_beside(tmp_path / "index", 100, nullcontext())
        snapshot = Snapshot(tmp_path / "index")
        assert len(snapshot.segments) == 1
        assert snapshot.keys() == {key: make_entry(key).digest for key in range(1, 17)}

    def test_articles_are_replaced_deleted_and_added(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        self.eight_segments(folder)

        @contextmanager
        def after_others() -> Iterator[None]:
            writing.apply_batch(folder, [3, 5], [make_entry(3, "جديد")], merge_up_to=0)
            writing.apply_batch(folder, [], [make_entry(17)], merge_up_to=0)
            yield

        assert writing.merge_beside(folder, 100, after_others())
        snapshot = Snapshot(folder)
        kept = {key: make_entry(key).digest for key in range(1, 18) if key != 5}
        assert snapshot.keys() == kept | {3: make_entry(3, "جديد").digest}
        assert snapshot.count == 16

    def test_the_segments_have_been_merged_by_another(self, tmp_path: Path) -> None:
        folder = tmp_path / "index"
        self.eight_segments(folder)

        @contextmanager
        def after_another() -> Iterator[None]:
            writing.compact(folder)
            yield

        assert not writing.merge_beside(folder, 100, after_another())
        assert Snapshot(folder).keys() == {key: make_entry(key).digest for key in range(1, 17)}

    def test_what_a_killed_process_left_goes(self, tmp_path: Path) -> None:
        self.eight_segments(tmp_path / "index")
        (tmp_path / "index" / "merging-x").mkdir()
        (tmp_path / "index" / "merging-x" / "MAIN_x.arrays").touch()
        writing.remove_broken_off(tmp_path / "index")
        assert not list((tmp_path / "index").glob("merging-*"))
