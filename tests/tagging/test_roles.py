"""Who is meant by an office, as tables of Arabic examples: with a day, without one, in a text that names its holder."""

from datetime import date

import pytest

from articles.models import AliasUse, Kind
from articles.tagging.gazetteer import Gazetteer, Name, Record
from articles.tagging.offices import Form, Holding, OfficeNames, Offices
from articles.tagging.tagger import Tagger
from tests.tagging.recognisers import Listed


def nation(key: int, name: str, adjective: str, code: str) -> Record:
    names = (Name(name, is_main=True), Name(adjective, AliasUse.ABOUT))
    return Record(key, Kind.PLACE, names, "country", code)


def person(key: int, name: str, code: str = "", use: AliasUse = AliasUse.ALWAYS) -> Record:
    return Record(key, Kind.PERSON, (Name(name, use, is_main=True),), country_code=code)


USA, FRANCE, EGYPT = (
    nation(1, "الولايات المتحدة", "أمريكي", "US"),
    nation(2, "فرنسا", "فرنسي", "FR"),
    nation(3, "مصر", "مصري", "EG"),
)
SAUDI = nation(4, "السعودية", "سعودي", "SA")
KERRY, TILLERSON = person(11, "جون كيري", "US"), person(12, "ريكس تيلرسون", "US")
HOLLANDE, MACRON = person(13, "فرانسوا هولاند", "FR"), person(14, "إيمانويل ماكرون", "FR")
SISI, SALMAN, GUTERRES = (
    person(15, "عبد الفتاح السيسي", "EG"),
    person(16, "سلمان بن عبد العزيز"),
    person(17, "أنطونيو غوتيريش"),
)
FATHER, SON = person(18, "جورج بوش الأب بوش"), person(19, "جورج بوش")
ONE, OTHER = person(20, "محمد علي"), person(21, "محمد علي")
COMMON = person(22, "محمد مصطفى", "PS", AliasUse.WITH_COUNTRY)
UN = Record(31, Kind.ORGANISATION, (Name("الأمم المتحدة", is_main=True),))
MINISTER, PRESIDENT, KING, HEAD = 1, 2, 3, 4

NAMES = [
    OfficeNames(MINISTER, {Form.BEFORE_ADJECTIVE: ["وزير الخارجية"], Form.BEFORE_NAME: ["وزير خارجية"]}),
    OfficeNames(PRESIDENT, {Form.BEFORE_ADJECTIVE: ["الرئيس"], Form.BEFORE_NAME: ["رئيس"]}),
    OfficeNames(KING, {Form.BEFORE_ADJECTIVE: ["العاهل"], Form.ALONE: ["خادم الحرمين الشريفين"]}),
    OfficeNames(HEAD, {Form.BEFORE_NAME: ["الأمين العام"]}),
]
HELD = [
    Holding(KERRY.id, MINISTER, USA.id, "2013-02-01", "2017-01-20"),
    Holding(TILLERSON.id, MINISTER, USA.id, "2017-02-01", "2018-03-31"),
    Holding(HOLLANDE.id, PRESIDENT, FRANCE.id, "2012-05-15", "2017-05-14"),
    Holding(MACRON.id, PRESIDENT, FRANCE.id, "2017-05-14"),
    Holding(SISI.id, PRESIDENT, EGYPT.id, "2014"),
    Holding(SALMAN.id, KING, SAUDI.id, "2015-01-23"),
    Holding(GUTERRES.id, HEAD, UN.id, "2017-01-01"),
    Holding(FATHER.id, PRESIDENT, USA.id, "1989-01-20", "1993-01-20"),
    Holding(SON.id, PRESIDENT, USA.id, "2001-01-20", "2009-01-20"),
    Holding(ONE.id, MINISTER, EGYPT.id, "2010", "2012"),
    Holding(COMMON.id, MINISTER, EGYPT.id, "2019", "2020"),
]
RECORDS = [value for value in list(globals().values()) if isinstance(value, Record)]
GAZETTEER = Gazetteer(RECORDS)
TAGGER = Tagger(GAZETTEER, offices=Offices(NAMES, HELD))
IN_2016, IN_2017 = date(2016, 8, 15), date(2017, 6, 1)

