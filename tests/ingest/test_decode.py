"""Bytes -> text."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.ingest.decode import decode
from articles.ingest.records import UnreadableError
from tests.ingest.proof.repacking import ARTICLES, rows

ARABIC = "قال وزير الدفاع الروسي، سيرغي شويغو، إن بلاده تقترب من حل. وأضاف: نحن الآن في مرحلة نشطة"
SHORT = "وصل الوفد إلى حلب"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1256", "iso8859-6"]
SAMPLES = Path(settings.BASE_DIR).parent / "shared" / "data" / "encodings"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [ARABIC, SHORT], ids=["long", "short"])
def test_arabic_text_comes_out_of_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_latin_text_is_utf8() -> None:
    assert decode(b"The minister said.") == ("The minister said.", "utf-8")


def test_a_declared_encoding_is_used_where_it_reads_well() -> None:
    assert decode(ARABIC.encode("iso8859-6"), declared="iso-8859-6")[0] == ARABIC


def test_a_wrong_declaration_is_passed_over() -> None:
    assert decode(ARABIC.encode("windows-1256"), declared="iso8859-6")[0] == ARABIC
    assert decode(ARABIC.encode("windows-1256"), declared="no-such-encoding")[0] == ARABIC


NO_TEXT = [
    ("PDF", b"%PDF-1.7 text", "PDF"),
    ("ZIP", b"PK\x03\x04 text", "ZIP"),
    ("gzip", b"\x1f\x8b\x08", "gzip"),
    ("PNG", b"\x89PNG\r\n", "PNG"),
    ("JPEG", b"\xff\xd8\xff\xe0", "JPEG"),
    ("a program", b"\x7fELF\x02", "program"),
    ("control characters", bytes(range(1, 32)) * 40, "control characters"),
    ("broken UTF-16", b"\xff\xfe\x00\xd8\x00", "utf-16"),
    ("broken UTF-8 behind its mark", b"\xef\xbb\xbf\xff\xff", "utf-8"),
    ("Western accents", "Déjà vu à l'été, où l'élève a été".encode("latin-1"), "encoding"),
    ("Cyrillic", "Министр обороны сказал".encode("windows-1251"), "encoding"),
    ("Cyrillic that reads as rare Arabic letters", "Привет, это русский текст о войне".encode("koi8-r"), "encoding"),
    ("UTF-8 cut within a letter", ARABIC.encode()[:-1], "broken utf-8"),
    ("UTF-8 and windows-1256 in one", ARABIC.encode() + ARABIC.encode("windows-1256"), "broken utf-8"),
]


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in NO_TEXT], ids=[row[0] for row in NO_TEXT])
def test_what_is_no_text_says_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(content)


def test_a_nul_in_a_text_is_no_reason_to_refuse_it() -> None:
    assert decode(SHORT.encode() + b"\0")[0].startswith(SHORT)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not beside the project")
@pytest.mark.parametrize(("name", "encoding"), [("wiki_utf8.txt", "utf-8"), ("wiki_windows-1256.txt", "windows-1256")])
def test_real_files_are_told_apart(name: str, encoding: str) -> None:
    assert decode((SAMPLES / name).read_bytes())[1] == encoding


LINES = [
    "",
    "ارتفاع أسعار الخبز في المدينة",
    "وزير الصحة يزور مستشفى الأطفال",
    "وفاة عالم الآثار عن عمر يناهز التسعين عاما",
    "الأمطار تقطع الطريق بين الشمال والجنوب",
    "تأجيل مباراة القمة إلى يوم الجمعة",
    "رئيس البلدية: المياه تعود غدا",
    "اعتقال ثلاثة أشخاص بتهمة التزوير",
    "افتتاح معرض الكتاب بمشاركة خمسين دارا",
    "الجامعة تعلن نتائج القبول للعام الجديد",
    "خلاف حول ميزانية التعليم في البرلمان",
    "عودة اللاجئين إلى قراهم بعد سنوات",
    "مصرع سائق في حادث على الطريق السريع",
    "البنك المركزي يخفض سعر الفائدة",
    "مظاهرة أمام مقر النقابة احتجاجا على الفصل",
    "شركة الطيران تستأنف رحلاتها إلى الخرطوم",
    "انطلاق مهرجان المسرح في قرطاج",
    "الشرطة تحقق في سرقة متحف الفنون",
    "",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_short_lines_are_told(encoding: str) -> None:
    """At least 99.5 % of lines of twenty to forty letters."""
    parts = [line[:length].strip() for line in LINES for length in (20, 25, 30, 40)]
    right = sum(decode(part.encode(encoding))[0] == part for part in parts)
    assert right >= 0.995 * len(parts)


@pytest.mark.skipif(not ARTICLES.is_file(), reason="the articles are not beside the project")
@pytest.mark.parametrize("length", [20, 50, 100_000])
def test_real_articles_are_told(length: int) -> None:
    """Of every 23rd article the title and the text, cut to this length, in each encoding that has its letters."""
    wrong, count = [], 0
    for row in rows()[::23]:
        for text in (row["title"][:length].strip(), row["text"][:length].replace("\n", " ").strip()):
            for encoding in ENCODINGS if sum("\u0621" <= char <= "\u064a" for char in text) > 10 else ():
                content = text.encode(encoding, "ignore")
                count += content.decode(encoding) == text
                if content.decode(encoding) == text and decode(content)[0] != text:
                    wrong.append((encoding, text[:50]))
    assert count > 3000
    assert len(wrong) <= 0.005 * count, wrong


@pytest.mark.parametrize("declared", ["punycode", "idna", "zlib", "hex", "utf-7", "unicode_escape", "x" * 1000])
def test_a_declaration_of_no_table_of_letters_is_not_tried(declared: str) -> None:
    assert decode(ARABIC.encode("windows-1256"), declared)[1] == "windows-1256"
