"""A reader's text as a typed query."""

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.search.language import MAX_QUERY_LENGTH, MAX_QUERY_WORDS, parse
from articles.search.lexer import MAX_DEPTH
from articles.search.notices import Notice
from articles.search.tree import (
    AllOf,
    AnyOf,
    DateRange,
    Name,
    Node,
    Not,
    Nothing,
    Phrase,
    Prefix,
    Title,
    Word,
)


def shown(node: Node | None) -> str:  # noqa: C901 - a table
    """A tree on one line: `shown(parse('حلب "وقف النار" -دمشق').root) == 'حلب & "وقف النار" & !دمشق'`."""
    match node:
        case Word(exact):
            return exact
        case Phrase(words):
            return f'"{" ".join(words)}"'
        case Prefix(start):
            return f"{start}*"
        case Title(inner):
            return f"title:{shown(inner)}"
        case Name(facet, words):
            return f"{facet}:{'_'.join(words)}"
        case DateRange(first, last):
            return f"{first or ''}..{last or ''}"
        case Not(inner):
            return f"!{shown(inner)}"
        case AllOf(nodes):
            return f"({' & '.join(map(shown, nodes))})"
        case AnyOf(nodes):
            return f"({' | '.join(map(shown, nodes))})"
        case Nothing():
            return "nothing"
    return ""


