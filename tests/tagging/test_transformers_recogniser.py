"""A Hugging Face model made here, tiny and untrained but for one thing: it labels words by their first letters."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.models import Kind
from articles.tagging import transformers_recogniser
from articles.tagging.transformers_recogniser import TransformersRecogniser, _label

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "أوباما", "باراك", "الرياض", "زار", "حزب", "النور", "و", "##الرياض"]
LABELS = ["O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
LABEL_OF = {
    "باراك": "B-PERS", "أوباما": "I-PERS", "الرياض": "B-LOC", "حزب": "B-ORG", "النور": "I-ORG", "و": "B-LOC",
}  # fmt: skip
PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A BERT of one layer that passes each word's own vector on to a classifier that knows the words by heart."""
    torch = pytest.importorskip("torch", reason="needs requirements-transformers.txt")
    transformers = pytest.importorskip("transformers", reason="needs requirements-transformers.txt")
    folder = tmp_path_factory.mktemp("model")
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    transformers.BertTokenizerFast(str(folder / "vocab.txt"), do_lower_case=False, strip_accents=False).save_pretrained(
        folder
    )
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=1, intermediate_size=16,
        max_position_embeddings=32,
        id2label=dict(enumerate(LABELS)), label2id={name: i for i, name in enumerate(LABELS)},
    )  # fmt: skip
    made = transformers.BertForTokenClassification(config)
    _know_by_heart(made, torch)
    made.save_pretrained(folder)
    return str(folder)


def _know_by_heart(made: Any, torch: Any) -> None:
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.zero_()
        for layer in (
            made.bert.embeddings,
            *(made.bert.encoder.layer[0].attention.output, made.bert.encoder.layer[0].output),
        ):
            layer.LayerNorm.weight.fill_(1.0)
        made.bert.embeddings.word_embeddings.weight[:, :12] = torch.eye(12) * 4
        for number, word in enumerate(WORDS):
            made.classifier.weight[LABELS.index(LABEL_OF.get(word, "O")), number] = 4.0


def found(recogniser: TransformersRecogniser, body: str) -> list[tuple[str, Kind]]:
    return [(body[name.start : name.end], name.kind) for name in recogniser.recognise(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("زار باراك أوباما الرياض", [("باراك أوباما", PERSON), ("الرياض", PLACE)], id="names"),
        pytest.param("حزب النور، باراك", [("حزب النور", ORGANISATION), ("باراك", PERSON)], id="a mark between"),
        pytest.param("زار والرياض", [("والرياض", PLACE)], id="a word in pieces is its first"),
        pytest.param("باراك\nأوباما", [("باراك", PERSON), ("أوباما", PERSON)], id="not over a line's end"),
        pytest.param("زار", [], id="none"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_are_found_with_their_offsets(model: str, body: str, expected: list[tuple[str, Kind]]) -> None:
    assert found(TransformersRecogniser(model), body) == expected


def test_a_text_longer_than_the_model_reads_is_read_in_windows(model: str) -> None:
    body = "زار باراك أوباما الرياض " * 200
    assert found(TransformersRecogniser(model), body) == [("باراك أوباما", PERSON), ("الرياض", PLACE)] * 200


def test_what_is_no_model_is_refused(model: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="NEWSARCHIVE_TAGGER_MODEL"):
        TransformersRecogniser(str(tmp_path))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("No module named 'torch'", name="torch")

    monkeypatch.setattr(transformers_recogniser, "_imported", missing)
    with pytest.raises(ImproperlyConfigured, match=r"needs torch: pip install .* requirements-transformers\.txt"):
        TransformersRecogniser("anything")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("B-PERS", (True, PERSON), id="begins"),
        pytest.param("I-LOC", (False, PLACE), id="goes on"),
        pytest.param("I-GPE", (False, PLACE), id="as OntoNotes calls places"),
        pytest.param("ORG", (False, ORGANISATION), id="without a mark"),
        pytest.param("b-person", (True, PERSON), id="small letters"),
        pytest.param("B-MISC", (True, None), id="another sort"),
        pytest.param("O", (False, None), id="outside"),
        pytest.param("LABEL_0", (False, None), id="unnamed"),
    ],
)
def test_labels_are_read(name: str, expected: tuple[bool, Kind | None]) -> None:
    assert _label(name) == expected
