"""A recogniser trained on a small corpus of our own: what it learns, and that the same texts give the same model."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from articles.models import Kind
from articles.tagging.conll import read_conll
from articles.tagging.crf import CrfRecogniser, Reading, spans_of_labels
from articles.tagging.crfsuite import Options
from articles.tagging.gazetteer import Gazetteer
from articles.tagging.model import Model, ModelError, read_model, write_model
from articles.tagging.resources import Resources
from articles.tagging.selection import Parts
from articles.tagging.training import Trainer
from tests.tagging.corpus import UNSEEN, corpus_file

GAZETTEER = Gazetteer(())
QUICK = Options("ap", 8)


def trained(folder: Path, options: Options = QUICK, unlabelled: str = UNSEEN) -> Model:
    texts = read_conll(corpus_file(folder))
    return Trainer(GAZETTEER, Resources(), options).train(texts, [Reading.of(unlabelled, GAZETTEER)])


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    return trained(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def recogniser(model: Model) -> CrfRecogniser:
    return CrfRecogniser(model, GAZETTEER, Resources())


def found(recogniser: CrfRecogniser, body: str) -> list[tuple[str, Kind]]:
    return [(body[name.start : name.end], name.kind) for name in recogniser.recognise(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(UNSEEN, [("كريم عازوري", Kind.PERSON), ("تطوان", Kind.PLACE)], id="names it never saw"),
        pytest.param("أعلنت حركة الإصلاح في بيان لها", [("حركة الإصلاح", Kind.ORGANISATION)], id="an organisation"),
        pytest.param("ارتفعت أسعار القمح في الأسواق", [], id="no name"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\n", [], id="nothing but space"),
        pytest.param("...!؟", [], id="marks alone"),
    ],
)
def test_names_are_found(recogniser: CrfRecogniser, body: str, expected: list[tuple[str, Kind]]) -> None:
    assert found(recogniser, body) == expected


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("قال " * 5000, id="one endless sentence"),
        pytest.param("\u202e\u200f\ufeff علي \u0640\u0640 \U0001f600", id="odd signs"),
        pytest.param("x" * 3000 + " أحمد منصور", id="an endless word"),
        pytest.param("\n".join(["أحمد"] * 300), id="many lines"),
    ],
)
def test_any_text_is_read(recogniser: CrfRecogniser, body: str) -> None:
    names = recogniser.recognise(body)
    assert all(0 <= name.start < name.end <= len(body) and 0 <= name.confidence <= 1 for name in names)
    assert all(before.end <= after.start for before, after in pairwise(names))


def test_the_same_texts_give_the_same_model(model: Model, tmp_path: Path) -> None:
    write_model(model, tmp_path / "one.npz")
    write_model(trained(tmp_path), tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_both_algorithms_learn(tmp_path: Path) -> None:
    model = trained(tmp_path, Options("lbfgs", 30))
    assert found(CrfRecogniser(model, GAZETTEER, Resources()), UNSEEN)[0] == ("كريم عازوري", Kind.PERSON)


def test_a_model_is_read_as_it_was_written(recogniser: CrfRecogniser, model: Model, tmp_path: Path) -> None:
    write_model(model, tmp_path / "model.npz")
    read = CrfRecogniser(read_model(tmp_path / "model.npz"), GAZETTEER, Resources())
    assert found(read, UNSEEN) == found(recogniser, UNSEEN)
    assert read_model(tmp_path / "model.npz").usage == model.usage


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04"])
def test_a_file_that_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.npz"):
        read_model(path)


def test_a_model_of_another_version_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", version=np.array(-1))
    with pytest.raises(ModelError, match="train_tagger"):
        read_model(tmp_path / "model.npz")


def test_usage_counts_how_words_were_labelled(model: Model) -> None:
    assert "القمح" not in model.usage, "seen once"


def test_usage_of_repeated_words(tmp_path: Path) -> None:
    usage = trained(tmp_path, unlabelled="وصل السيد أحمد منصور إلى دمشق .\n" * 3).usage
    assert usage["دمشق"] == "uLOC3 uO0.1"
    assert usage["وصل"] == "uO3.1"
    assert "." not in usage


def test_the_end_of_each_file_is_the_dev_part(tmp_path: Path) -> None:
    texts = read_conll(corpus_file(tmp_path, 250))
    parts = Parts.of([texts, texts])
    assert [len(parts.train), len(parts.dev)] == [16, 4]
    assert parts.dev == [*texts[8:], *texts[8:]]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")], id="two"),
        pytest.param("O O I-ORG I-ORG", [(2, 4, "ORG")], id="I behind nothing"),
        pytest.param("B-PER I-LOC O O", [(0, 1, "PER"), (1, 2, "LOC")], id="another sort"),
    ],
)
def test_names_are_read_from_labels(labels: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(spans_of_labels(labels.split(), [(0, 4)])) == expected