UNDERSTOOD = [
    ("nothing", "", ""),
    ("words", "حلب الشرقية", "(حلب & الشرقيه)"),
    ("a repeated word counts once", "حلب حلب", "حلب"),
    ("function words stand back", "في حلب", "حلب"),
    ("function words alone", "في من", "(في & من)"),
    ("punctuation of a sentence", "سوريا: حلب، وحمص؟!", "(سوريا & حلب & وحمص)"),
    ("markup", "<script>alert(1)</script>", "(script & alert & 1)"),
    ("a phrase", '"الأمم المتحدة"', '"الامم المتحده"'),
    ("a phrase in typographic quotes", "“الأمم المتحدة”", '"الامم المتحده"'),
    ("a phrase in low quotes", "„الأمم المتحدة“", '"الامم المتحده"'),
    ("a phrase in guillemets", "«الأمم المتحدة»", '"الامم المتحده"'),
    ("a phrase among words", 'حلب "وقف إطلاق النار" روسيا', '(حلب & "وقف اطلاق النار" & روسيا)'),
    ("operators in a phrase are words", '"حلب أو ليس OR دمشق -"', '"حلب او ليس or دمشق"'),
    ("an empty phrase is nothing", 'حلب ""', "حلب"),
    ("OR", "حلب OR دمشق", "(حلب | دمشق)"),
    ("OR in Arabic", "حلب أو دمشق", "(حلب | دمشق)"),
    ("OR in Arabic without hamza", "حلب او دمشق", "(حلب | دمشق)"),
    ("OR as a sign", "حلب|دمشق || حمص", "(حلب | دمشق | حمص)"),
    ("OR joins its neighbours", "معارك حلب أو حمص اليوم", "(معارك & (حلب | حمص) & اليوم)"),
    ("OR between phrases", '"وقف النار" أو "هدنة"', '("وقف النار" | "هدنه")'),
    ("OR with a function word", "سلم أو لا", "سلم"),
    ("OR inside a word", "أولاد أوباما", "(اولاد & اوباما)"),
    ("OR at the beginning in Arabic", "أو حلب دمشق", "(حلب & دمشق)"),
    ("OR at the end in Arabic", "حلب دمشق أو", "(حلب & دمشق)"),
    ("or in small letters", "hope or war", "(hope & or & war)"),
    ("AND", "حلب AND دمشق", "(حلب & دمشق)"),
    ("minus", "حلب -دمشق", "(حلب & !دمشق)"),
    ("minus behind a direction mark", "حلب \u200f-دمشق", "(حلب & !دمشق)"),
    ("minus as a sign of mathematics", "حلب \u2212دمشق", "(حلب & !دمشق)"),
    ("minus as an en dash", "حلب \u2013دمشق", "(حلب & !دمشق)"),
    ("minus before a phrase", 'حلب -"وقف النار"', '(حلب & !"وقف النار")'),
    ("minus before brackets", "حلب -(دمشق حمص)", "(حلب & !(دمشق & حمص))"),
    ("minus before a keyword", "حلب -شخص:الأسد", "(حلب & !person:الاسد)"),
    ("minus before a number", "حلب -2016", "(حلب & !2016)"),
    ("minus within a word", "عبد-الله al-Qaeda", "(عبد & الله & al & qaeda)"),
    ("a dash with spaces around it", "حلب - دمشق", "(حلب & دمشق)"),
    ("a dash before a range of numbers", "الأعوام -2015-2016 حلب", "(الاعوام & 2015 & 2016 & حلب)"),
    ("a dash between numbers", "الأعوام 2015 -2016", "(الاعوام & 2015 & 2016)"),
    ("dashes around an aside", "حلب –وهي مدينة– تنتظر", "(حلب & مدينه & تنتظر)"),
    ("dashes in a row", "حلب --دمشق", "(حلب & دمشق)"),
    ("NOT", "حلب NOT دمشق", "(حلب & !دمشق)"),
    ("NOT in Arabic", "حلب ليس دمشق", "(حلب & !دمشق)"),
    ("NOT in Arabic before a function word", "ليس في حلب ماء", "(حلب & ماء)"),
    ("NOT in Arabic at the end", "حلب ليس", "حلب"),
    ("NOT inside a word", "ليسانس حلب", "(ليسانس & حلب)"),
    ("NOT NOT", "NOT NOT حلب", "حلب"),
    ("NOT minus", "NOT -حلب", "حلب"),
    ("OR and minus", "حلب OR -دمشق", "(حلب | !دمشق)"),
    ("only what is excluded", "-حلب -دمشق", "(!حلب & !دمشق)"),
    ("a prefix", "سور*", "سور*"),
    ("a prefix with marks", "سُور*", "سور*"),
    ("a prefix among words", "حرب سور* حلب", "(حرب & سور* & حلب)"),
    ("person", "person:الأسد حلب", "(person:الاسد & حلب)"),
    ("person in Arabic", "شخص:الأسد", "person:الاسد"),
    ("person with a space", "شخص: الأسد", "person:الاسد"),
    ("person with marks and tatweel", "شَخـص:الأسد", "person:الاسد"),
    ("person in capitals", "Person:Assad", "person:assad"),
    ("person by a phrase", 'person:"بشار الأسد"', "person:بشار_الاسد"),
    ("person by a phrase with a space", "شخص: «بشار الأسد»", "person:بشار_الاسد"),
    ("person with hyphens", "person:al-Assad حلب", "(person:al_assad & حلب)"),
    ("person whose name is a function word", "شخص:علي حلب", "(person:علي & حلب)"),
    ("several persons", "person:(الأسد OR بوتين)", "(person:الاسد | person:بوتين)"),
    ("organisation", "org:داعش", "organisation:داعش"),
    ("organisation in Arabic", "جهة:داعش", "organisation:داعش"),
    ("organisation in another spelling", "جهه: داعش", "organisation:داعش"),
    ("place", "place:حلب", "place:حلب"),
    ("place in Arabic", "مكان:حلب", "place:حلب"),
    ("source", "source:رويترز", "source:رويترز"),
    ("source in Arabic", "مصدر: رويترز", "source:رويترز"),
    ("title", "title:حلب معارك", "(title:حلب & معارك)"),
    ("title in Arabic", 'عنوان:"وقف النار"', 'title:"وقف النار"'),
    ("title with brackets", "title:(حلب OR دمشق)", "title:(حلب | دمشق)"),
    ("title with a prefix", "title:سور*", "title:سور*"),
    ("a word behind a colon of its own", "حلب:دمشق http://example.org", "(حلب & دمشق & http & example & org)"),
    ("a keyword inside a word", "myperson:x الشخص:y", "(myperson & x & الشخص & y)"),
    ("brackets", "(حلب دمشق) OR حمص", "((حلب & دمشق) | حمص)"),
    ("brackets around a word", "الجيش (السوري) يتقدم", "(الجيش & السوري & يتقدم)"),
    ("empty brackets", "حلب ()", "حلب"),
    ("a year", "date:2016", "2016-01-01..2016-12-31"),
    ("a month", "date:2016-02", "2016-02-01..2016-02-29"),
    ("a day", "تاريخ: 2016-02-03", "2016-02-03..2016-02-03"),
    ("a day in Arabic digits", "تاريخ:٢٠١٦-٠٢-٠٣", "2016-02-03..2016-02-03"),
    ("a day in Persian digits", "date:۲۰۱۶", "2016-01-01..2016-12-31"),
    ("a day with slashes", "date:2016/2/3", "2016-02-03..2016-02-03"),
    ("a range", "date:2015..2016-03", "2015-01-01..2016-03-31"),
    ("a range the other way round", "date:2016..2015", "2015-01-01..2016-12-31"),
    ("a range of years with a dash", "date:2015-2016", "2015-01-01..2016-12-31"),
    ("a range with an en dash", "تاريخ: ٢٠١٥–٢٠١٦ حلب", "(2015-01-01..2016-12-31 & حلب)"),
    ("a range with an ellipsis", "date:2015…2016", "2015-01-01..2016-12-31"),
    ("a month with an en dash", "date:2016–08", "2016-08-01..2016-08-31"),
    ("an open range", "date:2015..", "2015-01-01.."),
    ("a range open at its beginning", "date:..2015", "..2015-12-31"),
    ("before", "before:2016", "..2015-12-31"),
    ("before in Arabic", "قبل: ٢٠١٦", "..2015-12-31"),
    ("after", "after:2016-02", "2016-03-01.."),
    ("after in Arabic", "بعد:2016-02-03 حلب", "(2016-02-04.. & حلب)"),
    ("the end of a sentence", "حلب date:2016.", "(حلب & 2016-01-01..2016-12-31)"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in UNDERSTOOD], ids=[row[0] for row in UNDERSTOOD])
