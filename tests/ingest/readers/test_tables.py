"""Tables as spreadsheets, databases and scripts write them."""

import csv
import io
import time

import pytest

from articles.ingest.json_text import LONGEST_RECORD
from articles.ingest.records import Unreadable
from articles.ingest.tables import CUT_OFF, TOO_LONG, UNQUOTED
from tests.ingest.readers.reading_bytes import REFERENCE, articles_in, items_in, outline

ROWS = [
    ["المعرف", "العنوان", "النص", "التاريخ"],
    ["1", "الأول", 'وصل الوفد, إلى "حلب"; أمس\n\nوعاد | مساء\tإلى دمشق', "2017-01-25"],
    ["2", '"الثاني" اليوم', "عاد الوفد، ثم سافر", "25 يناير 2017"],
    ["3", "الثالث", "وقال: 'نعم'", ""],
]
BODIES = ['وصل الوفد, إلى "حلب"; أمس\nوعاد | مساء إلى دمشق', "عاد الوفد، ثم سافر", "وقال: 'نعم'"]
HEADLINES = ["الأول", '"الثاني" اليوم', "الثالث"]


def written(**dialect: object) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, **dialect).writerows(ROWS)  # type: ignore[arg-type]
    return buffer.getvalue()


DIALECTS = [
    ("commas", written()),
    ("semicolons", written(delimiter=";")),
    ("tabs", written(delimiter="\t")),
    ("bars", written(delimiter="|")),
    ("all quoted", written(quoting=csv.QUOTE_ALL)),
    ("marks escaped", written(doublequote=False, escapechar="\\")),
    ("Unix line ends", written(lineterminator="\n")),
    ("a line that tells the delimiter", "sep=;\r\n" + written(delimiter=";")),
    ("empty lines", written().replace("\r\n3,", "\r\n\r\n3,") + "\r\n\r\n"),
    ("empty cells behind", written(lineterminator=",,\r\n").replace("التاريخ,,", "التاريخ")),
]


@pytest.mark.parametrize("text", [row[1] for row in DIALECTS], ids=[row[0] for row in DIALECTS])
def test_cells_are_parted_as_they_were_written(text: str) -> None:
    articles = articles_in(text)
    assert [article.headline for article in articles] == HEADLINES
    assert [article.body for article in articles] == BODIES
    assert [str(article.published_on or "") for article in articles] == ["2017-01-25", "2017-01-25", ""]
    assert articles[2].reference == f"{REFERENCE}#3"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1256", "iso8859-6"])
def test_a_table_may_be_in_any_encoding(encoding: str) -> None:
    assert [article.headline for article in articles_in(written(delimiter=";").encode(encoding))] == HEADLINES


