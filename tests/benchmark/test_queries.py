"""Queries are what they say: their words as frequent as claimed, their phrases and beginnings in the texts."""

from articles.arabic.stopwords import STOP_WORDS
from articles.benchmark.folder import BenchFolder
from articles.benchmark.queries import RARE
from articles.benchmark.requests import PageKind, Request, read_requests
from articles.benchmark.words import read_frequencies, read_words
from articles.models import Entity, Mention
from articles.search.analyzer import loose_form
from tests.benchmark.conftest import ARTICLES, QUERIES


def of_kind(bench: BenchFolder, kind: PageKind) -> list[Request]:
    return [request for request in read_requests(bench.queries) if request.kind is kind]


def articles_with(bench: BenchFolder, stem: str) -> int:
    return sum(stem in stems.split() for _, stems, _ in read_words(bench.words))


def test_rare_words_are_in_about_31_articles(bench: BenchFolder) -> None:
    found = [articles_with(bench, request.terms[0].stem) for request in of_kind(bench, PageKind.RARE)]
    assert len(found) == QUERIES
    assert all(abs(count - RARE) <= 3 for count in found)


def test_common_words_are_in_about_a_fifth_of_the_articles(bench: BenchFolder) -> None:
    found = [articles_with(bench, request.terms[0].stem) for request in of_kind(bench, PageKind.COMMON)]
    assert all(0.12 * ARTICLES < count < 0.4 * ARTICLES for count in found)


def test_frequencies_are_those_of_the_texts(bench: BenchFolder) -> None:
    frequencies = read_frequencies(bench.words, "stem")
    some = list(frequencies)[:: len(frequencies) // 20]
    assert [articles_with(bench, stem) for stem in some] == [frequencies[stem] for stem in some]


def test_a_word_as_typed_has_the_stem_that_was_counted(bench: BenchFolder) -> None:
    terms = [term for request in of_kind(bench, PageKind.OR) for term in request.terms]
    assert [loose_form(term.exact) for term in terms] == [term.stem for term in terms]


def test_phrases_stand_in_an_article_and_are_not_stop_words_alone(bench: BenchFolder) -> None:
    texts = [f" {exact} " for _, _, exact in read_words(bench.words)]
    for request in of_kind(bench, PageKind.PHRASE):
        words = [term.exact for term in request.terms]
        assert any(f" {' '.join(words)} " in text for text in texts)
        assert not STOP_WORDS.issuperset(words)


def test_beginnings_have_three_letters(bench: BenchFolder) -> None:
    assert {len(request.prefix) for request in of_kind(bench, PageKind.PREFIX)} == {3}


def test_words_seen_first_are_asked_by_no_other_query(bench: BenchFolder) -> None:
    requests = read_requests(bench.queries)
    first_seen = {t.stem for r in requests if r.kind is PageKind.FIRST_SEEN for t in r.terms}
    others = {t.stem for r in requests if r.kind is not PageKind.FIRST_SEEN for t in r.terms}
    assert len(first_seen) >= QUERIES
    assert not first_seen & others


def test_articles_have_nine_tags_on_average_the_first_records_most(bench: BenchFolder) -> None:
    assert 7.5 < Mention.objects.count() / ARTICLES < 10.5
    first, hundredth = Entity.objects.filter(kind="person").order_by("pk")[0:100:99]
    assert first.mentions.count() > 10 * hundredth.mentions.count()