def test_a_text_is_understood_as(text: str, expected: str) -> None:
    parsed = parse(text)
    assert shown(parsed.root) == expected
    assert set(parsed.notices) <= {Notice.EXCLUDED}


REMARKED = [
    ("a quotation mark without its pair", '"وقف النار" "حلب', '("وقف النار" & حلب)', Notice.OPEN_QUOTE, ()),
    ("an opening bracket without its pair", "حلب (دمشق", "(حلب & دمشق)", Notice.IGNORED, ("(",)),
    ("a closing bracket without its pair", "حلب) دمشق", "(حلب & دمشق)", Notice.IGNORED, (")",)),
    ("brackets too deep", "((((((حلب)))))) دمشق", "(حلب & دمشق)", Notice.TOO_DEEP, ()),
    ("OR at the beginning", "OR حلب", "حلب", Notice.IGNORED, ("OR",)),
    ("OR at the end", "حلب |", "حلب", Notice.IGNORED, ("|",)),
    ("NOT at the end", "حلب NOT", "حلب", Notice.IGNORED, ("NOT",)),
    ("an operator alone", "NOT", "not", Notice.AS_WORDS, ("NOT",)),
    ("signs of other languages", "حلب~2 ^دمشق [حمص]", "(حلب & 2 & دمشق & حمص)", Notice.IGNORED, ("~", "^", "[", "]")),
    ("a star before a word", "*حلب", "حلب", Notice.IGNORED, ("*",)),
    ("a star inside a word", "حل*ب", "(حل & ب)", Notice.IGNORED, ("*",)),
    ("a question mark inside a word", "ح?لب", "(ح & لب)", Notice.IGNORED, ("?",)),
    ("a prefix of one letter", "ح* دمشق", "(ح & دمشق)", Notice.SHORT_PREFIX, ("ح*",)),
    ("a name that is a prefix", "شخص:بشا*", "person:بشا", Notice.IGNORED, ("*",)),
    ("a keyword without a value", "person: OR حلب", "(person | حلب)", Notice.AS_WORDS, ("person:",)),
    ("a keyword with an empty value", 'person:"" حلب', "حلب", Notice.IGNORED, ("person:",)),
    ("no month", "date:2016-13", "(date & 2016 & 13)", Notice.AS_WORDS, ("date:",)),
    ("no day", "date:2015-02-29", "(date & 2015 & 02 & 29)", Notice.AS_WORDS, ("date:",)),
    ("digits without a dash", "date:2016-0815x", "(date & 2016 & 0815x)", Notice.AS_WORDS, ("date:",)),
    ("no date", "بعد: 5 سنوات", "(5 & سنوات)", Notice.AS_WORDS, ("بعد:",)),
    ("a range before which nothing lies", "before:2015..2016", "(before & 2015 & 2016)", Notice.AS_WORDS, ("before:",)),
    ("what is excluded", "لماذا ليس حلب", "(لماذا & !حلب)", Notice.EXCLUDED, ("حلب",)),
    ("all that is excluded", 'حلب -"وقف النار" -شخص: الأسد', '(حلب & !"وقف النار" & !person:الاسد)', Notice.EXCLUDED,
     ('"وقف النار"', "شخص: الأسد")),
    ("signs alone", "؟!،.", "nothing", Notice.NO_WORDS, ()),
    ("an emoji", "🙂", "nothing", Notice.NO_WORDS, ()),
    ("a quotation mark alone", '"', "nothing", Notice.NO_WORDS, ()),
    ("empty quotation marks", '""', "nothing", Notice.NO_WORDS, ()),
    ("invisible signs", "\u200f\u202e", "nothing", Notice.NO_WORDS, ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "notice", "texts"), [row[1:] for row in REMARKED], ids=[row[0] for row in REMARKED]
)
def test_what_is_not_understood_is_searched_as_words_and_said(
    text: str, expected: str, notice: Notice, texts: tuple[str, ...]
) -> None:
    parsed = parse(text)
    assert shown(parsed.root) == expected
    assert texts in [remark.texts for remark in parsed.remarks if remark.notice is notice]


