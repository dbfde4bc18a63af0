"""The parts of a plain text, as tables of Arabic examples."""

import datetime as dt

import pytest

from articles.ingest.dating import read_published
from articles.ingest.layout import LONGEST_DERIVED, derived_headline, lay_out, shortened
from articles.ingest.outlets import Outlets

OUTLETS = Outlets.of([("عربي21", "arabi21"), ("عربي 21", "arabi21"), ("رويترز", "reuters"), ("وكالات", "agencies")])
LEDE = "قال الوزير أمس إن بلاده ستشارك في المفاوضات المقبلة حول وقف إطلاق النار في المدينة وفي غيرها من المدن."
MORE = "وأضاف في تصريح للصحفيين أن المحادثات ستبدأ يوم الاثنين المقبل بحضور عدد كبير من المسؤولين من البلدين."

SOURCES = [
    ("the last line names an outlet", "عربي21", "arabi21", "عربي21"),
    ("another spelling", "عربي 21", "arabi21", "عربي 21"),
    ("a label", "المصدر: رويترز", "reuters", "رويترز"),
    ("a label with a space", "المصدر : رويترز", "reuters", "رويترز"),
    ("brackets", "(رويترز)", "reuters", "رويترز"),
    ("a dash", "- رويترز", "reuters", "رويترز"),
    ("two outlets", "عربي21 - وكالات", "arabi21", "عربي21 - وكالات"),
    ("taken over from", "نقلا عن رويترز", "reuters", "رويترز"),
    ("a label and an unknown outlet", "المصدر: صدى البلاد", "", "صدى البلاد"),
]
NO_SOURCES = [
    ("a short unknown line", "أحمد علي"),
    ("quoted from an unknown outlet", "نقلا عن صدى البلاد"),
    ("a sentence about an outlet", "وقالت رويترز إن الوزير وصل إلى العاصمة مساء أمس."),
]


@pytest.mark.parametrize(("line", "slug", "name"), [row[1:] for row in SOURCES], ids=[row[0] for row in SOURCES])
def test_a_last_line_that_names_the_outlet_is_the_source_and_no_text(line: str, slug: str, name: str) -> None:
    layout = lay_out(f"{LEDE}\n{MORE}\n{line}", OUTLETS)
    assert (layout.source_slug, layout.source_name) == (slug, name)
    assert layout.body == f"{LEDE}\n{MORE}"


@pytest.mark.parametrize("line", [row[1] for row in NO_SOURCES], ids=[row[0] for row in NO_SOURCES])
def test_any_other_last_line_stays_in_the_text(line: str) -> None:
    layout = lay_out(f"{LEDE}\n{MORE}\n{line}", OUTLETS)
    assert (layout.source_slug, layout.source_name) == ("", "")
    assert layout.body.endswith(line)


def test_a_short_last_line_that_is_no_outlet_is_a_credit() -> None:
    assert lay_out(f"{LEDE}\n{MORE}\nأحمد علي", OUTLETS).block_kinds == {"2": "credit"}


SUBHEADINGS = [
    ("between two paragraphs", [LEDE, "تعليق الائتلاف السوري", MORE], {"1": "subheading"}),
    ("several", [LEDE, "موقف أول", MORE, "موقف ثان", MORE], {"1": "subheading", "3": "subheading"}),
    ("not first", ["عنوان قصير.", LEDE, MORE], {}),
    ("not a sentence", [LEDE, "وصل الوفد مساء.", MORE], {}),
    ("not a quotation", [LEDE, "“لن نقبل بهذا”", MORE], {}),
    ("not an announcement", [LEDE, "وجاء في البيان:", MORE], {}),
    ("not a poem", [LEDE, "بيت أول من الشعر", "بيت ثان من الشعر", "بيت ثالث منه", MORE], {}),
    ("not a long line", [LEDE, "كلمة " * 9, MORE], {}),
]


