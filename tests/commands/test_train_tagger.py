"""The command line of training: what it writes, says and refuses. Trained on a small corpus of our own."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import MentionOrigin
from articles.tagging.model import read_model
from tests.factories import make_article, make_mention, make_person
from tests.tagging.corpus import UNSEEN, corpus_file

pytestmark = pytest.mark.django_db


def train(output: Path, *files: Path, **options: object) -> str:
    out = StringIO()
    call_command("train_tagger", *map(str, files), output=output, quick=True, stdout=out, **options)
    return out.getvalue()


def card_of(model: Path) -> dict[str, object]:
    card: dict[str, object] = json.loads(model.with_suffix(".json").read_text(encoding="utf-8"))
    return card


def test_it_writes_a_model_and_the_card_that_says_what_it_is_made_of(tmp_path: Path) -> None:
    corpus, texts, model = corpus_file(tmp_path), tmp_path / "plain.txt", tmp_path / "model.npz"
    texts.write_text(UNSEEN * 3, encoding="utf-8")
    article = make_article("زار أحمد منصور حلب")
    make_mention(article, make_person("أحمد منصور"), origin=MentionOrigin.CURATOR)
    said = train(model, corpus, texts=[texts], licence="our own")
    assert said.startswith("all 100.0, person 100.0")
    assert read_model(model).first.labels == ("B-LOC", "B-ORG", "B-PER", "I-ORG", "I-PER", "O")
    assert read_model(model).usage["عازوري"] == "uPER3 uO0.1"
    card = card_of(model)
    assert card["licence"] == "our own"
    assert set(card["files"]) == {"corpus.conll", "plain.txt"}  # type: ignore[call-overload]
    assert card["texts"] == {"labelled": 7, "curated": 1}
    assert card["dev"]["f1"]["all"] == 100.0  # type: ignore[index]


def test_a_model_that_finds_fewer_names_does_not_replace_a_better_one(tmp_path: Path) -> None:
    corpus, model = corpus_file(tmp_path), tmp_path / "model.npz"
    train(model, corpus)
    before, card = model.read_bytes(), model.with_suffix(".json")
    better = card_of(model)
    better["dev"]["f1"]["all"] = 100.5  # type: ignore[index]
    card.write_text(json.dumps(better), encoding="utf-8")
    with pytest.raises(CommandError, match=r"F1 on the dev part is 100\.0; the model in use has 100\.5"):
        train(model, corpus)
    assert model.read_bytes() == before
    assert card_of(model) == better
    train(model, corpus, force=True)
    assert card_of(model) != better


def test_on_texts_its_card_does_not_know_the_model_in_use_is_measured(tmp_path: Path) -> None:
    corpus, model, odd = corpus_file(tmp_path), tmp_path / "model.npz", tmp_path / "odd.conll"
    train(model, corpus)
    lines = corpus.read_text(encoding="utf-8").splitlines()
    odd.write_text("\n".join([*["قال O", ""] * 500, *lines[:200]]), encoding="utf-8")
    with pytest.raises(CommandError, match=r"the model in use has 100\.0"):
        train(model, odd)


@pytest.mark.parametrize("content", ["زار\n", ""])
def test_a_file_that_cannot_be_read_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.conll"):
        train(tmp_path / "model.npz", path)
    assert not (tmp_path / "model.npz").exists()


def test_a_text_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "نص"}\n[]\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.jsonl, line 2: no JSON object"):
        train(tmp_path / "model.npz", corpus_file(tmp_path), texts=[path])