def test_a_long_text_is_cut_and_said() -> None:
    parsed = parse("ا" * 5000)
    assert Notice.TOO_LONG in parsed.notices
    assert isinstance(parsed.root, Word)
    assert len(parsed.root.exact) <= MAX_QUERY_LENGTH


def test_many_words_are_cut_and_said() -> None:
    parsed = parse(" ".join(f"ب{number}" for number in range(40)))
    assert len(parsed.plain_words) == MAX_QUERY_WORDS
    assert parsed.notices == (Notice.TOO_MANY_WORDS,)


def test_as_many_words_as_may_be_are_not_cut() -> None:
    parsed = parse(" OR ".join(f"ب{number}" for number in range(MAX_QUERY_WORDS)))
    assert isinstance(parsed.root, AnyOf)
    assert len(parsed.root.nodes) == MAX_QUERY_WORDS
    assert parsed.notices == ()


def test_many_words_in_phrases_are_cut_too() -> None:
    parsed = parse('"' + " ".join("ب" for _ in range(100)) + '" حلب')
    assert isinstance(parsed.root, Phrase)
    assert len(parsed.root.words) == MAX_QUERY_WORDS
    assert Notice.TOO_MANY_WORDS in parsed.notices


def test_what_is_excluded_is_not_marked() -> None:
    marked = parse('حلب "وقف النار" سور* -دمشق -(حمص "حماة") title:(إدلب -درعا) أو شخص:x').marked
    assert [word.exact for word in marked.words] == ["حلب", "ادلب"]
    assert [phrase.words for phrase in marked.phrases] == [("وقف", "النار")]
    assert [prefix.start for prefix in marked.prefixes] == ["سور"]


def test_queries_that_find_the_same_are_equal_and_hash_alike() -> None:
    assert parse("حَلَب ()") == parse("حلب (")
    assert hash(parse("حَلَب")) == hash(parse("حلب"))
    assert parse("حلب") != parse("دمشق")


def test_a_date_beyond_the_calendar_is_its_end() -> None:
    assert parse("after:9999").root == DateRange(dt.date.max, None)


# Pieces that mean something to this language or to others, and what hides between them.
PIECES = [
    *'"«»“”()[]{}|:*?~^+-–—\\/<>=&!.,،؟\u200f\u202e\u2066\0\ud800\u0301\u0640🙂 \n\t',
    *(" حلب", " دمشق", " في", " أو ", " ليس ", " OR ", " NOT ", " AND ", " or", "سور*", "ﷺ", "é", "2016", ".."),
    *("شخص:", "person:", "title: ", "عنوان:", "date:", "قبل:", "٢٠١٥-١٣"),
]


def depth(node: Node | None) -> int:
    match node:
        case AllOf(nodes) | AnyOf(nodes):
            return 1 + max(map(depth, nodes))
        case Not(inner) | Title(inner):
            return 1 + depth(inner)
    return 0


def leaves(node: Node | None) -> int:
    match node:
        case AllOf(nodes) | AnyOf(nodes):
            return sum(map(leaves, nodes))
        case Not(inner) | Title(inner):
            return leaves(inner)
        case Phrase(words) | Name(_, words):
            return len(words)
        case Word() | Prefix():
            return 1
    return 0


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=120).map("".join), st.text(max_size=300)))
@example("(" * 1000)
@example("-" * 1000)
@example("NOT " * 300)
@example("-(" * 128 + "a" + ")" * 128)
@example("title:" * 40)
def test_any_text_is_a_query_within_bounds(text: str) -> None:
    parsed = parse(text)
    assert leaves(parsed.root) <= MAX_QUERY_WORDS
    assert depth(parsed.root) <= 4 * (MAX_DEPTH + 1)
    assert (parsed.root is None) == (not text.strip())
    hash(parsed)
    for remark in parsed.remarks:
        assert all("\0" not in noted and noted.encode() for noted in remark.texts)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_a_text_is_understood_alike_each_time(text: str) -> None:
    assert parse(text) == parse(text)
    assert parse(text).remarks == parse(text).remarks
