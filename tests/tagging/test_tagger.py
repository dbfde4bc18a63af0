"""What is found in a text, as tables of Arabic examples."""

from itertools import count

import pytest

from articles.models import AliasUse, Kind
from articles.tagging.gazetteer import Gazetteer, Name, Record, surnames
from articles.tagging.tagger import Tagger

PERSON, ORGANISATION, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE
_ids = count(1)


def record(kind: Kind, *names: str, **more: object) -> Record:
    """A record whose first name is its main one. `short`, `about` and so on: a name with that policy."""
    policies = {
        "short": AliasUse.BESIDE_FULL_NAME,
        "about": AliasUse.ABOUT,
        "prep": AliasUse.AFTER_PREPOSITION,
        "cue": AliasUse.AFTER_CUE,
        "with_country": AliasUse.WITH_COUNTRY,
    }
    listed = [Name(text, is_main=not index) for index, text in enumerate(names)]
    listed += [Name(str(more.pop(key)), use) for key, use in policies.items() if key in more]
    return Record(next(_ids), kind, tuple(listed), **more)  # type: ignore[arg-type]


ASSAD = record(PERSON, "بشار الأسد")
SHOIGU = record(PERSON, "سيرغي شويغو", "سيرجي شويغو")
MISTURA = record(PERSON, "ستيفان دي ميستورا")
SISI = record(PERSON, "عبد الفتاح السيسي")
NASRALLAH = record(PERSON, "حسن نصر الله")
SALMAN = record(PERSON, "محمد بن سلمان", "محمد بن سلمان آل سعود")
MOHAMMED_VI = record(PERSON, "محمد السادس")
ASMA = record(PERSON, "أسماء الأخرس", country_code="SY")
UN = record(ORGANISATION, "الأمم المتحدة")
STATE = record(ORGANISATION, "وزارة الخارجية الأمريكية", "الخارجية الأمريكية")
COALITION = record(ORGANISATION, "الائتلاف الوطني السوري", short="الائتلاف")
NAHDA = record(ORGANISATION, "حركة النهضة", cue="النهضة")
FACEBOOK = record(ORGANISATION, "فيسبوك")
WHO = record(ORGANISATION, "منظمة الصحة العالمية", "WHO")
PAPER = record(ORGANISATION, "القدس العربي")
ALEPPO = record(PLACE, "حلب", category="city", country_code="SY")
JERUSALEM = record(PLACE, "القدس", category="city", country_code="PS")
SYRIA = record(PLACE, "سوريا", category="country", country_code="SY", prep="سورية", about="سوري")
RUSSIA = record(PLACE, "روسيا", category="country", country_code="RU")
JORDAN = record(PLACE, "الأردن", category="country", country_code="JO", about="أردني")
LIBYA = record(PLACE, "ليبيا", category="country", country_code="LY")
MALI = record(PLACE, category="country", country_code="ML", prep="مالي")
TYRE = record(PLACE, category="city", country_code="LB", cue="صور")
GENEVA = record(PLACE, "جنيف", category="city", country_code="CH")
MUSCAT = record(PLACE, "مسقط", category="city", country_code="OM")
AMMAN = record(PLACE, "عمان", "عَمّان", category="city", country_code="JO", prior=0.6)
OMAN = record(PLACE, "عمان", "عُمان", "سلطنة عمان", category="country", country_code="OM", prior=0.4, about="عماني")
USA = record(PLACE, "الولايات المتحدة", "الولايات المتحدة الأمريكية", category="country", country_code="US")

TUNISIA = record(PLACE, "تونس", category="country", country_code="TN", about="تونسي")
GAFSA = record(PLACE, "قفصة", category="city", country_code="TN")
HOMS = record(PLACE, "مدينة حمص", category="city", country_code="SY", with_country="حمص")
LAOS = record(PLACE, "لاوس", category="country", country_code="LA")
ZARQA = record(PLACE, "الزرقاء", category="city", country_code="JO")
SUR = record(PLACE, "Sur", category="city", country_code="LB")
TALIBAN = record(ORGANISATION, "حركة طالبان", country_code="AF", with_country="طالبان")
AFGHANISTAN = record(PLACE, "أفغانستان", category="country", country_code="AF", about="أفغاني")
RASHID = record(PERSON, "محمد بن راشد")
ATATURK = record(PERSON, "كمال أتاتورك", "أتاتورك")
BAGHDADI = record(PERSON, "أبو بكر البغدادي")
MUSTAFA = record(PERSON, country_code="PS", with_country="محمد مصطفى")
PALESTINE = record(PLACE, "فلسطين", category="country", country_code="PS", about="فلسطيني")
FAO = record(ORGANISATION, "منظمة الأغذية والزراعة", "الفاو")
FAW = record(PLACE, "الفاو", category="city", country_code="IQ", prior=0.6)

