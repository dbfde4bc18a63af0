"""Labelled texts are read as CoNLL writes them; what cannot be read is named by file and line."""

import gzip
from pathlib import Path

import pytest

from articles.tagging.conll import ConllError, LabelledText, chunks, read_conll

TWO = "زار O\nأوباما B-PERS\n\nفي O\nالرياض B-LOC\n"


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "labelled.conll"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TWO, id="plain"),
        pytest.param(TWO.replace(" ", "\t"), id="tabs"),
        pytest.param(TWO.replace("\n", "\r\n"), id="lines of Windows"),
        pytest.param("\ufeff" + TWO, id="byte order mark"),
        pytest.param(gzip.compress(TWO.encode()), id="gzipped"),
        pytest.param(TWO.replace("O\n", "NOUN x O\n"), id="columns between"),
        pytest.param(TWO + "\n\n\n", id="empty lines at the end"),
        pytest.param(TWO.rstrip("\n"), id="no end of line at the end"),
    ],
)
def test_tokens_and_tags_are_read(content: str | bytes, tmp_path: Path) -> None:
    [text] = read_conll(written(tmp_path, content))
    assert text.sentences == ((("زار", "O"), ("أوباما", "B-PER")), (("في", "O"), ("الرياض", "B-LOC")))


def test_a_file_says_where_its_documents_begin(tmp_path: Path) -> None:
    texts = read_conll(written(tmp_path, f"-DOCSTART- O\n\n{TWO}\n-DOCSTART- b.txt\n\nقال O\n"))
    assert [len(text.sentences) for text in texts] == [2, 1]


def test_blocks_stand_in_for_documents_where_it_does_not(tmp_path: Path) -> None:
    texts = read_conll(written(tmp_path, "قال O\n\n" * 60))
    assert [len(text.sentences) for text in texts] == [25, 25, 10]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param("قال O\nزار\n", r"labelled\.conll, line 2: a token and its tag were expected", id="no tag"),
        pytest.param("قال O\n\nزار B-DOG\n", r"labelled\.conll, line 3: 'B-DOG' is no tag", id="unknown tag"),
        pytest.param("قال X-PER\n", r"line 1: 'X-PER' is no tag", id="neither B nor I"),
        pytest.param("\n\n", "no labelled sentence", id="nothing"),
        pytest.param("قال O\n".encode("cp1256"), "not UTF-8 at byte", id="another encoding"),
        pytest.param(b"\x1f\x8bnonsense", r"labelled\.conll: ", id="no gzip"),
    ],
)
def test_what_cannot_be_read_is_named(content: str | bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ConllError, match=reason):
        read_conll(written(tmp_path, content))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConllError, match=r"none\.conll: No such file"):
        read_conll(tmp_path / "none.conll")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        pytest.param("O B-PER I-PER O", [(1, 3, "PER")], id="one name"),
        pytest.param("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")], id="B begins anew"),
        pytest.param("B-PER I-LOC", [(0, 1, "PER"), (1, 2, "LOC")], id="another sort begins anew"),
        pytest.param("O I-ORG I-ORG", [(1, 3, "ORG")], id="I behind nothing begins a name"),
        pytest.param("I-LOC B-LOC I-LOC", [(0, 1, "LOC"), (1, 3, "LOC")], id="I, then B"),
        pytest.param("O O", [], id="none"),
    ],
)
def test_names_are_read_from_tags_as_conlleval_does(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(chunks(tags.split())) == expected


def test_a_name_ends_with_its_sentence() -> None:
    text = LabelledText(((("علي", "B-PER"),), (("حسن", "I-PER"),)))
    assert text.chunks() == {(0, 1, "PER"), (1, 2, "PER")}
    assert text.body == "علي\nحسن"
    assert list(text.tokens()) == [(0, 3, "B-PER"), (4, 7, "I-PER")]