HEADER = 'id,title,text,date\n0,"قبل, ذلك",نص,2017\n'
LAST = "9,الأخير,عاد الوفد,2018\n"
BROKEN = [
    ("cells too few", "1,أ,نص\n", ["2: it has 3 cells, and the table 4 columns"]),
    ("cells too many", "1,أ,نص,2017,x\n", ["2: it has 5 cells, and the table 4 columns"]),
    ("a mark never closed", '1,أ,"نص,2017\n2,ب,نص,2017\n', [f"2: {UNQUOTED}", "ب"]),
    ("no text", "1,أ,,2017\n", ["2: it has no text"]),
    ("marks not doubled", '1,أ,"قال "نعم" أمس",2017\n', ["أ"]),
    ("marks in a cell that is not quoted", '1,أ,وصل "الوفد" أمس,2017\n', ["أ"]),
    ("a cell too long", f'1,أ,"{"x" * LONGEST_RECORD}",2017\n', [f"2: {TOO_LONG}"]),
    ("many lines too long", '1,أ,"' + "x\n" * (LONGEST_RECORD // 2) + '",2017\n', [f"2: {TOO_LONG}"]),
    ("zeros", "1,\0أ,ن\0ص,2017\n", ["أ"]),
]


@pytest.mark.parametrize(("rows", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_row_costs_no_other(rows: str, expected: list[str]) -> None:
    found = outline(items_in(HEADER + rows + LAST * 3))
    assert [line for line in found if line in expected] == expected
    assert found[-3:] == ["الأخير"] * 3


CUT = [
    ("within a quoted cell", '1,أ,"نص مقط', [f"5: {CUT_OFF}"]),
    ("between cells", "1,أ,نص مقط", [f"5: {CUT_OFF}"]),
]


@pytest.mark.parametrize(("row", "expected"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_a_table_that_is_cut_off_gives_all_before_the_cut_and_says_so(row: str, expected: list[str]) -> None:
    assert outline(items_in(HEADER + LAST * 3 + row))[1:] == ["الأخير"] * 3 + expected


def test_a_row_in_another_encoding_costs_itself_alone() -> None:
    content = (HEADER + LAST * 3).encode() + LAST.encode("windows-1256") + LAST.encode()
    assert outline(items_in(content))[4:] == ["5: bytes of the record are no text in utf-8", "الأخير"]


def test_columns_with_other_names_are_mapped() -> None:
    table = "a,b,c\nعنوان,نص,2017\n" * 1 + "ثان,نص آخر,2018\nثالث,نص,2019\n"
    (item,) = items_in(table)
    assert isinstance(item, Unreadable)
    assert item.reason == "which column is the text? Say --map COLUMN=body: its columns are a, b, c"
    articles = articles_in(table, columns={"headline": "a", "body": "b", "date": "c"})
    assert [(article.headline, article.date_as_written) for article in articles][:2] == [
        ("عنوان", "2017"),
        ("ثان", "2018"),
    ]


def test_a_column_that_is_not_there_is_named() -> None:
    (item,) = items_in("a,b,c\n1,2,3\n1,2,3\n1,2,3\n", columns={"body": "d"})
    assert isinstance(item, Unreadable)
    assert item.reason == "it has no column 'd': its columns are a, b, c"


def test_a_table_without_names_is_mapped_by_numbers() -> None:
    table = "عنوان أول,نص أول\nعنوان ثان,نص ثان\n"
    articles = articles_in(table, name="a.csv", columns={"headline": "1", "body": "2"})
    assert [(article.headline, article.body) for article in articles] == [
        ("عنوان أول", "نص أول"),
        ("عنوان ثان", "نص ثان"),
    ]


def test_one_column_is_a_table_where_its_name_says_so() -> None:
    assert len(articles_in("text\nنص أول\nنص ثان\n", name="a.csv")) == 2
    assert len(articles_in("text\nنص أول\nنص ثان\n", name="a.txt")) == 1


TEXTS = [
    ("commas in every line", "وصل الوفد, إلى حلب\nثم عاد, مساء\nوقال, نعم\n"),
    ("a headline with a comma", "title, and more\n\nوصل الوفد إلى حلب أمس.\nوعاد إلى دمشق.\n"),
    ("labels", "العنوان: خبر\nالتاريخ: 2017\n\nوصل الوفد, ثم عاد; مساء | أمس"),
    ("a poem", "قفا نبك من ذكرى حبيب\tومنزل\nبسقط اللوى بين الدخول\tفحومل\nفتوضح فالمقراة لم يعف\tرسمها\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_a_text_is_no_table(text: str) -> None:
    assert [article.media_type for article in articles_in(text)] == ["text/plain"]


HOSTILE = [
    ("nothing but marks", "title,text\n" + '"' * 5_000_001),
    ("odd marks in every line", "id,title,text\n" + '1,"x\n' * 300_000),
    ("marks and commas", "title,text\n" + '","' * 1_000_000),
    ("a line of commas", "title,text\n" + "," * 5_000_000),
    ("columns", ",".join(f"c{at}" for at in range(10_000)) + "\n" + ",".join("x" * 10_000) + "\n"),
]


@pytest.mark.parametrize("text", [row[1] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_tables_are_refused_in_time(text: str) -> None:
    began = time.process_time()
    found = items_in(text, name="a.csv")
    assert time.process_time() - began < 10
    assert all(isinstance(item, Unreadable) for item in found)
