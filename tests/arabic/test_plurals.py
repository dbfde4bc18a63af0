"""The list of broken plurals as a whole; single forms are rows of the forms table."""

from pathlib import Path

from articles.arabic import plurals
from articles.arabic.lexicon import Lexicon
from articles.arabic.normalize import fold_word
from articles.arabic.stem import Stemmer, stem
from articles.arabic.stopwords import QUESTION_WORDS, STOP_WORDS

LIST = Path(plurals.__file__).parent / "data" / "plurals.tsv"


def pairs() -> list[tuple[str, str]]:
    lines = [line.split("\t") for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(fold_word(plural), fold_word(singular)) for singular, forms in lines for plural in forms.split()]


def test_each_plural_has_one_singular_and_is_spelled_otherwise() -> None:
    listed = [plural for plural, _singular in pairs()]
    assert len(listed) == len(set(listed)) == len(plurals.shipped())
    assert all(plural != singular for plural, singular in pairs())


def test_no_plural_or_singular_is_a_word_that_loose_matching_leaves_out() -> None:
    assert not {word for pair in pairs() for word in pair} & STOP_WORDS


def test_every_plural_has_its_singulars_stem_with_article_and_clitics_too() -> None:
    apart = [
        (form, singular)
        for plural, singular in pairs()
        for form in (plural, f"ال{plural}", f"وال{plural}", f"لل{plural}")
        if stem(form) != stem(singular)
    ]
    assert apart == []


def test_a_word_more_usual_than_plural_and_pronoun_stays_itself() -> None:
    singulars = {"سياح": "ساءح"}
    assert Stemmer(Lexicon({"سياح": 5, "سياحه": 50}), singulars).stem("سياحه") == "سياح"
    assert Stemmer(Lexicon({"سياح": 50, "سياحه": 5}), singulars).stem("سياحه") == "ساءح"


def test_words_of_questions_are_known_in_one_spelling() -> None:
    assert {"متي", "كيف", "لماذا", "اين", "كم", "ماهو"} <= QUESTION_WORDS
