"""Arrays come back as they were written; a damaged file is refused by name."""

from pathlib import Path

import numpy as np
import pytest

from articles.search.arrayfile import Array, ArrayWriter, DamagedFileError, map_arrays

ARRAYS: dict[str, Array] = {
    "bytes": np.array([1, 2, 255], dtype=np.uint8),
    "numbers": np.array([-(2**62), 0, 2**62], dtype=np.int64),
    "a matrix": np.arange(6, dtype=np.uint16).reshape(3, 2),
    "empty": np.zeros(0, dtype=np.int32),
    "no rows": np.zeros((0, 4), dtype=np.uint16),
    "big-endian": np.array([1, 2], dtype=">i4"),
}


def write_arrays(path: Path, arrays: dict[str, Array]) -> None:
    with ArrayWriter(path) as writer:
        for name, array in arrays.items():
            writer.add({name: array})


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_comes_back(name: str, tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", ARRAYS)
    mapped = map_arrays(tmp_path / "file")
    assert mapped.keys() == ARRAYS.keys()
    assert mapped[name].shape == ARRAYS[name].shape
    assert np.array_equal(mapped[name], ARRAYS[name])


def test_mapped_arrays_cannot_be_written_to(tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", ARRAYS)
    with pytest.raises(ValueError, match="read-only"):
        map_arrays(tmp_path / "file")["bytes"][0] = 9


def test_mapped_arrays_outlive_their_file(tmp_path: Path) -> None:
    write_arrays(tmp_path / "file", ARRAYS)
    mapped: dict[str, Array] = map_arrays(tmp_path / "file")
    (tmp_path / "file").unlink()
    assert mapped["bytes"].tolist() == [1, 2, 255]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:-1], id="cut by a byte"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut in half"),
        pytest.param(lambda data: b"x" + data[1:], id="of another kind"),
        pytest.param(lambda data: data[:-8] + b"\xff" * 8, id="a length out of bounds"),
        pytest.param(lambda data: data[:-30] + b"?" * 22 + data[-8:], id="a damaged directory"),
        pytest.param(lambda data: b"short", id="too short"),
    ],
)
def test_a_damaged_file_is_refused_by_name(damage: "object", tmp_path: Path) -> None:
    path = tmp_path / "MAIN_x.arrays"
    write_arrays(path, ARRAYS)
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(DamagedFileError, match=r"MAIN_x\.arrays"):
        map_arrays(path)


def test_a_file_whose_writing_was_broken_off_is_refused(tmp_path: Path) -> None:
    def break_off() -> None:
        with ArrayWriter(tmp_path / "file") as writer:
            writer.add(ARRAYS)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    with pytest.raises(DamagedFileError):
        map_arrays(tmp_path / "file")