BY_THE_DAY = [
    ("the holder in 2016", "قال وزير الخارجية الأمريكي أمس", IN_2016, ("وزير الخارجية الأمريكي", KERRY)),
    ("the holder in 2017", "قال وزير الخارجية الأمريكي أمس", IN_2017, ("وزير الخارجية الأمريكي", TILLERSON)),
    ("between two holders there is none", "قال وزير الخارجية الأمريكي", date(2017, 1, 25), None),
    ("before all that is known", "قال وزير الخارجية الأمريكي", date(2010, 1, 1), None),
    ("a day that two share", "قال الرئيس الفرنسي", date(2017, 5, 14), None),
    ("a year known no closer is sure within", "قال الرئيس المصري", date(2015, 3, 1), ("الرئيس المصري", SISI)),
    ("a year known no closer is unsure in itself", "قال الرئيس المصري", date(2014, 3, 1), None),
    ("an unknown day", "قال وزير الخارجية الأمريكي", None, None),
    ("behind a clitic", "لقاء بوزير الخارجية الأمريكي", IN_2016, ("بوزير الخارجية الأمريكي", KERRY)),
    ("of a place by its name", "قال وزير خارجية الولايات المتحدة", IN_2016, ("وزير خارجية", KERRY)),
    ("of an organisation", "دعا الأمين العام للأمم المتحدة", IN_2017, ("الأمين العام", GUTERRES)),
    ("an office that needs no more", "وجه خادم الحرمين الشريفين", IN_2016, ("خادم الحرمين الشريفين", SALMAN)),
    ("another nation's", "قال وزير الخارجية المصري", IN_2016, None),
    ("no nation's", "قال وزير الخارجية أمس", IN_2016, None),
    ("his deputy", "قال نائب وزير الخارجية الأمريكي", IN_2016, None),
    ("who held it before", "قال وزير الخارجية الأمريكي السابق", IN_2016, None),
    ("the post", "عين في منصب وزير الخارجية الأمريكي", IN_2016, None),
    ("a cup", "كأس الرئيس الفرنسي", IN_2016, None),
    ("a name without a record behind it", "قال وزير الخارجية الأمريكي جون هايس", IN_2016, None),
    ("not across a line", "وزير الخارجية\nالأمريكي", IN_2016, None),
]


@pytest.mark.parametrize(("text", "day", "meant"), [row[1:] for row in BY_THE_DAY], ids=[row[0] for row in BY_THE_DAY])
def test_an_office_without_a_name(text: str, day: date | None, meant: tuple[str, Record] | None) -> None:
    people = [
        (each.surface, each.entity_id, each.evidence)
        for each in TAGGER.find(text, day)
        if each.entity_id in range(11, 30)
    ]
    assert people == ([(meant[0], meant[1].id, "role")] if meant else [])


BY_THE_TEXT = [
    ("whom the text names in it, on no day", "وزير الخارجية الأمريكي جون كيري. ثم وزير الخارجية الأمريكي", None, KERRY),
    (
        "whom the text names wins over the records",
        "وزير الخارجية الأمريكي ريكس تيلرسون. ثم وزير الخارجية الأمريكي",
        IN_2016,
        TILLERSON,
    ),
    (
        "across brackets",
        "الأمين العام للأمم المتحدة (UN) أنطونيو غوتيريش. ثم الأمين العام للأمم المتحدة",
        None,
        GUTERRES,
    ),
    ("across a comma", "وزير الخارجية الأمريكي، جون كيري، قال. وأضاف وزير الخارجية الأمريكي", None, KERRY),
]


@pytest.mark.parametrize(
    ("text", "day", "meant"), [row[1:] for row in BY_THE_TEXT], ids=[row[0] for row in BY_THE_TEXT]
)
def test_an_office_whose_holder_the_text_names(text: str, day: date | None, meant: Record) -> None:
    roles = [each for each in TAGGER.find(text, day) if each.evidence == "role"]
    assert [each.entity_id for each in roles] == [meant.id]
    assert roles[0].start > text.index(".")


def test_the_name_behind_its_title_is_one_mention() -> None:
    (found,) = TAGGER.find("وزير الخارجية الأمريكي جون كيري", IN_2016)
    assert (found.surface, found.entity_id, found.evidence) == ("جون كيري", KERRY.id, "name")


def test_an_unknown_name_behind_the_title_keeps_it_from_its_holder() -> None:
    tagger = Tagger(GAZETTEER, Listed({"انطوني بلينكن": Kind.PERSON}), Offices(NAMES, HELD))
    findings = tagger.read("قال وزير الخارجية الأمريكي انطوني بلينكن", IN_2016)
    assert not findings.mentions
    assert [doubt.name for doubt in findings.doubts] == ["انطوني بلينكن"]


TITLED = [
    ("a surname behind its bearer's title", "قال وزير الخارجية الأمريكي كيري أمس", None, [("كيري", KERRY)]),
    ("and again", "قال وزير الخارجية الأمريكي كيري. وأضاف كيري", None, [("كيري", KERRY), ("كيري", KERRY)]),
    ("a surname behind another's title", "قال الرئيس الفرنسي كيري", None, []),
    ("a surname without a title", "قال كيري", IN_2016, []),
    ("a former holder by his surname", "وزير الخارجية الأمريكي السابق كيري", IN_2017, [("كيري", KERRY)]),
    ("of namesakes the one who held it", "وزير الخارجية المصري محمد علي", None, [("محمد علي", ONE)]),
    ("a frequent name behind its title", "وزير الخارجية المصري محمد مصطفى", None, [("محمد مصطفى", COMMON)]),
    ("of two bearers the one in office that day", "الرئيس الأمريكي بوش", date(2003, 3, 20), [("بوش", SON)]),
    ("of two bearers on no day", "الرئيس الأمريكي بوش", None, []),
]


@pytest.mark.parametrize(("text", "day", "expected"), [row[1:] for row in TITLED], ids=[row[0] for row in TITLED])
def test_a_title_tells_who_is_meant(text: str, day: date | None, expected: list[tuple[str, Record]]) -> None:
    found = [(each.surface, each.entity_id) for each in TAGGER.find(text, day) if each.entity_id > SAUDI.id]
    assert found == [(surface, record.id) for surface, record in expected]
