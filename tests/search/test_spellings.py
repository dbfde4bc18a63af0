"""Arabic spellings of Latin words among the words of a real index, in one segment and in several."""

import random
import time
from itertools import product

import pytest

from articles.arabic.translit import arabic_keys, word_keys
from articles.search import spellings, sync
from articles.search.segment import Field
from articles.search.spellings import MAX_RATED, MAX_SPELLINGS, KeyedTerms, spellings_of
from tests.factories import make_article


def found(latin: str) -> list[str]:
    return spellings_of(sync.backend().snapshot(), latin)


@pytest.mark.django_db
class TestInAnIndex:
    @pytest.fixture(autouse=True)
    def articles(self) -> None:
        with sync.paused():
            make_article("قال لافروف إن بوتين وصل", "عنوان")
            make_article("لافروڤ ولفروف في موسكو", "خبر")
        sync.drain()
        make_article("قال لافروف لسميث على السد", "نبأ")
        sync.drain()

    def test_spellings_are_those_of_the_archive_the_likeliest_first(self) -> None:
        assert found("lavrov") == ["لافروف"]
        assert found("putin") == ["بوتين"]

    def test_a_word_of_one_segment_alone(self) -> None:
        assert found("smith") == []  # it stands behind a clitic: another key
        make_article("سميث")
        sync.drain()
        assert found("smith") == ["سميث"]

    def test_words_that_only_share_the_key_are_left_out(self) -> None:
        make_article("سمت سميث")
        sync.drain()
        assert found("smith") == ["سميث"]
        assert set(word_keys("smith")) & set(word_keys("سمت"))

    def test_function_words_are_no_spellings(self) -> None:
        make_article("كانت إلى")
        sync.drain()
        assert found("ila") == found("kanet") == []

    def test_of_the_forms_of_one_stem_the_best_is_enough(self) -> None:
        make_article("الأسد وأسد")
        sync.drain()
        assert len(found("assad")) == 1

    def test_no_more_than_so_many(self) -> None:
        make_article(" ".join("م" + "".join(f"ا{g}" for g in four) + "ون" for four in product("غج", repeat=4)))
        sync.drain()
        assert len(found("magagagagon")) == MAX_SPELLINGS

    def test_among_many_words_of_a_key_the_alike_are_compared(self) -> None:
        shared = [f"{one}{two}ت{three}" for one in "اويءع" for two in "ءاعوي" for three in ("", "ا", "اع", "وء", "ءي")]
        make_article(" ".join(dict.fromkeys([*shared, *shared])))
        make_article(" ".join([*shared, "الحوثي"]))
        sync.drain()
        assert len(shared) > MAX_RATED
        assert found("houthi")[0] == "الحوثي"

    def test_a_word_without_a_key_has_none(self) -> None:
        assert found("aoi") == found("2016") == found("حلب") == []


@pytest.mark.django_db
def test_an_empty_index_has_no_spellings() -> None:
    assert found("lavrov") == []


WORDS = ["لافروف", "الاسد", "تشاد", "ا", "اا", "ال", "علي", "محمد", "الله", "ييي", "شويغو", "والي"]


def test_the_keys_of_many_words_are_those_of_each() -> None:
    of_many: dict[str, set[str]] = {word: set() for word in WORDS}
    for at, key in arabic_keys(WORDS):
        of_many[WORDS[at]].add(key)
    assert of_many == {word: set(word_keys(word)) for word in WORDS}
    assert list(arabic_keys([])) == []


class _Terms(Field):
    """A field of nothing but terms, for a measurement."""

    def __init__(self, terms: list[bytes]) -> None:
        self._all = terms

    def terms(self) -> list[bytes]:
        return self._all


def test_a_key_is_found_fast_among_many() -> None:
    """Two milliseconds in all for 20 keys among 100,000 words: a page has 20 for all of it."""
    draw = random.Random(4)  # noqa: S311 - made-up words
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    words = sorted({"".join(draw.choices(letters, k=draw.randint(3, 8))) for _ in range(100_000)})
    keyed = KeyedTerms(_Terms([word.encode() for word in words]))
    wanted = [word_keys(word)[0] for word in words[:: len(words) // 20][:20] if word_keys(word)]
    assert all(keyed.numbers_of(key) for key in wanted)
    started = time.perf_counter()
    for key in wanted:
        keyed.numbers_of(key)
    assert time.perf_counter() - started < 0.05


@pytest.mark.django_db
def test_segments_keep_their_keys() -> None:
    make_article("لافروف")
    sync.drain()
    snapshot = sync.backend().snapshot()
    spellings.warm_up(snapshot)
    (kept,) = [spellings._keyed[segment] for segment in snapshot.segments]
    make_article("بوتين")
    sync.drain()
    newer = sync.backend().snapshot()
    spellings.warm_up(newer)
    assert kept in [spellings._keyed[segment] for segment in newer.segments]
