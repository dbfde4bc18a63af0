"""The command line of measuring the tagger: figures, their file, and what it refuses."""

import gzip
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Entity
from tests.factories import make_person, make_place

pytestmark = pytest.mark.django_db

LABELLED = """-DOCSTART- O

زار O
باراك B-PERS
أوباما I-PERS
الرياض B-LOC
. O

اعلن O
حزب B-ORG
النور I-ORG
ذلك O
"""


@pytest.fixture(autouse=True)
def records() -> None:
    make_person("باراك أوباما")
    make_place("الرياض")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.conll"
    path.write_text(LABELLED, encoding="utf-8")
    return path


def evaluate(*arguments: object) -> str:
    out = StringIO()
    call_command("evaluate_tagging", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_precision_recall_and_f1_are_shown_for_all_and_each_kind(labelled: Path) -> None:
    rows = {line.split()[0]: line.split()[1:] for line in evaluate(labelled).splitlines()[1:5]}
    assert rows == {
        "all": ["100.0", "66.7", "80.0", "3"],
        "person": ["100.0", "100.0", "100.0", "1"],
        "organisation": ["0.0", "0.0", "0.0", "1"],
        "place": ["100.0", "100.0", "100.0", "1"],
    }


def test_the_figures_go_into_a_file(labelled: Path, tmp_path: Path) -> None:
    evaluate(labelled, "--json", tmp_path / "figures.json")
    figures = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert figures["f1"] == {"all": 80.0, "person": 100.0, "place": 100.0, "organisation": 0.0}
    assert figures["articles_per_second"] > 0
    assert set(figures) == {"f1", "articles_per_second"}


def test_several_files_are_measured_as_one(labelled: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.conll"
    other.write_text("الرياض B-LOC\n", encoding="utf-8")
    assert evaluate(labelled, other).splitlines()[1].split() == ["all", "100.0", "75.0", "85.7", "4"]


def test_without_files_it_says_what_it_needs() -> None:
    with pytest.raises(CommandError, match="Name the labelled files"):
        evaluate()


def test_a_bad_line_is_named_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text("زار O\nحلب LOC\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.conll, line 2: 'LOC' is no tag"):
        evaluate(path)


def test_figures_that_cannot_be_written_are_an_error(labelled: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        evaluate(labelled, "--json", tmp_path / "none" / "figures.json")


def test_an_archive_without_records_is_measured_with_those_of_the_files(labelled: Path) -> None:
    Entity.objects.all().delete()
    rows = {line.split()[0]: line.split()[3] for line in evaluate(labelled).splitlines()[1:5]}
    assert rows["person"] == "100.0", "Barack Obama is in the files"


def test_links_are_held_against_names_labelled_with_their_records(labelled: Path, tmp_path: Path) -> None:
    place = Entity.objects.get(name_ar="الرياض")
    text = "وصل باراك أوباما إلى الرياض."
    digest = sha256(text.encode()).hexdigest()[:16]
    (tmp_path / "articles.tsv").write_text(f"article\tsha256\na1\t{digest}\n", encoding="utf-8")
    start = text.index("الرياض")
    row = f"a1\t{start}\t{start + 6}\tplace\t{place.slug}\tname"
    (tmp_path / "mentions.tsv").write_text(f"article\tstart\tend\tkind\trecord\thow\n{row}\n", encoding="utf-8")
    with gzip.open(tmp_path / "texts.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "a1", "text": text}))
    given = (labelled, "--links", tmp_path, "--texts", tmp_path / "texts.jsonl.gz", "--json", tmp_path / "figures.json")
    assert "links: 1 of 2 right (50.0%); 1 of 1 labelled names linked (100.0%)" in evaluate(*given)
    written = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert written["linking"] == {"accuracy": 0.5, "recall": 1.0}


def test_labels_that_are_not_there_are_named(labelled: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        evaluate(labelled, "--links", tmp_path / "nowhere", "--texts", tmp_path / "nowhere.jsonl.gz")
