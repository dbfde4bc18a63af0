import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import IngestFailure, IngestRun, Original, Sighting
from tests.factories import (
    make_article,
    make_mention,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_unknown,
)

HOSTILE = "<script>alert('س')</script>"


@pytest.fixture
def curator(client: Client, django_user_model: type[User]) -> Client:
    client.force_login(django_user_model.objects.create(username="curator", is_staff=True, is_superuser=True))
    return client


def fill(count: int = 2, text: str = "") -> None:
    """`count` of everything, with `text` in every field that takes any."""
    country = make_place(f"سوريا {text}", "Syria", category="country", country_code="SY")
    run = IngestRun.objects.create(paths=[text], created=count, failed=count)
    for number in range(count):
        source = make_source(f"source-{number}", f"صحيفة {number} {text}", text, domain=text, category=text[:40])
        records = [
            make_person(f"شخص {number} {text}", text, f"لقب {number} {text}", description_ar=text, country_code="SY"),
            make_organisation(f"حزب {number} {text}", text, category=text[:40], country_code="EG"),
            make_place(f"مدينة {number} {text}", text, category=text[:40], country_code="SY", parent=country),
        ]
        day = dt.date(2010 + number % 5, 3, 1) if number % 2 else None
        body = f"قال {' ثم '.join(record.name_ar for record in records)}.\nانتهى {text}"
        article = make_article(body, f"عنوان {number} {text}", source=source, published_on=day, byline=text)
        for record in records:
            make_mention(article, record, confidence=0.9, evidence=text)
        waiting = make_unknown(f"حافظ {number} {text}")
        Sighting.objects.create(
            name=waiting, article=article, start=0, end=3, surface="قال", kind="person", confidence=0.5, evidence=text
        )
        Original.objects.create(
            article=article,
            reference=f"file:///{number}/{text}",
            sha256="a" * 64,
            size=1,
            media_type=text,
            encoding="x",
        )
        IngestFailure.objects.create(run=run, reference=f"{number} {text}", reason=text or "empty")