FIFA = record(ORGANISATION, "الاتحاد الدولي لكرة القدم")
DPA = record(ORGANISATION, "وكالة الأنباء الألمانية")
BANK = record(ORGANISATION, "البنك المركزي التونسي")
TELEVISION = record(ORGANISATION, "التلفزة التونسية")
BARCELONA = record(PLACE, "برشلونة", category="city", country_code="ES")
BARCA = record(ORGANISATION, "نادي برشلونة", category="sport", country_code="ES")
TARAJI = record(ORGANISATION, "الترجي الرياضي التونسي", "الترجي الرياضي", category="sport", country_code="TN")
INDIA = record(PLACE, "الهند", category="country", country_code="IN")
CARTHAGE = record(PLACE, "قرطاج", category="city", country_code="TN")
SOUSSE = record(PLACE, "سوسة", category="city", country_code="TN")
ARAFAT = record(PLACE, category="other", country_code="SA", cue="عرفات")
MSAKEN = record(PLACE, category="city", country_code="TN", cue="مساكن")

ZAWIYA = record(PLACE, category="city", country_code="LY", cue="الزاوية")
MISRATA = record(PLACE, "مصراتة", category="city", country_code="LY")
OMDURMAN = record(PLACE, "أم درمان", category="city", country_code="SD")

RECORDS = [value for value in list(globals().values()) if isinstance(value, Record)]
TAGGER = Tagger(Gazetteer(RECORDS))

