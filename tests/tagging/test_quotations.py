"""What a text says was said: kinds, words, and what only looks like it. Who said it: test_speakers.py."""

import pickle
from time import process_time

import pytest

from articles.tagging.mentions import Findings
from tests.tagging.quoting import quotations_in, said_in

LONGEST = 3.0  # seconds of a processor for a text of some hundred thousand characters
D, M, R = "direct", "mixed", "reported"

# id: why; body; kind and words of each quotation.
IN_MARKS = [
    ("a colon and marks", 'قال شويغو: "سنبقى في حلب".', [(D, "سنبقى في حلب")]),
    ("one word behind a colon is a quotation too", 'قال شويغو: "سنبقى".', [(D, "سنبقى")]),
    ("guillemets", "أضاف شويغو: «الوضع هادئ اليوم».", [(D, "الوضع هادئ اليوم")]),
    ("curly marks the wrong way round", "أكد شويغو: \u201dالوضع هادئ اليوم\u201c.", [(D, "الوضع هادئ اليوم")]),
    ("no colon", 'قال شويغو "إن الوضع هادئ اليوم".', [(D, "إن الوضع هادئ اليوم")]),
    ("إن before the marks", 'قال شويغو إن "الوضع هادئ اليوم".', [(D, "الوضع هادئ اليوم")]),
    ("circumstances between the verb and the marks", 'قال شويغو خلال مؤتمر أمس في موسكو: "سنبقى".', [(D, "سنبقى")]),
    ("the marks on the next line", 'قال شويغو:\n"الوضع هادئ اليوم".', [(D, "الوضع هادئ اليوم")]),
    ("two paragraphs in marks", 'قال شويغو: "الوضع هادئ.\nولن نعود".', [(D, "الوضع هادئ.\nولن نعود")]),
    ("each paragraph opened anew", 'قال شويغو: "الوضع هادئ.\n"ولن نعود".', [(D, 'الوضع هادئ.\n"ولن نعود')]),
    ("never closed: up to the line's end", 'قال شويغو: "الوضع هادئ\nوغادر أمس.', [(D, "الوضع هادئ")]),
    ("nested", 'قال شويغو: "سمعت «كلاما» كثيرا".', [(D, "سمعت «كلاما» كثيرا")]),
    (
        "a verb within the marks says nothing of its own",
        'قال شويغو: "قال لي صديقي إن الوضع هادئ".',
        [(D, "قال لي صديقي إن الوضع هادئ")],
    ),
    ("nouns of saying", 'نقلت رويترز عن شويغو قوله: "الوضع هادئ اليوم".', [(D, "الوضع هادئ اليوم")]),
    ("بالقول", 'علق شويغو بالقول: "الوضع هادئ اليوم".', [(D, "الوضع هادئ اليوم")]),
    ("a participle", 'غادر شويغو دمشق قائلا: "الوضع هادئ اليوم".', [(D, "الوضع هادئ اليوم")]),
    ("written in a tweet", 'كتب شويغو في تغريدة: "الوضع هادئ اليوم".', [(D, "الوضع هادئ اليوم")]),
    ("described as", 'وصف شويغو الوضع بأنه "هادئ إلى حد بعيد".', [(D, "هادئ إلى حد بعيد")]),
    ("called for", 'دعا شويغو إلى "حوار شامل بين الأطراف".', [(D, "حوار شامل بين الأطراف")]),
    ("told of behind: بحسب تعبيره", 'الوضع "هادئ إلى حد بعيد"، بحسب تعبير شويغو.', [(D, "هادئ إلى حد بعيد")]),
    ("told of behind: a verb", '"الوضع هادئ إلى حد بعيد"، قال شويغو.', [(D, "الوضع هادئ إلى حد بعيد")]),
    ("told of behind: وفقا ل", '"الوضع هادئ إلى حد بعيد"، وفقا لشويغو.', [(D, "الوضع هادئ إلى حد بعيد")]),
    ("marks that hold nothing but the clause with أن", 'أكد شويغو "أن الوضع هادئ".', [(D, "أن الوضع هادئ")]),
    ("vowel marks and tatweel on the verb", 'قـالَ شويغو: "الوضع هادئ".', [(D, "الوضع هادئ")]),
    ("hamza left out of the verb", 'اكد شويغو: "الوضع هادئ".', [(D, "الوضع هادئ")]),
    ("two quotations of one sentence", 'قال شويغو: "الوضع هادئ"، وأضاف: "سنبقى".', [(D, "الوضع هادئ"), (D, "سنبقى")]),
]
REPORTED = [
    ("إن behind قال", "قال شويغو إن الوضع هادئ في حلب.", [(R, "إن الوضع هادئ في حلب")]),
    ("أن behind أكد", "أكد شويغو أن الوضع هادئ في حلب.", [(R, "أن الوضع هادئ في حلب")]),
    ("أن with a pronoun", "أوضح شويغو أنه سيزور حلب غدا.", [(R, "أنه سيزور حلب غدا")]),
    ("بأن", "صرح شويغو بأن الوضع هادئ.", [(R, "بأن الوضع هادئ")]),
    ("أشار إلى أن", "أشار شويغو إلى أن الوضع هادئ.", [(R, "أن الوضع هادئ")]),
    ("شدد على أن", "شدد شويغو على أن الوضع هادئ.", [(R, "أن الوضع هادئ")]),
    (
        "the next verb of saying ends it",
        "قال شويغو إن الوضع هادئ، وأضاف أن الجيش باق هناك.",
        [(R, "إن الوضع هادئ"), (R, "أن الجيش باق هناك")],
    ),
    (
        "a participle of saying ends it",
        "قال شويغو إن الوضع هادئ، مضيفا أن الجيش باق هناك.",
        [(R, "إن الوضع هادئ"), (R, "أن الجيش باق هناك")],
    ),
    ("بحسب قوله ends it", "قال شويغو إن الوضع هادئ في حلب، بحسب قوله.", [(R, "إن الوضع هادئ في حلب")]),
    ("حسب قوله without a comma ends it too", "قال شويغو إن الوضع هادئ حسب قوله.", [(R, "إن الوضع هادئ")]),
    ("وفق تأكيد and a name end it", "قال شويغو إن الوضع هادئ وفق تأكيد شويغو.", [(R, "إن الوضع هادئ")]),
    ("a point ends it", "قال شويغو إن الوضع هادئ. وغادر موسكو أمس.", [(R, "إن الوضع هادئ")]),
    (
        "a point in a number does not",
        "قال شويغو إن النمو بلغ 2.5 بالمئة هذا العام.",
        [(R, "إن النمو بلغ 2.5 بالمئة هذا العام")],
    ),
    (
        "parts in marks: mixed",
        'قال شويغو إن الوضع في حلب "هادئ إلى حد بعيد".',
        [(M, 'إن الوضع في حلب "هادئ إلى حد بعيد"')],
    ),
    ("one word in marks within it: reported", 'قال شويغو إن هناك "حوارا" مع تركيا.', [(R, 'إن هناك "حوارا" مع تركيا')]),
    ("a name in marks within it: reported", 'قال شويغو إن تنظيم "داعش" يتراجع.', [(R, 'إن تنظيم "داعش" يتراجع')]),
    ("a statement", "جاء في بيان وزارة الداخلية أن الوضع هادئ.", [(R, "أن الوضع هادئ")]),
    ("a relative clause", "زار حلب شويغو الذي قال إن الوضع هادئ.", [(R, "إن الوضع هادئ")]),
    ("the imperfect", "يقول شويغو إن الوضع هادئ.", [(R, "إن الوضع هادئ")]),
    ("the plural", "قال المسؤولون إن الوضع هادئ.", [(R, "إن الوضع هادئ")]),
]
# What looks like it and is not; nothing is found.
FALSE_FRIENDS = [
    ("scare quotes", 'وصلت "قوات حفظ السلام" إلى حلب أمس.'),
    ("scare quotes behind a verb that says nothing", 'يستعد "الجيش الحر" لمعركة في حلب.'),
    ("the title of a film", 'عرض فيلم "رحلة إلى آخر الدنيا" في تونس.'),
    ("the title of a book behind a verb of saying", 'كتب شويغو كتاب "رحلة إلى آخر الدنيا".'),
    ("the title of a programme", 'تحدث شويغو في برنامج "صباح الخير يا بلادي".'),
    ("a motto", 'تظاهر العشرات تحت شعار "لا للحرب في بلادنا".'),
    ("under the title", 'نظمت ندوة بعنوان "الإعلام والحرب في العالم".'),
    ("what a workshop is about", 'تحدث شويغو في ورشة وطنية حول "عودة المقاتلين من الخارج".'),
    ("a newspaper's name", 'صرح شويغو لصحيفة "الأيام".'),
    ("a body's name in marks", 'قصف الجيش مواقع "داعش" في حلب.'),
    ("a charge", 'أوقف بتهمة "الانتماء إلى تنظيم إرهابي مسلح".'),
    ("not said: لم", "لم يقل شويغو إن الوضع هادئ."),
    ("not said: لن", "لن يقول شويغو إن الوضع هادئ."),
    ("not said: ما", "ما قال شويغو إن الوضع هادئ."),
    ("not said: لا", "لا يقول شويغو إن الوضع هادئ."),
    ("perhaps said: قد with the imperfect", "قد يقول شويغو إن الوضع هادئ."),
    ("if it is said", "إذا قال شويغو إن الوضع هادئ فلا تصدقوه."),
    ("is it said: هل", "هل قال شويغو إن الوضع هادئ؟"),
    ("بعد أن is a time", "أكد شويغو موقفه بعد أن وصل إلى حلب."),
    ("يجب أن is a must", "أكد شويغو موقفا يجب أن يعرفه الجميع."),
    ("the passive, or the teller's own words: يذكر أن", "يذكر أن شويغو زار حلب العام الماضي."),
    ("it turned out: تبين أن", "تبين أن الوضع هادئ في حلب."),
    ("بين is between", "جرت محادثات بين شويغو وليلى حداد أمس في موسكو."),
    ("a study says nothing", "كشفت دراسة أن القهوة تطيل العمر كثيرا."),
    ("figures say nothing", "أظهرت الأرقام أن الأسعار ارتفعت كثيرا."),
    ("كتب are books", 'صدرت كتب "كثيرة عن الحرب" في دمشق.'),
    ("ذكر is male", "ولد ذكر الباندا في حديقة الحيوان أن كان الجو باردا."),
    ("a verb without anything said", "قال شويغو كلمته وغادر القاعة."),
    ("the sentence ends before the marks", 'تحدث شويغو طويلا. "النهار" حزب جديد في تونس.'),
    ("no letters at all", '"123" : 456.'),
    ("an empty text", ""),
    ("the verb alone", "قال"),
    ("the verb and a colon alone", "قال:"),
    ("marks of nothing", 'قال شويغو: "".'),
]


