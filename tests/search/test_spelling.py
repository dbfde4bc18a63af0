"""Typical misspellings of Arabic and of Latin names, put right among the most usual words of Arabic news."""

from math import log2

import pytest

from articles.arabic.lexicon import shipped
from articles.arabic.normalize import fold_word
from articles.search import sync
from articles.search.spelling import Speller
from tests.factories import make_article, make_mention, make_person, make_place

pytestmark = pytest.mark.django_db

ARTICLES = 16
USUAL = 4_000  # words of the lexicon that the archive of these tests has, the most usual ones

SLIPS = [
    # what was written, what was meant, and why
    ("وظارة", "وزارة", "zay heard as zah"),
    ("الظابط", "الضابط", "dad and zah"),
    ("ظحايا", "ضحايا", "dad and zah"),
    ("المضاهرات", "المظاهرات", "dad and zah"),
    ("نضام", "نظام", "dad and zah"),
    ("المنضمة", "المنظمة", "dad and zah"),
    ("أنتخابات", "انتخابات", "a hamza too many is folded; nothing to put right"),
    ("الانتخابت", "الانتخابات", "a long vowel left out"),
    ("المستشفا", "المستشفى", "alef for alef maksura"),
    ("هاذا", "هذا", "a function word is left alone"),
    ("لاكن", "لكن", "a function word is left alone"),
    ("مسؤلين", "مسؤولين", "a waw left out"),
    ("الرءيص", "الرئيس", "seen and sad"),
    ("الصلطات", "السلطات", "seen and sad"),
    ("سحيفة", "صحيفة", "seen and sad"),
    ("اصتخدام", "استخدام", "seen and sad"),
    ("الاقتساد", "الاقتصاد", "seen and sad"),
    ("مستفى", "مستشفى", "a letter left out"),
    ("الحكومه", "الحكومة", "folded; nothing to put right"),
    ("الحوكمة", "الحكومة", "swapped letters"),
    ("الريئس", "الرئيس", "swapped letters"),
    ("محكمه", "محكمة", "folded; nothing to put right"),
    ("المحمكة", "المحكمة", "swapped letters"),
    ("المتحة", "المتحدة", "a letter left out"),
    ("المتخدة", "المتحدة", "a dot too many"),
    ("الامم", "الأمم", "folded; nothing to put right"),
    ("المجلش", "المجلس", "dots"),
    ("المجاس", "المجلس", "keys side by side"),
    ("الشرظة", "الشرطة", "a dot too many"),
    ("الشرتة", "الشرطة", "teh and tah"),
    ("السلتات", "السلطات", "teh and tah"),
    ("بريتانيا", "بريطانيا", "teh and tah"),
    ("إيتاليا", "إيطاليا", "teh and tah"),
    ("طركيا", "تركيا", "teh and tah"),
    ("الديموقراطية", "الديمقراطية", "a vowel written out"),
    ("الديمقراطيه", "الديمقراطية", "folded; nothing to put right"),
    ("الديمغراطية", "الديمقراطية", "ghain and qaf"),
    ("الإستخبارات", "الاستخبارات", "folded; nothing to put right"),
    ("الاستخبرات", "الاستخبارات", "a long vowel left out"),
    ("العسكرييين", "العسكريين", "a letter three times"),
    ("الجييش", "الجيش", "a letter twice"),
    ("القوااات", "القوات", "a letter drawn out"),
    ("الارهبيين", "الإرهابيين", "a long vowel left out"),
    ("الأرهاب", "الإرهاب", "folded; nothing to put right"),
    ("التحالق", "التحالف", "dots"),
    ("المعارصة", "المعارضة", "a dot too few"),
    ("المغارضة", "المعارضة", "a dot too many"),
    ("مفاوصات", "مفاوضات", "a dot too few"),
    ("العلقات", "العلاقات", "a long vowel left out"),
    ("العلاقت", "العلاقات", "a long vowel left out"),
    ("الخاجرية", "الخارجية", "swapped letters"),
    ("الخرجية", "الخارجية", "a long vowel left out"),
    ("الداخليىة", "الداخلية", "a letter twice, once as alef maksura"),
    ("الدخلية", "الداخلية", "a long vowel left out"),
    ("الفلسطنيين", "الفلسطينيين", "a vowel left out"),
    ("فلصطين", "فلسطين", "seen and sad"),
    ("إسرايل", "إسرائيل", "a hamza left out"),
    ("اسراءيلل", "إسرائيل", "the last letter twice"),
    ("أمريكاا", "أمريكا", "the last letter twice"),
    ("السعوديى", "السعودي", "a letter twice, once as alef maksura"),
    ("السععودية", "السعودية", "a letter twice"),
    ("القاهرا", "القاهرة", "alef for ta marbuta"),
    ("القاهرت", "القاهرة", "teh for ta marbuta"),
    ("دمشف", "دمشق", "dots"),
    ("دمسق", "دمشق", "dots"),
    ("بغدات", "بغداد", "dal heard as teh"),
    ("موصكو", "موسكو", "seen and sad"),
    ("واشطن", "واشنطن", "a letter left out"),
    ("واشنتن", "واشنطن", "teh and tah"),
    ("والمنضمة", "والمنظمة", "behind a clitic"),
    ("وبالمعارصة", "وبالمعارضة", "behind clitics that no article writes so"),
    ("مجلسالأمن", "مجلس الأمن", "a space left out"),
    ("Aleppoo", "Aleppo", "a letter twice"),
    ("Allepo", "Aleppo", "the wrong letter doubled"),
    ("Damascsu", "Damascus", "swapped letters"),
    ("Damaskus", "Damascus", "k for c"),
    ("Lavrof", "Lavrov", "f for v"),
    ("Lavriv", "Lavrov", "keys side by side"),
    ("Bashsr", "Bashar", "keys side by side"),
    ("Basar", "Bashar", "a letter left out"),
]
UNTOUCHED = ("folded", "a function word")


