"""More like this: what stands beside an article."""

import pytest
from django.test import Client

from articles.models import Article
from articles.search import sync
from articles.search.engine import ArchiveSearchBackend
from articles.search.query import related
from tests.factories import make_article, make_mention, make_person

pytestmark = pytest.mark.django_db

STRIKE = "أعلن عمال السكك الحديدية إضرابا مفتوحا عن العمل احتجاجا على تأخر الأجور"


def headlines(found: list[Article]) -> list[str]:
    return [article.headline for article in found]


@pytest.fixture
def strike(index: object) -> Article:
    made = make_article(STRIKE, headline="إضراب السكك")
    make_article("يواصل عمال السكك إضرابهم بسبب الأجور المتأخرة", headline="الإضراب يتواصل")
    make_article("زار الوزير مدينة حلب والتقى أهلها", headline="زيارة")
    make_article("أمطار غزيرة على الساحل في نهاية الأسبوع", headline="طقس")
    sync.drain()
    return made


def test_articles_with_the_same_telling_words_come_first(strike: Article) -> None:
    assert headlines(related(strike, 5))[0] == "الإضراب يتواصل"


def test_an_article_is_not_like_itself(strike: Article) -> None:
    assert "إضراب السكك" not in headlines(related(strike, 5))


def test_what_readers_do_not_see_is_not_offered(strike: Article) -> None:
    hidden = make_article("إضراب عمال السكك الحديدية والأجور", headline="مسودة", is_published=False)
    sync.drain()
    assert hidden.headline not in headlines(related(strike, 5))


def test_records_that_both_mention_count_too() -> None:
    lavrov = make_person("سيرغي لافروف", "Sergey Lavrov")
    first = make_article("التقى سيرغي لافروف نظيره", headline="أول")
    second = make_article("تصريح من سيرغي لافروف", headline="ثان")
    for article in (first, second):
        make_mention(article, lavrov)
    for number in range(5):
        make_article(f"خبر آخر {number}", headline=f"خبر {number}")
    sync.drain()
    assert headlines(related(first, 1)) == ["ثان"]


def test_an_article_that_is_not_indexed_has_none() -> None:
    assert related(make_article(STRIKE), 5) == []


def test_an_article_is_read_though_the_index_is_damaged(strike: Article, index: ArchiveSearchBackend) -> None:
    for path in index.store.current_folder().glob("*.arrays"):
        path.write_bytes(path.read_bytes()[:1000])
    index._snapshot = None
    assert Client().get(strike.get_absolute_url()).status_code == 200


def test_an_article_without_words_has_none() -> None:
    empty = make_article("من إلى", headline="في")
    sync.drain()
    assert related(empty, 5) == []