@pytest.mark.parametrize(
    ("body", "expected"), [row[1:] for row in (*IN_MARKS, *REPORTED)], ids=[row[0] for row in (*IN_MARKS, *REPORTED)]
)
def test_what_was_said(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(kind, said) for kind, _speaker, said in said_in(body)] == expected


@pytest.mark.parametrize("body", [row[1] for row in FALSE_FRIENDS], ids=[row[0] for row in FALSE_FRIENDS])
def test_what_only_looks_like_it(body: str) -> None:
    assert said_in(body) == []


LONG = [
    ("a quotation with many marks in it", 'قال شويغو: "' + "«" * 5000),
    ("a verb of saying ten thousand times", "قال " * 10_000),
    ("أن ten thousand times", "قال شويغو " + "إن " * 10_000),
    ("a mark before every word", ' "قال' * 10_000),
    ("one sentence of ten thousand words", "قال شويغو إن " + "الوضع هادئ " * 5000),
    ("a name and a verb over and over", "قال شويغو وأضاف نصار " * 3000),
    ("no sentence says anything", "وصل شويغو إلى حلب. " * 3000),
    ("lines of nothing", "قال شويغو:\n" * 5000),
    ("invisible characters", 'قال\u200e شويغو\u200f:\u200e \u202b"الوضع هادئ اليوم"\u202c\u0000'),
]


