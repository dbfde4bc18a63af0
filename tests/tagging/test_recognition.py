"""The recogniser that the settings name, and what the shipped model makes of sentences of the news."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from articles.management.records import gazetteer_of_files, whole_tagger
from articles.models import Kind
from articles.tagging.crf import CrfRecogniser
from articles.tagging.current import current_tagger
from articles.tagging.gazetteer import Gazetteer, Name, Record
from articles.tagging.model import CARD, FILE
from articles.tagging.recognition import Recogniser, recogniser

PERSON, PLACE, ORGANISATION = Kind.PERSON, Kind.PLACE, Kind.ORGANISATION
MEGABYTE = 1_000_000
RECORDS = Gazetteer([Record(1, PLACE, (Name("حلب"),)), Record(2, ORGANISATION, (Name("الأمم المتحدة"),))])


@pytest.fixture(scope="module")
def shipped() -> Recogniser:
    """With the records of the authority files, whose names are among what the model looks at."""
    from articles.tagging import model, resources

    return CrfRecogniser(model.shipped(), gazetteer_of_files(), resources.shipped())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "قال وزير الخارجية الأميركي جون كيري إن الوضع في سوريا خطير.",
            [("جون كيري", PERSON), ("سوريا", PLACE)],
            id="an office before a name is no name",
        ),
        pytest.param(
            "التقى المبعوث ستيفان دي ميستورا وفدا في جنيف. وقال دي ميستورا إن المحادثات ستستمر.",
            [("ستيفان دي ميستورا", PERSON), ("جنيف", PLACE), ("دي ميستورا", PERSON)],
            id="a surname behind a full name",
        ),
        pytest.param(
            "أعلنت منظمة العفو الدولية في لندن تقريرها.",
            [("منظمة العفو الدولية", ORGANISATION), ("لندن", PLACE)],
            id="an organisation",
        ),
        pytest.param(
            "قال الناشط خلدون المرزباني إن العمل توقف في كفر الشيخ.",
            [("خلدون المرزباني", PERSON), ("كفر الشيخ", PLACE)],
            id="a person without a record",
        ),
        pytest.param("يعمل الجهاز بنظام لينكس وباليورو يباع.", [], id="names of things are none"),
    ],
)
def test_the_shipped_model_finds_names_it_has_no_records_of(
    shipped: Recogniser, body: str, expected: list[tuple[str, Kind]]
) -> None:
    assert [(body[name.start : name.end], name.kind) for name in shipped.recognise(body)] == expected


def test_it_says_how_sure_it_is(shipped: Recogniser) -> None:
    [name] = shipped.recognise("وصل الرئيس إلى بيروت أمس.")
    assert 0.8 < name.confidence <= 1.0
    assert name.evidence == "crf"


def test_the_model_is_small_and_its_card_says_what_it_is_made_of() -> None:
    card = json.loads(CARD.read_text(encoding="utf-8"))
    assert FILE.stat().st_size < 8 * MEGABYTE
    assert card["licence"] == "CC BY-SA 4.0"
    assert card["dev"]["f1"]["all"] > 75
    assert "CC BY-SA 4.0" in FILE.with_name("NOTICE.md").read_text(encoding="utf-8")


def test_none_recognises_nothing(settings: Settings) -> None:
    settings.TAGGER = "none"
    assert recogniser(RECORDS) is None


def test_a_model_of_transformers_has_to_be_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from articles.tagging import transformers_recogniser

    monkeypatch.setattr(transformers_recogniser, "_imported", lambda: (None, None))
    settings.TAGGER, settings.TAGGER_MODEL = "transformers", ""
    with pytest.raises(ImproperlyConfigured, match="NEWSARCHIVE_TAGGER_MODEL"):
        recogniser(RECORDS)


@pytest.mark.django_db
def test_the_tagger_follows_the_setting(settings: Settings) -> None:
    settings.TAGGER = "none"
    body = "قال جون كيري إن الوضع خطير."
    assert not current_tagger().read(body).doubts
    settings.TAGGER = "crf"
    assert [doubt.name for doubt in current_tagger().read(body).doubts] == ["جون كيري"]


@pytest.mark.django_db
def test_nobody_is_asked_about_a_name_of_a_record_that_does_not_count(settings: Settings) -> None:
    settings.TAGGER = "crf"
    found = whole_tagger().read("وأضاف أن خمس مدن سورية شهدت مظاهرات.")
    assert not found.mentions
    assert [name.kind for name in found.recognised or ()] == [PLACE]  # the model takes the adjective for the country
    assert not found.doubts