@pytest.mark.parametrize(("lines", "kinds"), [row[1:] for row in SUBHEADINGS], ids=[row[0] for row in SUBHEADINGS])
def test_subheadings(lines: list[str], kinds: dict[str, str]) -> None:
    assert lay_out("\n".join(line.strip() for line in lines), OUTLETS).block_kinds == kinds


HEADLINES = [
    ("a title and an empty line", f"الوزير يصل إلى حلب\n\n{LEDE}\n{MORE}", "الوزير يصل إلى حلب"),
    ("a question and an empty line", f"هل يصل الوزير إلى حلب؟\n\n{LEDE}\n{MORE}", "هل يصل الوزير إلى حلب؟"),
    ("a quotation and an empty line", f"الوزير: “لن نقبل”\n\n{LEDE}\n{MORE}", "الوزير: “لن نقبل”"),
    ("a short line before a paragraph", f"الوزير يصل إلى حلب\n{LEDE}{LEDE}\n{MORE}", "الوزير يصل إلى حلب"),
    ("a label", f"العنوان: الوزير يصل إلى حلب\n{LEDE}", "الوزير يصل إلى حلب"),
    ("an English label", f"Title: The minister arrives\n{LEDE}", "The minister arrives"),
]


@pytest.mark.parametrize(("text", "headline"), [row[1:] for row in HEADLINES], ids=[row[0] for row in HEADLINES])
def test_a_given_headline_is_no_text(text: str, headline: str) -> None:
    layout = lay_out(text, OUTLETS)
    assert (layout.headline, layout.headline_is_derived) == (headline, False)
    assert layout.body.startswith(LEDE)


DERIVED = [
    ("the first sentence", "وصل الوزير إلى حلب. وأضاف كلاما آخر.", "وصل الوزير إلى حلب"),
    ("a question", "هل يصل الوزير؟ سؤال كبير.", "هل يصل الوزير"),
    ("without a dateline", "دمشق - رويترز: وصل الوزير إلى حلب.", "وصل الوزير إلى حلب"),
    ("without a dateline in brackets", "دمشق (أ ف ب) - وصل الوزير إلى حلب.", "وصل الوزير إلى حلب"),
    ("a figure is no end of a sentence", "ارتفع السعر 3.5 بالمئة اليوم. وأضاف.", "ارتفع السعر 3.5 بالمئة اليوم"),
]


@pytest.mark.parametrize(("body", "headline"), [row[1:] for row in DERIVED], ids=[row[0] for row in DERIVED])
def test_a_headline_is_derived_from_the_first_sentence(body: str, headline: str) -> None:
    layout = lay_out(body, OUTLETS)
    assert (layout.headline, layout.headline_is_derived, layout.body) == (headline, True, body)


def test_a_long_sentence_is_cut_between_words() -> None:
    headline = derived_headline("كلمة طويلة " * 60)
    assert len(headline) <= LONGEST_DERIVED
    assert headline.endswith(("طويلة…", "كلمة…"))


def test_a_cut_does_not_open_a_quotation() -> None:
    assert shortened("قال الوزير كلاما كثيرا: “لن نقبل بهذا أبدا مهما كان”", 40) == "قال الوزير كلاما كثيرا…"


def test_an_endless_word_is_cut() -> None:
    assert len(shortened("ا" * 10_000, 120)) == 120


def test_labels_give_date_byline_and_address() -> None:
    layout = lay_out(
        f"العنوان: خبر\nالتاريخ: 15 أغسطس 2016\nبقلم: فلان\nالرابط: https://example.org/1\nالمصدر: رويترز\n{LEDE}",
        OUTLETS,
    )
    assert (layout.published_on, layout.byline) == (dt.date(2016, 8, 15), "فلان")
    assert (layout.url, layout.source_slug, layout.body) == ("https://example.org/1", "reuters", LEDE)


