"""manage.py evaluate_quotations: the figures are those of the articles it is given."""

import gzip
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_person

pytestmark = pytest.mark.django_db

TEXT = 'قال سيرغي شويغو: "سنبقى هنا طويلا". وقال مسؤول إن الوضع هادئ.'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start, verb = TEXT.index("سنبقى"), TEXT.index("وقال")
    tables = {
        "articles": ["article\thalf\tsha256", f"one\tdev\t{sha256(TEXT.encode()).hexdigest()[:16]}"],
        "speakers": ["article\tspeaker\tstart\tend", "one\tS\t4\t15"],
        "quotations": [
            "article\tstart\tend\tkind\tspeaker\toptional",
            f"one\t{start}\t{start + 15}\tmarked\tS\t",
            f"one\t{verb}\t{verb + 4}\treported\t-\t",
        ],
    }
    for name, lines in tables.items():
        (tmp_path / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with gzip.open(tmp_path / "texts.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "one", "title": "", "text": TEXT, "date": None}) + "\n")
    return tmp_path


def evaluate(folder: Path, *more: str) -> list[str]:
    out = StringIO()
    call_command("evaluate_quotations", str(folder / "texts.jsonl.gz"), f"--labelled={folder}", *more, stdout=out)
    return out.getvalue().splitlines()


def test_precision_recall_and_f1_of_each_kind_and_of_speakers(folder: Path) -> None:
    make_person("سيرغي شويغو")
    rows = {line.split()[0]: line.split()[1:] for line in evaluate(folder, "--half=dev")[1:]}
    assert rows == {
        "marked": ["100.0", "100.0", "100.0", "1"],
        "reported": ["100.0", "100.0", "100.0", "1"],
        "speaker": ["100.0", "100.0", "100.0", "1"],
    }


def test_faults_are_told_with_their_place(folder: Path) -> None:
    (folder / "speakers.tsv").write_text("article\tspeaker\tstart\tend\none\tS\t45\t50\n", encoding="utf-8")
    start = TEXT.index("سنبقى")
    lines = evaluate(folder, "--half=dev", "--faults")
    assert f"  one {start}-{start + 15}: wrong speaker (subject)" in lines


def test_a_text_that_is_not_the_one_labelled_is_left_out(folder: Path) -> None:
    (folder / "articles.tsv").write_text("article\thalf\tsha256\none\tdev\t0000\n", encoding="utf-8")
    assert evaluate(folder, "--half=dev")[0].startswith("dev: 0 articles")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("evaluate_quotations", str(tmp_path / "none.gz"), f"--labelled={tmp_path}")