@pytest.mark.parametrize("body", [row[1] for row in LONG], ids=[row[0] for row in LONG])
def test_no_text_takes_long_or_breaks_the_order(body: str) -> None:
    began = process_time()
    found = quotations_in(body)
    assert process_time() - began < LONGEST
    ends = [0, *(each.end for each in found)]
    assert all(end <= each.start < each.end for end, each in zip(ends, found, strict=False))
    assert ends[-1] <= len(body)


def test_spans_are_of_the_original_text() -> None:
    body = 'قـالَ الوزيرُ سيرغي شويغو: "الوضعُ هادئٌ".'
    (found,) = quotations_in(body)
    assert found.speaker is not None
    words = [body[slice(*span)] for span in (found.verb, found.speaker, (found.start, found.end))]
    assert words == ["قـالَ", "سيرغي شويغو", "الوضعُ هادئٌ"]


def test_the_parts_in_marks_of_what_is_reported_are_told() -> None:
    body = 'قال شويغو إن الوضع "هادئ إلى حد بعيد" وإنه "سيبقى هادئا كما كان".'
    (found,) = quotations_in(body)
    assert [body[slice(*span)] for span in found.marked] == ["هادئ إلى حد بعيد", "سيبقى هادئا كما كان"]


def test_they_are_small_on_their_way_between_processes() -> None:
    found = quotations_in('قال شويغو: "الوضع هادئ في حلب". وأضاف أن الجيش باق هناك. ' * 50)
    assert len(found) == 100
    assert len(pickle.dumps(Findings(quotations=found))) < 120 * len(found)
