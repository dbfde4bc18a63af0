"""Who says it: named beside the verb, before it, or once before where that is safe; else nobody."""

import pytest

from tests.tagging.quoting import quotations_in, said_in

Q = ' "سنبقى هنا طويلا".'  # something said

# id: why; body; the words that name the speaker of each quotation, "" where the text does not surely tell.
NAMED = [
    ("right behind the verb", "قال شويغو:" + Q, ["شويغو"]),
    ("behind the verb and a title", "قال الوزير سيرغي شويغو:" + Q, ["سيرغي شويغو"]),
    ("behind a title of three words", "قال وزير الدفاع الروسي سيرغي شويغو:" + Q, ["سيرغي شويغو"]),
    ("a comma between title and name", "قال وزير الدفاع الروسي، سيرغي شويغو، أمس:" + Q, ["سيرغي شويغو"]),
    ("the title behind the name", "قال سيرغي شويغو، وزير الدفاع الروسي، أمس:" + Q, ["سيرغي شويغو"]),
    ("an adverb between", "قال أيضا شويغو:" + Q, ["شويغو"]),
    ("a day between", "قال أمس الأحد شويغو:" + Q, ["شويغو"]),
    ("a woman", "قالت ليلى حداد:" + Q, ["ليلى حداد"]),
    ("an organisation", "أعلنت الأمم المتحدة أن الوضع هادئ.", ["الأمم المتحدة"]),
    ("an organisation behind its first word", "أعلنت حركة الغد أن الوضع هادئ.", ["حركة الغد"]),
    ("before the verb", "شويغو قال إن الوضع هادئ.", ["شويغو"]),
    ("كان between subject and verb", "وكان شويغو قد قال إن الوضع هادئ.", ["شويغو"]),
    ("a relative clause", "زار حلب شويغو الذي قال إن الوضع هادئ.", ["شويغو"]),
    ("a statement of a body", "جاء في بيان وزارة الداخلية أن الوضع هادئ.", ["وزارة الداخلية"]),
    ("a statement for a body: ل", "جاء في بيان للأمم المتحدة أن الوضع هادئ.", [""]),
    ("what a source tells of: عن … قوله", "نقلت رويترز عن شويغو قوله:" + Q, ["شويغو"]),
    ("a participle of the same sentence", "غادر شويغو القاعة قائلا:" + Q, ["شويغو"]),
    ("behind what was said", '"سنبقى هنا طويلا"، قال شويغو.', ["شويغو"]),
    ("according to", '"سنبقى هنا طويلا"، وفقا لشويغو.', ["لشويغو"]),
    ("according to what he told", '"سنبقى هنا طويلا"، وفق ما قال شويغو.', ["شويغو"]),
    ("another person in what is said", 'قال شويغو: "التقيت ترامب أمس".', ["شويغو"]),
    ("another person in what is reported", "قال شويغو إن ترامب سيزور حلب.", ["شويغو"]),
    ("two who speak in one sentence", f"قال شويغو:{Q[:-1]}، وقال نصار:{Q}", ["شويغو", "نصار"]),
]
SAFE = [
    ("a pronoun in the next sentence", f"قال شويغو:{Q} وأضاف:{Q}", ["شويغو", "شويغو"]),
    ("in the next paragraph", f"قال شويغو:{Q}\nوأضاف:{Q}", ["شويغو", "شويغو"]),
    ("a participle behind what was said", "قال شويغو إن الوضع هادئ، مضيفا أن الجيش باق.", ["شويغو"] * 2),
    ("a chain of pronouns", f"قال شويغو:{Q} وأضاف:{Q} وتابع:{Q}", ["شويغو"] * 3),
    ("بحسب قوله of whoever spoke", 'قال شويغو إن الوضع هادئ. الوضع "هادئ جدا اليوم"، بحسب قوله.', ["شويغو"] * 2),
    ("whoever is named in what is said does not come between", f'قال شويغو: "رأيت نصار". وأضاف:{Q}', ["شويغو"] * 2),
    ("the subject of the sentence before, which says nothing", f"وصل شويغو إلى دمشق. وقال:{Q}", ["شويغو"]),
    ("a woman between is not who he is", f"قال شويغو:{Q} حضرت ليلى حداد اللقاء. وأضاف:{Q}", ["شويغو", ""]),
    ("the office of the one named", f"قال الوزير سيرغي شويغو:{Q} وأضاف الوزير:{Q}", ["سيرغي شويغو"] * 2),
    ("the office named behind the name", f"قال سيرغي شويغو، وزير الدفاع:{Q}\nوأكد الوزير:{Q}", ["سيرغي شويغو"] * 2),
    ("the body called by what it is", f"أعلن حزب النهار أن الوضع هادئ. وأضاف الحزب:{Q}", ["حزب النهار"] * 2),
    (
        "the body called by what it is, without the word in its name",
        f"قالت رويترز:{Q} وأضافت الوكالة:{Q}",
        ["رويترز"] * 2,
    ),
    ("a statement named again", f"جاء في بيان وزارة الداخلية أن الوضع هادئ. وأضاف البيان:{Q}", ["وزارة الداخلية"] * 2),
]
NOT_SAFE = [
    ("a pronoun and nobody named", f"وأضاف:{Q}", [""]),
    ("she is not he", f"قال سامي الطاهر:{Q} وأضافت:{Q}", ["سامي الطاهر", ""]),
    ("he is not she", f"قالت ليلى حداد:{Q} وأضاف:{Q}", ["ليلى حداد", ""]),
    ("they are not he", f"قال شويغو:{Q} وأضافوا:{Q}", ["شويغو", ""]),
    ("another man is named between", f"قال شويغو:{Q} والتقى بعد ذلك كريم نصار. وأضاف:{Q}", ["شويغو", ""]),
    ("somebody without a known name speaks between", f"قال شويغو:{Q} وقال مسؤول كبير:{Q} وأضاف:{Q}", ["شويغو", "", ""]),
    ("a name nobody knows speaks between", f"قال شويغو:{Q} وقال فلان الفلاني:{Q} وأضاف:{Q}", ["شويغو", "", ""]),
    ("a ministry is not the party", f"أعلن حزب النهار أن الوضع هادئ. وأضافت الوزارة:{Q}", ["حزب النهار", ""]),
    ("a ministry is no terrorist group that was named", f'ضرب تنظيم "داعش" حلب. وأضافت الوزارة:{Q}', [""]),
    ("the party is no person", f"قال شويغو:{Q} وأضاف الحزب:{Q}", ["شويغو", ""]),
    ("the spokeswoman is not the man before her", f"بحثت القضية مع سامي الطاهر، وأكدت النائبة:{Q}", [""]),
    ("an office that nobody named holds", f"قالت ليلى حداد:{Q} وأضاف السفير:{Q}", ["ليلى حداد", ""]),
    ("two ministers", f"التقى الوزير كريم نصار الوزير سامي الطاهر. وقال الوزير:{Q}", [""]),
    ("whoever is told of is not who tells: عن", f"قال مصدر عن شويغو:{Q}", [""]),
    ("the brother of the one named", f"قال شقيق شويغو:{Q}", [""]),
    ("the lawyer of the one named", f"قال محامي سامي الطاهر:{Q}", [""]),
    ("the supporters of the one named", f"قال أنصار شويغو:{Q}", [""]),
    ("a source in the body", f"قال مصدر في وزارة الداخلية:{Q}", [""]),
    ("a source close to", f"قال مصدر مقرب من شويغو:{Q}", [""]),
    ("one of the party's deputies", f"قال أحد نواب حزب النهار:{Q}", [""]),
    ("said to him, not by him: ل", f"قال لشويغو:{Q}", [""]),
    ("a place says nothing", f"قالت موسكو:{Q}", [""]),
    ("words about him in which somebody says", f"نشرت تصريحات شويغو قال فيها:{Q}", [""]),
    ("behind a blank paragraph and another's", f"قال شويغو:{Q}\nغادر نصار حلب.\nوأضاف:{Q}", ["شويغو", ""]),
]
ROWS = [*NAMED, *SAFE, *NOT_SAFE]