FOUND = [
    ("a full name", "قال سيرغي شويغو أمس", [("سيرغي شويغو", SHOIGU)]),
    ("another spelling", "قال سيرجي شويغو أمس", [("سيرجي شويغو", SHOIGU)]),
    ("another hamza", "زار الاردن", [("الاردن", JORDAN)]),
    ("a vocalised name", "زار حَلَبَ", [("حَلَبَ", ALEPPO)]),
    (
        "clitics",
        "وحلب ولروسيا وللأردن لليبيا",
        [("وحلب", ALEPPO), ("ولروسيا", RUSSIA), ("وللأردن", JORDAN), ("لليبيا", LIBYA)],
    ),
    ("the longest name wins", "الولايات المتحدة الأمريكية", [("الولايات المتحدة الأمريكية", USA)]),
    ("a newspaper is not its city", "صحيفة القدس العربي في القدس", [("القدس العربي", PAPER), ("القدس", JERUSALEM)]),
    ("a surname beside the full name", "قال بشار الأسد. وأضاف الأسد", [("بشار الأسد", ASSAD), ("الأسد", ASSAD)]),
    (
        "a surname before the full name",
        "روسيا والأسد ثم بشار الأسد",
        [("روسيا", RUSSIA), ("والأسد", ASSAD), ("بشار الأسد", ASSAD)],
    ),
    ("a surname alone is nobody", "قال الأسد", []),
    ("another person's surname", "بشار الأسد وأسماء الأسد", [("بشار الأسد", ASSAD)]),
    (
        "a surname with a particle",
        "محمد بن سلمان ثم بن سلمان وسلمان",
        [("محمد بن سلمان", SALMAN), ("بن سلمان", SALMAN)],
    ),
    ("a surname of two words", "حسن نصر الله ونصر الله", [("حسن نصر الله", NASRALLAH), ("ونصر الله", NASRALLAH)]),
    (
        "compounds written as one",
        "عبدالفتاح السيسي وحسن نصرالله",
        [("عبدالفتاح السيسي", SISI), ("وحسن نصرالله", NASRALLAH)],
    ),
    (
        "a short name beside the full one",
        "الائتلاف الوطني السوري. وقال الائتلاف",
        [("الائتلاف الوطني السوري", COALITION), ("الائتلاف", COALITION)],
    ),
    ("a short name alone is nothing", "وقال الائتلاف", []),
    ("a ministry by its adjective", "قالت الخارجية الأمريكية", [("الخارجية الأمريكية", STATE)]),
    ("a minister is not the ministry", "وزير الخارجية الأمريكي", []),
    ("an adjective is not a place", "خمس مدن سورية وجندي سوري", []),
    ("the same letters behind a preposition are", "في سورية وبسورية", [("سورية", SYRIA), ("وبسورية", SYRIA)]),
    ("financial is not Mali", "دعم مالي كبير", []),
    ("Mali in a row of places", "في ليبيا ومالي", [("ليبيا", LIBYA), ("ومالي", MALI)]),
    ("pictures are not Tyre", "نشر صور من الحفل", []),
    ("Tyre behind its cue", "وصل إلى مدينة صور، وبمدينة صور", [("صور", TYRE), ("صور", TYRE)]),
    ("a renaissance is not a party", "عصر النهضة", []),
    ("the party behind its cue", "أعلن حزب النهضة", [("النهضة", NAHDA)]),
    ("an organisation with an article it lacks", "عبر الفيسبوك", [("الفيسبوك", FACEBOOK)]),
    ("an acronym in capitals", "تقرير WHO الجديد", [("WHO", WHO)]),
    ("a word that is no acronym", "the man who came", []),
    ("names do not cross punctuation", "الأمم، المتحدة", []),
    ("names do not cross lines", "بشار\nالأسد", []),
    ("names cross a hyphen", "الأمم - المتحدة", [("الأمم - المتحدة", UN)]),
    ("a place of birth is not Muscat", "عاد إلى مسقط رأسه", []),
    ("Muscat", "عاد إلى مسقط أمس", [("مسقط", MUSCAT)]),
    ("nothing", "", []),
    ("an article before an adjective", "قال التونسي إن حمص", []),
    ("chickpeas are not Homs", "طبق من حمص وفول", []),
    ("Homs beside its country", "قصف حمص في سوريا", [("حمص", HOMS), ("سوريا", SYRIA)]),
    ("Homs beside an adjective of its country", "قصف الجيش السوري حمص", [("حمص", HOMS)]),
    ("Homs in a text about another country", "حمص في تونس", [("تونس", TUNISIA)]),
    ("two students are not the Taliban", "طالبان جامعيان", []),
    ("the Taliban where they are", "هجوم طالبان على الجيش الأفغاني", [("طالبان", TALIBAN)]),
    ("a frequent name is nobody", "قال محمد مصطفى", []),
    (
        "a frequent name beside its country, then the surname",
        "زار محمد مصطفى فلسطين. وقال مصطفى",
        [("محمد مصطفى", MUSTAFA), ("فلسطين", PALESTINE), ("مصطفى", MUSTAFA)],
    ),
    ("his cage is not Gafsa", "خرج الدب من قفصه في الحديقة الألمانية", []),
    ("who writes no ta marbuta writes Gafsa so", "وصل الى قفصه امس", [("قفصه", GAFSA)]),
    ("nor does a slip hide it", "في قفصه من الجنوب التونسي", [("قفصه", GAFSA)]),
    ("Klaus is not like Laos", "قال كلاوس", []),
    ("like Laos, where Laos is", "لاوس ودول كلاوس", [("لاوس", LAOS), ("كلاوس", LAOS)]),
    ("a valley is not the city of its name", "وادي الزرقاء وشارع القدس", []),
    ("a French word is not Tyre", "cartes sur table à Sur", [("Sur", SUR)]),
    ("a son is not his father", "حمدان بن محمد بن راشد", []),
    ("an airport is not the man it is called after", "وصل إلى مطار أتاتورك", []),
    ("a father of somebody declines", "زعيم التنظيم أبي بكر البغدادي", [("أبي بكر البغدادي", BAGHDADI)]),
    ("a surname behind a given name", "بشار الأسد ثم ضياء الأسد", [("بشار الأسد", ASSAD)]),
    ("a surname behind a preposition", "بشار الأسد. هجوم على الأسد", [("بشار الأسد", ASSAD), ("الأسد", ASSAD)]),
    ("a corner is not a city", "من هذه الزاوية في حلب والزاوية", [("حلب", ALEPPO)]),
    ("a city joined to one of its country", "بين مصراتة والزاوية", [("مصراتة", MISRATA), ("والزاوية", ZAWIYA)]),
    ("a clitic before a short first word", "حلب وأم درمان", [("حلب", ALEPPO), ("وأم درمان", OMDURMAN)]),
    ("an organisation behind its cue", "منظمة الفاو", [("الفاو", FAO)]),
    (
        "an organisation without its field",
        "الاتحاد الدولي لكرة القدم. وقال الاتحاد الدولي أمس",
        [("الاتحاد الدولي لكرة القدم", FIFA), ("الاتحاد الدولي", FIFA)],
    ),
    (
        "another organisation that begins alike",
        "الاتحاد الدولي لكرة القدم والاتحاد الدولي للصحفيين",
        [("الاتحاد الدولي لكرة القدم", FIFA)],
    ),
    ("an organisation without its field alone", "قال الاتحاد الدولي", []),
    (
        "an organisation without its nationality",
        "البنك المركزي التونسي. تقرير البنك المركزي",
        [("البنك المركزي التونسي", BANK), ("البنك المركزي", BANK)],
    ),
    (
        "a head noun for its organisation",
        "التلفزة التونسية ثم التلفزة",
        [("التلفزة التونسية", TELEVISION), ("التلفزة", TELEVISION)],
    ),
    (
        "an acronym in brackets, and after",
        "وكالة الأنباء الألمانية (د ب أ) قالت. وذكرت د ب أ",
        [("وكالة الأنباء الألمانية", DPA), ("د ب أ", DPA), ("د ب أ", DPA)],
    ),
    ("letters that no organisation introduced", "وذكرت د ب أ", []),
    (
        "a cue once, then a preposition",
        "وصلوا إلى جبل عرفات. ثم عادوا من عرفات",
        [("عرفات", ARAFAT), ("عرفات", ARAFAT)],
    ),
    ("a cue once, then nothing", "جبل عرفات. قال عرفات", [("عرفات", ARAFAT)]),
    (
        "a club by its town",
        "نادي برشلونة يفوز. توج برشلونة في برشلونة",
        [("نادي برشلونة", BARCA), ("برشلونة", BARCA), ("برشلونة", BARCELONA)],
    ),
    ("a town without its club", "توج برشلونة", [("برشلونة", BARCELONA)]),
    ("a festival is not the town it is called after", "أيام قرطاج المسرحية في تونس", [("تونس", TUNISIA)]),
    ("Indochina is not India", "في الهند الصينية", []),
    (
        "another town's club of the same name",
        "الترجي الرياضي التونسي ثم الترجي الرياضي الجرجيسي",
        [("الترجي الرياضي التونسي", TARAJI)],
    ),
    ("a whisper is not Sousse", "وسوسة الشيطان", []),
    ("Sousse joined to a place", "بين قفصة وسوسة", [("قفصة", GAFSA), ("وسوسة", SOUSSE)]),
    ("dwellings in another country", "منطقة مساكن الجاهزية في سوريا", [("سوريا", SYRIA)]),
    ("the town in its own", "منطقة مساكن في تونس", [("مساكن", MSAKEN), ("تونس", TUNISIA)]),
]

