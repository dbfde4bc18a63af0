"""What stands in quotation marks, however they are typed."""

import pytest

from articles.tagging.quote_marks import quoted

# The words between the marks, one row a habit of Arabic newsrooms.
PAIRS = [
    ("straight marks", 'قال: "لن نعود".', ["لن نعود"]),
    ("guillemets", "قال: «لن نعود».", ["لن نعود"]),
    ("curly marks", "قال: \u201cلن نعود\u201d.", ["لن نعود"]),
    ("curly marks turned round, as keyboards give them", "قال: \u201dلن نعود\u201c.", ["لن نعود"]),
    ("curly marks that both close", "قال: \u201dلن نعود\u201d.", ["لن نعود"]),
    ("guillemets turned round", "قال: »لن نعود«.", ["لن نعود"]),
    ("single curly marks", "قال: \u2018لن نعود\u2019.", ["لن نعود"]),
    ("low marks that open", "قال: \u201eلن نعود\u201c.", ["لن نعود"]),
    ("single guillemets", "قال: \u2039لن نعود\u203a.", ["لن نعود"]),
    ("spaces inside the marks", 'قال: " لن نعود ".', ["لن نعود"]),
    ("no space before the mark behind a colon", 'قال:"لن نعود".', ["لن نعود"]),
    ("two quotations in one line", 'قال: "لن نعود" وأضاف: "أبدا".', ["لن نعود", "أبدا"]),
    ("two families in one line", 'قال: «لن نعود» وأضاف: "أبدا".', ["لن نعود", "أبدا"]),
    ("a point inside the marks", 'قال: "لن نعود."', ["لن نعود."]),
    ("others nested in guillemets", 'قال: «سمعت "كلاما" كثيرا».', ['سمعت "كلاما" كثيرا']),
    ("guillemets nested in others", 'قال: "سمعت «كلاما» كثيرا".', ["سمعت «كلاما» كثيرا"]),
    ("a preposition and tatweel written to the mark", 'وصفه بـ"الخطير" أمس.', ["الخطير"]),
    ("in brackets", 'الحزب ("النهار") قال.', ["النهار"]),
    ("behind an Arabic comma", 'قال أمس،"لن نعود".', ["لن نعود"]),
    ("over two paragraphs", 'قال: "لن نعود.\nولن ننسى".', ["لن نعود.\nولن ننسى"]),
    ("each paragraph opened anew", '"لن نعود.\n"ولن ننسى".', ['لن نعود.\n"ولن ننسى']),
    ("each paragraph opened anew, guillemets", "«لن نعود.\n«ولن ننسى».", ["لن نعود.\n«ولن ننسى"]),
    ("never closed: to the end of its line", 'قال: "لن نعود\nوعاد بعد يوم.', ["لن نعود"]),
    ("never closed at the end of the text", "قال: «لن نعود", ["لن نعود"]),
    ("an empty line ends what is never closed", 'قال: "لن نعود\n\nثم عاد.', ["لن نعود"]),
    ("a mark alone", 'بلغ طولها 5" تقريبا.', []),
    ("nothing between the marks", 'قال: "" ثم سكت.', []),
    ("only spaces between the marks", 'قال: "  " ثم سكت.', []),
    ("an apostrophe is no mark", "زار Sana'a أمس.", []),
    ("two apostrophes are no marks", "جريدة l'Orient d'hier صدرت.", []),
    ("a closing mark alone", "ثم عاد» أمس.", []),
    ("no text", "", []),
    ("marks alone", '"""""', []),
]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_what_stands_in_marks(body: str, expected: list[str]) -> None:
    assert [body[pair.start : pair.end] for pair in quoted(body)] == expected


def test_marks_stand_around_their_words() -> None:
    body = 'قال: " لن نعود ".'
    (pair,) = quoted(body)
    assert (body[pair.opening], body[pair.closing - 1], pair.is_closed) == ('"', '"', True)


def test_what_is_never_closed_says_so() -> None:
    (pair,) = quoted('قال: "لن نعود\nثم عاد.')
    assert not pair.is_closed


def test_nothing_overlaps_whatever_the_marks() -> None:
    """Marks of all families in every order: pairs stay apart and within the text."""
    marks = "\"\u201c\u201d\u00ab\u00bb'"
    for number in range(6**4):
        turns = [marks[number // 6**place % 6] for place in range(4)]
        body = f"قال {turns[0]}كلمة{turns[1]} ثم\n{turns[2]} كلمة {turns[3]}."
        found = quoted(body)
        ends = [0, *(pair.closing for pair in found)]
        assert all(end <= pair.opening < pair.start < pair.end for end, pair in zip(ends, found, strict=False))
        assert ends[-1] <= len(body)
