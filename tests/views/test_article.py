import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, HeadlineOrigin, MentionOrigin, MentionStatus, Original
from tests.factories import make_article, make_mention, make_organisation, make_person, make_place, make_source

pytestmark = pytest.mark.django_db


def page(client: Client, article: Article, prefix: str = "") -> str:
    response = client.get(prefix + f"/article/{article.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_shows_its_headline_outlet_byline_and_text(client: Client) -> None:
    article = make_article(headline="الوزير في حلب", source=make_source(), byline="أحمد علي")
    shown = page(client, article)
    for text in ("الوزير في حلب", "عربي21", "أحمد علي", "وصل الوزير إلى حلب."):
        assert text in shown


def test_an_article_not_published_is_not_found(client: Client) -> None:
    article = make_article(is_published=False)
    assert client.get(f"/article/{article.pk}/").status_code == 404


def test_an_article_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/article/404404/").status_code == 404


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("day", '<time datetime="2016-08-15">15 August 2016</time>'),
        ("month", '<time datetime="2016-08">August 2016</time>'),
        ("year", '<time datetime="2016">2016</time>'),
        ("", '<time datetime="2016-08-15">15 August 2016</time>'),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(client: Client, precision: str, shown: str) -> None:
    article = make_article(published_on="2016-08-15", date_precision=precision)
    assert shown in page(client, article, "/en")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"published_on": "2016-08-15", "date_origin": "feed", "date_precision": "day"}, ["from: feed</dd>"]),
        (
            {"published_on": "2016-08-01", "date_origin": "text", "date_precision": "month"},
            ["from: the text · known to the month"],
        ),
        (
            {"published_on": "2016-01-01", "date_origin": "metadata", "date_precision": "year"},
            ["from: metadata · known to the year"],
        ),
        ({"published_on": "2016-08-14", "date_origin": "inferred", "date_precision": "day"}, ["inferred date"]),
        (
            {"date_reason": "no year", "date_as_written": "25 جانفي <b>"},
            ["unknown: the year is missing", '<bdi lang="ar">25 جانفي &lt;b&gt;</bdi>'],
        ),
        (
            {"published_on": "2016-08-15", "published_at": "2016-08-15T23:30:00+03:00"},
            ['<time datetime="2016-08-15T20:30:00+00:00">15 August 2016 20:30</time>'],
        ),
    ],
)
def test_how_a_date_is_known_is_said(client: Client, fields: dict[str, str], shown: list[str]) -> None:
    text = page(client, make_article(**fields), "/en")
    for part in shown:
        assert part in text


@pytest.mark.parametrize(("precision", "hidden"), [("month", "1 August 2016"), ("year", "1 January 2016")])
def test_the_first_day_of_a_period_is_nowhere_on_the_page(client: Client, precision: str, hidden: str) -> None:
    day = "2016-01-01" if precision == "year" else "2016-08-01"
    shown = page(client, make_article(published_on=day, date_precision=precision, date_origin="text"), "/en")
    assert hidden not in shown
    assert day not in shown


def test_an_unknown_date_and_source_are_said(client: Client) -> None:
    shown = page(client, make_article())
    assert "تاريخ غير معروف" in shown
    assert "مصدر غير معروف" in shown


def test_a_derived_headline_is_marked(client: Client) -> None:
    assert "عنوان مستخرج" in page(client, make_article(headline_origin=HeadlineOrigin.DERIVED))
    assert "عنوان مستخرج" not in page(client, make_article(headline="عنوان آخر"))


def test_what_articles_say_is_escaped(client: Client) -> None:
    attack = "<script>alert(1)</script>"
    article = make_article(body=f"{attack} حلب", headline=attack, byline=attack)
    make_mention(article, make_place(f"حلب {attack}"), "حلب")
    shown = page(client, article)
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_a_mention_links_to_its_record(client: Client) -> None:
    article = make_article()
    make_mention(article, make_place("حلب", "Aleppo"))
    shown = page(client, article)
    assert '<a class="mention mention--place" href="/places/aleppo/" title="مكان: حلب">حلب</a>.' in shown


def test_mentions_that_do_not_count_are_not_shown(client: Client) -> None:
    article = make_article()
    make_mention(article, make_place("حلب", "Aleppo"), status=MentionStatus.REJECTED)
    make_mention(article, make_person("الوزير", "Minister", is_active=False))
    shown = page(client, article)
    assert "/places/aleppo/" not in shown
    assert "/people/minister/" not in shown


def test_machine_and_curator_are_told_apart(client: Client) -> None:
    article = make_article(body="وصل الوزير إلى حلب ثم حلب.")
    place = make_place("حلب", "Aleppo")
    make_mention(article, place, confidence=0.85)
    assert 'by machine <bdi dir="ltr">85%</bdi>' in page(client, article, "/en")
    make_mention(article, make_person("الوزير", "Minister"), origin=MentionOrigin.CURATOR)
    assert "by a curator</span>" in page(client, article, "/en")


def test_each_line_takes_the_direction_of_most_of_its_letters(client: Client) -> None:
    body = "وصل الوزير إلى حلب.\nThe talks go on in Geneva (جنيف).\nCNN: قال الوزير إن المحادثات مستمرة."
    shown = page(client, make_article(body=body))
    assert '<p dir="rtl">وصل' in shown
    assert '<p dir="ltr">The talks' in shown
    assert '<p dir="rtl">CNN' in shown


def test_blocks_keep_their_kind(client: Client) -> None:
    article = make_article(body="نص\nعنوان\nتصوير: فلان", block_kinds={"1": "subheading", "2": "credit"})
    shown = page(client, article)
    assert '<h2 dir="rtl">عنوان</h2>' in shown
    assert '<p class="story__credit" dir="rtl">تصوير: فلان</p>' in shown


def test_of_a_file_only_its_name_is_shown(client: Client) -> None:
    article = make_article()
    Original.objects.create(
        article=article,
        reference="file:///srv/private/inbox/000_0bed.txt",
        sha256="ab" * 32,
        size=6659,
        media_type="text/plain",
        encoding="utf-8",
    )
    shown = page(client, article)
    for text in ("000_0bed.txt", "ab" * 32, "6,659", "utf-8"):
        assert text in shown
    assert "private" not in shown


def test_a_page_takes_the_same_queries_for_any_number_of_mentions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    names = [f"اسم{number}" for number in range(12)]
    article = make_article(body=" ".join(names), source=make_source())
    for name in names:
        make_mention(article, make_organisation(name))
    with django_assert_max_num_queries(3):
        page(client, article)
