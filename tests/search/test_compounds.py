"""Compound names in both spellings: in the tree of a query, and in what it finds."""

import pytest

from articles.search import sync
from articles.search.compounds import with_compounds
from articles.search.language import parse
from articles.search.params import SearchParams
from articles.search.query import search
from articles.search.tree import AllOf, Named, Not, Phrase, Title, Word
from tests.factories import make_article

# Query and text find each other both ways.
SAME = [
    ("a servant", "عبدالفتاح", "عبد الفتاح"),
    ("a servant of God", "عبدالله", "عبد الله"),
    ("a servant, vocalised", "عَبْدُالرَّحْمٰن", "عبد الرحمن"),
    ("a victory of God", "نصرالله", "نصر الله"),
    ("a party of God", "حزبالله", "حزب الله"),
    ("a piety of religion", "صلاحالدين", "صلاح الدين"),
    ("a father", "أبوبكر", "أبو بكر"),
    ("a father of a city", "أبوظبي", "أبو ظبي"),
    ("a father in another case", "أبيبكر", "أبي بكر"),
]
DIFFERENT = [
    ("another servant", "عبدالفتاح", "عبد الكريم"),
    ("words apart", "عبدالفتاح", "عبد القائد الفتاح"),
    ("the other way round", "نصرالله", "الله نصر"),
    ("a word that only begins like a father", "أبواب", "أبو علي"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "two"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_a_compound_is_found_in_either_spelling(one: str, two: str) -> None:
    in_one, in_two = make_article(f"قال {one} أمس"), make_article(f"قال {two} أمس")
    sync.drain()
    for text in (one, two, f"{two} أمس", f"قال {one}"):
        page = search(SearchParams(text=text))
        assert {hit.article.pk for hit in page.hits} == {in_one.pk, in_two.pk}
        assert all("<mark>" in hit.snippet for hit in page.hits)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "text"), [row[1:] for row in DIFFERENT], ids=[row[0] for row in DIFFERENT])
def test_a_compound_does_not_find(query: str, text: str) -> None:
    make_article(f"قال {text} أمس")
    sync.drain()
    assert search(SearchParams(text="قال")).total == 1
    assert search(SearchParams(text=query)).total == 0


@pytest.mark.django_db
def test_an_exact_phrase_is_found_as_it_stands() -> None:
    make_article("قال عبدالفتاح أمس")
    sync.drain()
    assert search(SearchParams(text='"عبدالفتاح"')).total == 1
    assert search(SearchParams(text='"عبد الفتاح"')).total == 0


def test_compounds_are_found_wherever_they_stand() -> None:
    abdullah = Word("عبدالله", "عبدالل", spellings=(Phrase(("عبد", "الله")),))
    parsed = parse("حلب -عبدالله عنوان:عبدالله").root
    assert parsed is not None
    found = with_compounds(parsed)
    assert isinstance(found, AllOf)
    _, excluded, title = found.nodes
    assert isinstance(excluded, Not)
    assert isinstance(title, Title)
    for node in (excluded.node, title.node):
        assert isinstance(node, Word)
        assert node.spellings == abdullah.spellings


def test_two_words_alone_are_one_name() -> None:
    root = parse("عبد الله").root
    assert root is not None
    assert isinstance(with_compounds(root), Named)


@pytest.mark.parametrize("text", ["حلب", "والله", "بالله", "أبوه", "عبد", "عبد حلب", "الدين", "Abu Bakr"])
def test_other_words_stay_as_they_are(text: str) -> None:
    root = parse(text).root
    assert root is not None
    assert with_compounds(root) == root