NAMESAKES = [
    ("by weight", "وصل إلى عمان", AMMAN),
    ("beside a city", "في جنيف وفي عمان", AMMAN),
    ("beside a city of the rival's country", "زار مسقط ثم عمان", OMAN),
    ("behind a sultanate", "سلطنة عمان", OMAN),
    ("behind a city", "سلطان عماني في مدينة عمان", AMMAN),
    ("by nationality", "الوزير عماني والوفد عماني، وصل من عمان", OMAN),
    ("by its country", "الأردن: افتتاح معرض في عمان", AMMAN),
    ("by vowel marks", "سافر إلى عُمان", OMAN),
    ("by vowel marks behind a clitic", "وصل لعَمّان", AMMAN),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_mentions_of_a_text(text: str, expected: list[tuple[str, Record]]) -> None:
    found = TAGGER.find(text)
    assert [(mention.surface, mention.entity_id) for mention in found] == [(s, r.id) for s, r in expected]
    assert all(text[m.start : m.end] == m.surface and 0 < m.confidence <= 1 for m in found)


@pytest.mark.parametrize(("text", "meant"), [row[1:] for row in NAMESAKES], ids=[row[0] for row in NAMESAKES])
def test_which_namesake_is_meant(text: str, meant: Record) -> None:
    (found,) = [mention for mention in TAGGER.find(text) if mention.entity_id in (AMMAN.id, OMAN.id)]
    assert found.entity_id == meant.id


def test_a_surname_two_people_share_goes_to_the_one_named_more_often() -> None:
    one, other = record(PERSON, "رفيق الحريري"), record(PERSON, "سعد الحريري")
    found = Tagger(Gazetteer([one, other])).find("سعد الحريري ابن رفيق الحريري. سعد الحريري قال. الحريري")
    assert (found[-1].surface, found[-1].entity_id) == ("الحريري", other.id)
    assert found[-1].confidence < found[0].confidence


SURNAMES = [
    (ASSAD, {("الاسد",)}),
    (MISTURA, {("دي", "ميستورا")}),
    (SALMAN, {("بن", "سلمان")}),
    (NASRALLAH, {("نصر", "الله")}),
    (MOHAMMED_VI, set()),
    (UN, set()),
]


@pytest.mark.parametrize(("of", "expected"), SURNAMES, ids=[row[0].names[0].text for row in SURNAMES])
def test_surnames_that_may_stand_alone(of: Record, expected: set[tuple[str, ...]]) -> None:
    assert surnames(of) == expected


def test_a_surname_may_be_told_not_to_count() -> None:
    assert not surnames(record(PERSON, "عبد المجيد تبون", surname_counts=False))