@pytest.mark.parametrize(("body", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_who_said_it(body: str, expected: list[str]) -> None:
    assert [speaker for _kind, speaker, _said in said_in(body)] == expected


def test_the_speaker_is_the_record_that_the_name_stands_for() -> None:
    first, second = quotations_in(f"قال الوزير سيرغي شويغو:{Q} وأضاف شويغو:{Q}")
    assert first.entity_id == second.entity_id is not None


@pytest.mark.parametrize(
    ("body", "evidence"),
    [
        (f"قال شويغو:{Q}", "subject"),
        ("وكان شويغو قد قال إن الوضع هادئ.", "before the verb"),
        (f"غادر شويغو القاعة قائلا:{Q}", "clause"),
        (f"وصل شويغو إلى دمشق. وقال:{Q}", "pronoun"),
        (f"وصل الوزير سيرغي شويغو إلى دمشق. وقال الوزير:{Q}", "title"),
        (f"نقلت رويترز عن شويغو قوله:{Q}", "source"),
        ("جاء في بيان وزارة الداخلية أن الوضع هادئ.", "statement"),
        ('"سنبقى هنا طويلا"، قال شويغو.', "according"),
        (f"وأضاف:{Q}", ""),
    ],
)
def test_what_it_rests_on_is_said(body: str, evidence: str) -> None:
    (found,) = quotations_in(body)
    assert found.evidence == evidence


def test_what_rests_on_less_is_less_sure() -> None:
    named, meant = quotations_in(f"قال شويغو:{Q} وأضاف:{Q}")
    assert 0 < meant.confidence < named.confidence < 1