@pytest.mark.parametrize("line", ["التاريخ: أمس", "الرابط: javascript:alert(1)"])
def test_a_label_whose_value_cannot_be_read_stays_in_the_text(line: str) -> None:
    layout = lay_out(f"{line}\n{LEDE}", OUTLETS)
    assert (layout.published_on, layout.url) == (None, "")
    assert line in f"{layout.headline}\n{layout.body}"


@pytest.mark.parametrize("line", ["التاريخ: مسرح الصراع", "التاريخ: 15 أغسطس 2016 كان يوما مشهودا", "التاريخ: 2-1"])
def test_a_line_that_begins_like_a_date_and_is_none_stays_in_the_text(line: str) -> None:
    layout = lay_out(f"{line}\n{LEDE}", OUTLETS)
    assert layout.published_on is None
    assert line in f"{layout.headline}\n{layout.body}"


@pytest.mark.parametrize(
    ("value", "iso", "reason"),
    [("آب 2016", "2016-08", None), ("عام 2016", "2016", None), ("أمس", "", "relative"), ("25 جانفي", "", "no year")],
)
def test_a_date_is_kept_as_written_and_as_exact_as_it_is(value: str, iso: str, reason: str | None) -> None:
    layout = lay_out(f"التاريخ: {value}\n{LEDE}", OUTLETS)
    assert (str(layout.date), layout.date.reason, layout.date_as_written) == (iso, reason, value)


def test_a_second_date_that_cannot_be_read_leaves_the_first() -> None:
    layout = lay_out(f"التاريخ: 15/8/2016\nتاريخ النشر: أمس\n{LEDE}", OUTLETS)
    assert (str(layout.date), layout.date_as_written) == ("2016-08-15", "15/8/2016")
    assert "أمس" in f"{layout.headline}\n{layout.body}"


@pytest.mark.parametrize(("country", "iso"), [("SA", "2015-08-03"), ("TN", "2015-08"), ("", "2015-08")])
def test_a_hijri_date_is_a_day_where_the_outlets_country_counts_by_the_table(country: str, iso: str) -> None:
    outlets = Outlets.of([("صدى", "sada")], {"sada": country})
    for text in (f"التاريخ: 18 شوال 1436 هـ\nالمصدر: صدى\n{LEDE}", f"التاريخ: 18 شوال 1436 هـ\n{LEDE}\n{MORE}\nصدى"):
        assert str(lay_out(text, outlets).date) == iso


DAYS = [
    ("2016-08-15", dt.date(2016, 8, 15)),
    ("2016-08-15T10:00:00Z", dt.date(2016, 8, 15)),
    ("15/8/2016", dt.date(2016, 8, 15)),
    ("٣/٤/٢٠١٦", dt.date(2016, 4, 3)),
    ("15 أغسطس 2016", dt.date(2016, 8, 15)),
    ("١٥ آب ٢٠١٦", dt.date(2016, 8, 15)),
    ("الاثنين، 15 أوت 2016 م", dt.date(2016, 8, 15)),
    ("23 يوليو (تموز) 2016", dt.date(2016, 7, 23)),
    ("24 نيسان / أبريل 2020", dt.date(2020, 4, 24)),
    ("3 كانون الثاني 2017", dt.date(2017, 1, 3)),
    ("5 جانفي 2017", dt.date(2017, 1, 5)),
    ("31/2/2016", None),
    ("15/8/16", None),
    ("9 / 25-14", None),
    ("80.10.11", None),
    ("18 شوال 1436", None),
    ("23 يوليو (آب) 2016", None),
    ("أمس", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS, ids=[row[0] or "nothing" for row in DAYS])
def test_a_day_is_read_or_unknown(text: str, day: dt.date | None) -> None:
    assert read_published(text).day == day


def test_a_name_that_two_outlets_share_belongs_to_neither() -> None:
    outlets = Outlets.of([("الوطن", "al-watan-sa"), ("الوطن", "al-watan-sy")])
    assert outlets.find("الوطن") == ""
