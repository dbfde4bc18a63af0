"""Whatever stands in the field is answered: 500 hostile queries, made anew alike each time."""

import random
from collections.abc import Iterator

import pytest
from django.test import Client

from articles.search import sync
from tests.factories import make_article, make_mention, make_person, make_place, make_source

QUERIES = 500
PIECES = [
    *"\"«»“”()[]{}|:*?~^+-–—−\\/<>=&!.,،؟;#%_$@`'",
    *("حلب", "دمشق", "في", "أو", "ليس", "OR", "NOT", "AND", "or", "سور*", "*", "ﷺ", "é", "🙂", "👨‍👩‍👧", "2016", ".."),
    *(
        "شخص:",
        "person:",
        "title:",
        "عنوان:",
        "date:",
        "قبل:",
        "after:",
        "source:",
        "body:",
        "_id:",
        "٢٠١٥-١٣",
        "-(",
        "NOT (",
    ),
    *(
        "\u200f",
        "\u202e",
        "\u2066",
        "\u2069",
        "\0",
        "\ud800",
        "\udfff",
        "\u0301",
        "\u0640",
        "\ufeff",
        "\n",
        "\t",
        " ",
        " ",
    ),
    *(
        "Aleppo",
        "al-Assad",
        "the",
        "of",
        "<script>",
        "%s",
        "{{ x }}",
        "' OR 1=1 --",
        "../..",
        "[1 TO 2]",
        "a~9",
        "b^99",
    ),
]
LONG = [
    "(" * 5000,
    ")" * 5000,
    '"' * 4999,
    "-" * 5000,
    "*" * 5000,
    "|" * 5000,
    "NOT " * 2000,
    "NOT (" * 60,
    "-(" * 120 + "حلب" + ")" * 120,
    "ليس " * 2000,
    "أو " * 2000,
    "title:" * 1000,
    "شخص:" * 1000,
    "ا" * 10_000,
    "ا" * 10_000 + "*",
    "ab* " * 3000,
    "a OR " * 3000,
    "حلب " * 3000,
    '"' + "حلب " * 3000 + '"',
    "شخص:" + "ا" * 10_000,
    "\u0301" * 5000,
    "ﷺ" * 5000,
    "\ud800" * 300,
    "\0" * 300,
    "🙂" * 3000,
    "date:" + "9" * 5000,
    "date:2016.." * 500,
    "1" * 5000,
]


def hostile() -> Iterator[str]:
    chance = random.Random(20160815)  # noqa: S311 - alike each time
    yield from LONG
    for _ in range(QUERIES - len(LONG)):
        pieces = chance.choices(PIECES, k=chance.randint(1, 60))
        yield chance.choice(["", " "]).join(pieces)


@pytest.mark.django_db
def test_every_hostile_query_is_answered(client: Client) -> None:
    article = make_article("معارك في حلب 🙂 2016 of the", source=make_source())
    make_mention(article, make_place("حلب", "Aleppo"))
    make_article("قال بشار الأسد", "سوريا")
    make_person("بشار الأسد", "Bashar al-Assad")
    sync.drain()
    failed = [
        text for text in hostile() if client.get("/", {"q": text.encode("utf-8", "surrogatepass")}).status_code != 200
    ]
    assert failed == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["place", "year", "from", "to", "find_place", "find_source", "sort", "page"])
def test_every_other_part_of_the_address_may_be_hostile(client: Client, name: str) -> None:
    make_mention(make_article(), make_place("حلب", "Aleppo"))
    sync.drain()
    for text in list(hostile())[::10]:
        response = client.get("/", {name: text.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200, text
