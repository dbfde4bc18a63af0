"""The command line of tagging."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.search.params import FacetName, SearchParams
from articles.search.query import search
from tests.factories import make_article, make_place

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_tags_every_article_and_the_facets_follow() -> None:
    make_article("معارك في حلب")
    make_article("خبر بلا مكان")
    make_place("حلب", slug="sy-aleppo")
    out = StringIO()
    call_command("retag", stdout=out)
    assert out.getvalue() == "changed 1\n"
    assert search(SearchParams(choices={FacetName.PLACE: ("sy-aleppo",)})).total == 1


def test_new_records_are_found_in_articles_that_were_there_before() -> None:
    article = make_article("معارك في حلب")
    call_command("load_authority", verbosity=0, stdout=StringIO())
    assert [mention.entity.slug for mention in article.mentions.all()] == ["sy-aleppo"]