@pytest.fixture
def speller() -> Speller:
    """The most usual words of Arabic news, the more usual the more articles have them, and some records."""
    counts = {word: shipped().count(word) for word in shipped().words()}
    usual = sorted(counts, key=lambda word: (-counts[word], word))[:USUAL]
    least = counts[usual[-1]]
    needed = [fold_word(part) for _, right, _ in SLIPS for part in right.split() if not part.isascii()]
    having = {word: min(ARTICLES, 1 + int(log2(counts[word] / least) * 2)) for word in usual}
    having |= {word: max(having.get(word, 0), 2) for word in needed if word != fold_word("وبالمعارضة")}
    places = make_place("حلب", "Aleppo"), make_place("دمشق", "Damascus")
    people = make_person("سيرغي لافروف", "Sergey Lavrov"), make_person("بشار الأسد", "Bashar al-Assad")
    with sync.paused():
        for number in range(ARTICLES):
            names = " ".join(record.name_ar for record in (*places, *people))
            words = " ".join(word for word, articles in having.items() if number < articles)
            made = make_article(f"{names} {words} مجلس الأمن", f"خبر {number}")
            for record in (*places, *people):
                make_mention(made, record)
    sync.drain()
    return Speller(sync.backend().snapshot())


def test_there_are_enough_slips_and_each_stands_once() -> None:
    assert len(SLIPS) == len({wrong for wrong, _, _ in SLIPS})
    assert sum(not why.startswith(UNTOUCHED) for _, _, why in SLIPS) >= 60


def test_typical_slips_are_put_right_at_first(speller: Speller) -> None:
    missed = dict[str, list[str]]()
    for wrong, right, why in SLIPS:
        if fold_word(wrong) == fold_word(right) or why.startswith(UNTOUCHED):
            continue
        offered = [" ".join(correction.words) for correction in speller.corrections(fold_word(wrong))]
        if " ".join(map(fold_word, right.split())) not in offered[:1]:
            missed[wrong] = offered[:4]
    assert missed == {}


def test_what_folding_meets_and_function_words_are_left_alone(speller: Speller) -> None:
    for wrong, right, why in SLIPS:
        if why.startswith("folded"):
            assert fold_word(wrong) == fold_word(right)
    for word in ("في", "من", "هذا", "2016", "ط", "", "42"):
        assert speller.improvements(word) == [], word


def test_usual_words_and_their_forms_are_not_put_right(speller: Speller) -> None:
    words = speller.vocabulary.with_prefix("", 1500)
    alarmed = [word for word, _ in words if speller.improvements(word)]
    assert alarmed == []


def test_words_are_shown_as_names_and_articles_write_them(speller: Speller) -> None:
    assert speller.written(["aleppo", "لافروف", "الامن", "xyzzy"]) == {
        "aleppo": "Aleppo",
        "لافروف": "لافروف",
        "الامن": "الأمن",
        "xyzzy": "xyzzy",
    }
