"""Names in a query: which records bear them, and how soon a change of the records is seen."""

import threading
from collections.abc import Sequence

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from articles.models import Alias, AliasUse, Entity, Kind
from articles.search import known_names, naming
from articles.search.analyzer import loose_form
from articles.search.language import parse
from articles.search.naming import MAX_KEYS, resolve
from articles.search.notices import Notice, Remark
from articles.search.params import FacetName
from articles.search.tree import AllOf, AnyOf, Named, Not, Phrase, Records, Word
from tests.factories import (
    make_alias,
    make_article,
    make_mention,
    make_organisation,
    make_person,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db


def keys(text: str) -> tuple[int, ...]:
    """The keys that a query of one name stands for."""
    root = resolve(parse(text)).root
    assert isinstance(root, Records)
    return root.keys


BORNE = [
    ("one of its words", "شخص:الأسد"),
    ("without the article", "شخص:أسد"),
    ("with a conjunction", "شخص:والأسد"),
    ("vowel marks", "شخص:الأسَد"),
    ("another spelling", "شخص:الاسد"),
    ("words in a row", 'شخص:"بشار الأسد"'),
    ("the whole name", 'شخص:"بشار حافظ الأسد"'),
    ("an alias", 'شخص:"أبو حافظ"'),
    ("the Latin name", "person:Assad"),
    ("a Latin name with a hyphen", "person:al-Assad"),
    ("a Latin alias in capitals", "person:BACHAR"),
]
NOT_BORNE = [
    ("words apart", 'شخص:"حافظ بشار"'),
    ("words that are not side by side", 'شخص:"أبو الأسد"'),
    ("a part of a word", "شخص:بش"),
    ("an adjective of nationality", "شخص:سوري"),
    ("another kind of record", "جهة:الأسد"),
]


@pytest.fixture
def assad() -> Entity:
    person = make_person("بشار حافظ الأسد", "Bashar al-Assad", "بشار الأسد", "أبو حافظ", "Bachar el-Assad")
    make_alias(person, "سوري", AliasUse.ABOUT)
    return person


@pytest.mark.parametrize("text", [row[1] for row in BORNE], ids=[row[0] for row in BORNE])
def test_a_record_is_found_by(assad: Entity, text: str) -> None:
    make_person("فلاديمير بوتين", "Vladimir Putin")
    assert keys(text) == (assad.pk,)


@pytest.mark.parametrize("text", [row[1] for row in NOT_BORNE], ids=[row[0] for row in NOT_BORNE])
@pytest.mark.usefixtures("assad")
def test_a_record_is_not_found_by(text: str) -> None:
    assert keys(text) == ()
    assert Notice.NO_SUCH_NAME in resolve(parse(text)).notices


def test_a_name_that_is_a_function_word_elsewhere() -> None:
    person = make_person("علي خامنئي", "Ali Khamenei")
    assert keys("شخص:علي") == (person.pk,)


def test_each_kind_and_sources_have_their_keyword() -> None:
    organisation, place = make_organisation("جيش الفتح"), make_place("حلب", "Aleppo")
    source = make_source("jazeera", "الجزيرة نت", "Al Jazeera", other_names="قناة الجزيرة", domain="aljazeera.net")
    assert keys("جهة:الفتح") == (organisation.pk,)
    assert keys("مكان:حلب") == keys("place:aleppo") == (place.pk,)
    assert keys("مصدر:الجزيرة") == keys('source:"قناة الجزيرة"') == keys("source:aljazeera.net") == (source.pk,)


def test_a_record_not_in_use_has_no_names() -> None:
    make_person("بشار الأسد", is_active=False)
    assert keys("شخص:الأسد") == ()


def test_who_has_no_such_name_is_said_in_the_readers_spelling() -> None:
    (remark,) = resolve(parse('شخص:"فلان بن فلان" حلب')).remarks
    assert (remark.notice, remark.texts) == (Notice.NO_SUCH_NAME, ('"فلان بن فلان"',))


def test_of_several_names_the_one_that_nobody_has_is_said(assad: Entity) -> None:
    (remark,) = resolve(parse("شخص:(الأسد OR فلان)")).remarks
    assert remark.texts == ("فلان",)


def test_names_are_resolved_wherever_they_stand(assad: Entity) -> None:
    records = Records(FacetName.PERSON, (assad.pk,))
    assert resolve(parse("حلب -شخص:الأسد")).root == AllOf((Word("حلب", "حلب"), Not(records)))
    nobody = Records(FacetName.PERSON, ())
    assert resolve(parse("شخص:(الأسد OR فلان)")).root == AnyOf((records, nobody))


def test_a_latin_word_stands_for_itself_and_for_records_of_every_kind(assad: Entity) -> None:
    place, party = make_place("مدينة الأسد", "Assad City"), make_organisation("حزب", "Party")
    (word,) = resolve(parse("Assad")).plain_words
    assert word.exact == "assad"
    assert word.records == (Records(FacetName.PERSON, (assad.pk,)), Records(FacetName.PLACE, (place.pk,)))
    assert party.pk not in {key for records in word.records for key in records.keys}


def test_an_arabic_word_of_the_text_stands_for_itself(assad: Entity) -> None:
    assert resolve(parse("الأسد")) == parse("الأسد")


def test_a_latin_word_that_nobody_bears_is_a_word_and_needs_no_remark() -> None:
    resolved = resolve(parse("zzz"))
    assert (resolved, resolved.remarks) == (parse("zzz"), ())


def test_of_many_records_those_mentioned_most_count_and_it_is_said() -> None:
    Entity.objects.bulk_create(
        Entity(kind=Kind.PERSON, name_ar=f"محمد رقم{number}", slug=f"m{number}") for number in range(MAX_KEYS + 10)
    )
    famous = Entity.objects.order_by("-pk")[0]
    make_mention(make_article(f"قال {famous.name_ar}"), famous)
    found = keys("شخص:محمد")
    assert len(found) == MAX_KEYS
    assert famous.pk in found
    assert Notice.MANY_NAMES in resolve(parse("شخص:محمد")).notices


def test_of_many_records_with_a_latin_word_those_with_the_other_words_come_first() -> None:
    Entity.objects.bulk_create(
        Entity(kind=Kind.PERSON, name_en=f"Ali Person{number}", slug=f"p{number}") for number in range(MAX_KEYS + 10)
    )
    wanted = Entity.objects.order_by("-pk")[0]
    first, second = resolve(parse(" ".join(reversed(wanted.name_en.split())))).plain_words
    assert (first.exact, second.exact) == (wanted.name_en.split()[1].lower(), "ali")
    assert len(second.records[0].keys) == MAX_KEYS
    assert wanted.pk in second.records[0].keys
    assert first.records == (Records(FacetName.PERSON, (wanted.pk,)),)


def test_a_change_in_this_process_is_seen_at_once() -> None:
    person = make_person("بشار الأسد")
    assert keys("شخص:الأسد") == (person.pk,)
    alias = make_alias(person, "أبو حافظ")
    assert keys('شخص:"أبو حافظ"') == (person.pk,)
    alias.delete()
    assert keys('شخص:"أبو حافظ"') == ()
    person.name_ar = "بشار حافظ"
    person.save()
    assert keys("شخص:الأسد") == ()
    source = make_source()
    assert keys("مصدر:عربي21") == (source.pk,)
    source.name_ar = "عربي"
    source.other_names = "صحيفة"
    source.save()
    assert keys("مصدر:صحيفة") == (source.pk,)


def test_a_change_is_looked_for_again_once_its_transaction_has_ended(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        make_person("بشار الأسد")
    keys("شخص:الأسد")
    assert known_names._kept._checked > 0
    for callback in callbacks:
        callback()
    assert known_names._kept._checked < 0


def test_a_change_elsewhere_is_seen_when_the_stamp_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person("بشار الأسد")
    assert keys("شخص:حافظ") == ()
    Alias.objects.bulk_create([Alias(entity=person, text="أبو حافظ")])  # no signal, as from another process
    assert keys("شخص:حافظ") == ()
    monkeypatch.setattr(known_names, "CHECKED_EVERY", 0.0)
    assert keys("شخص:حافظ") == (person.pk,)


def test_names_are_read_once_and_not_at_all_for_arabic_words(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_person("بشار الأسد")
    with django_assert_num_queries(0):
        resolve(parse("حلب -دمشق"))
    keys("شخص:الأسد")
    with django_assert_num_queries(0):
        keys("شخص:الأسد")


def test_threads_share_the_names() -> None:
    names = naming.Names([((FacetName.PERSON, number), f"اسم رقم{number}") for number in range(200)])
    found: list[set[naming.Bearer]] = []
    threads = [
        threading.Thread(target=lambda: found.append(names.bearing(["رقم7"], [FacetName.PERSON]))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{(FacetName.PERSON, 7)}] * 8


# Latin words


@pytest.fixture
def sisi() -> Entity:
    return make_person("عبد الفتاح السيسي", "Abdel Fattah el-Sisi", "السيسي")


@pytest.fixture
def dhabi() -> Entity:
    return make_place("أبو ظبي", "Abu Dhabi")


NAMED = [
    ("the name", "Abdel Fattah el-Sisi"),
    ("without the article", "Abdel Fattah Sisi"),
    ("another article", "Abdel Fattah al Sisi"),
    ("an article before a sun letter", "Abdel Fattah as-Sisi"),
    ("its last words", "Fattah Sisi"),
    ("a compound in one word", "Abdelfattah Sisi"),
    ("vowels of another tradition", "Abdul Fatah Seesi"),
]
NOT_NAMED = [
    ("words apart", "Abdel Sisi"),
    ("the other way round", "Sisi Fattah"),
    ("another name", "Abdel Fattah Jandali"),
]


@pytest.mark.parametrize("text", [row[1] for row in NAMED], ids=[row[0] for row in NAMED])
def test_latin_words_in_a_row_stand_for_a_record(sisi: Entity, dhabi: Entity, text: str) -> None:
    resolved = resolve(parse(text))
    assert isinstance(resolved.root, Named)
    assert resolved.root.records == (Records(FacetName.PERSON, (sisi.pk,)),)
    assert resolved.remarks == (Remark(Notice.ALSO_SEARCHED, ("عبد الفتاح السيسي",)),)


@pytest.mark.parametrize("text", [row[1] for row in NOT_NAMED], ids=[row[0] for row in NOT_NAMED])
@pytest.mark.usefixtures("sisi", "dhabi")
def test_latin_words_that_are_nobodys_name_stand_for_themselves(text: str) -> None:
    root = resolve(parse(text)).root
    assert isinstance(root, AllOf)
    assert not any(isinstance(node, Named) for node in root.nodes)


def test_a_name_among_other_words_is_found(sisi: Entity, dhabi: Entity) -> None:
    root = resolve(parse("قال Abdel Fattah el-Sisi in Abu Dhabi -zzz")).root
    assert isinstance(root, AllOf)
    said, person, place, excluded = root.nodes
    assert isinstance(said, Word)
    assert isinstance(person, Named)
    assert isinstance(place, Named)
    assert isinstance(excluded, Not)
    assert place.records == (Records(FacetName.PLACE, (dhabi.pk,)),)


def test_a_whole_name_is_preferred_to_a_part_of_another(dhabi: Entity) -> None:
    make_organisation("شركة أبو ظبي", "Abu Dhabi Oil")
    root = resolve(parse("Abu Dhabi")).root
    assert isinstance(root, Named)
    assert root.records == (Records(FacetName.PLACE, (dhabi.pk,)),)


def test_a_place_named_so_leaves_out_what_is_named_after_it() -> None:
    city = make_place("القاهرة", "Cairo")
    person = make_person("محمد القاهري", "Mohamed Cairo")
    make_organisation("جامعة القاهرة", "Cairo University")
    (word,) = resolve(parse("Cairo")).plain_words
    assert word.records == (Records(FacetName.PERSON, (person.pk,)), Records(FacetName.PLACE, (city.pk,)))


@pytest.mark.parametrize("particle", ["al", "el", "of", "the", "ash"])
def test_particles_bring_in_nobody(particle: str) -> None:
    Entity.objects.bulk_create(
        Entity(kind=Kind.PERSON, name_en=f"{particle} sh{number}", slug=f"p{number}") for number in range(MAX_KEYS + 10)
    )
    shahid = make_person("شاهد", "Shahid")
    (word,) = resolve(parse(f"{particle} Shahid")).plain_words
    assert word.records == (Records(FacetName.PERSON, (shahid.pk,)),)
    assert Notice.MANY_NAMES not in resolve(parse(f"{particle} Shahid")).notices


def test_particles_alone_are_words() -> None:
    assert resolve(parse("of the")).root == parse("of the").root


def test_the_names_of_a_record_are_marked(sisi: Entity) -> None:
    assert resolve(parse("Abdel Fattah Sisi")).marked.names == (("عبد", "الفتاح", "السيسي"), ("السيسي",))
    assert resolve(parse("Sisi -zzz")).marked.names == (("عبد", "الفتاح", "السيسي"), ("السيسي",))
    assert resolve(parse("-Sisi")).marked.names == ()


def spelled(word: str) -> Sequence[str]:
    return {"lavrov": ["لافروف"], "karim": ["الكريم", "كريم"], "sisi": ["سيسي"]}.get(word, [])


def test_a_word_that_no_record_has_stands_for_its_arabic_spellings(sisi: Entity) -> None:
    make_mention(make_article("قال السيسي"), sisi, "السيسي")
    resolved = resolve(parse("Lavrov"), spell=spelled)
    assert resolved.plain_words[0].spellings == (Word("لافروف", "لافروف"),)
    assert resolved.remarks == (Remark(Notice.ALSO_SEARCHED, ("لافروف",)),)
    assert resolve(parse("Sisi"), spell=spelled).plain_words[0].spellings == ()


def test_a_word_of_records_that_no_article_mentions_is_spelled_too(sisi: Entity) -> None:
    (word,) = resolve(parse("Sisi"), spell=spelled).plain_words
    assert word.records == (Records(FacetName.PERSON, (sisi.pk,)),)
    assert word.spellings == (Word("سيسي", loose_form("سيسي")),)


def test_beside_other_words_a_word_stands_for_records_and_spellings(sisi: Entity) -> None:
    lavrov, bearing = resolve(parse("Lavrov Sisi"), spell=spelled).plain_words
    assert lavrov.spellings == (Word("لافروف", "لافروف"),)
    assert bearing.records == (Records(FacetName.PERSON, (sisi.pk,)),)
    assert bearing.spellings == (Word("سيسي", loose_form("سيسي")),)


def test_a_word_that_is_but_a_part_of_a_place_s_name_is_spelled_too() -> None:
    make_place("سيدي كريم", "Sidi Karim")
    (word,) = resolve(parse("Karim"), spell=spelled).plain_words
    assert len(word.records) == 1
    assert [spelling.exact for spelling in word.spellings if isinstance(spelling, Word)] == ["الكريم", "كريم"]


def test_a_compound_in_one_word_is_spelled_as_two() -> None:
    (word,) = resolve(parse("Abdelkarim"), spell=spelled).plain_words
    assert word.spellings == (Phrase(("عبد", "الكريم")), Phrase(("عبد", "كريم")))


def test_what_is_excluded_is_not_guessed_at(sisi: Entity) -> None:
    assert resolve(parse("-Lavrov"), spell=spelled) == parse("-Lavrov")
    assert resolve(parse("Lavrov -Lavrov"), spell=spelled).root != parse("Lavrov -Lavrov").root


@pytest.mark.usefixtures("sisi")
@pytest.mark.parametrize("text", ["Sisi", "Abdel Fattah el-Sisi", "Lavrov", "al Sisi", "حلب Lavrov"])
def test_exact_words_stand_for_themselves(text: str) -> None:
    resolved = resolve(parse(text), exact=True, spell=spelled)
    assert (resolved, resolved.remarks) == (parse(text), parse(text).remarks)


VARIANTS = [
    ("a compound in one word", "شخص:عبدالفتاح"),
    ("a compound and the rest", 'شخص:"عبدالفتاح السيسي"'),
    ("jeem for ghain", "شخص:سيرجي"),
    ("alef maksura", "شخص:سيرجى"),
    ("a father in one word", "مكان:أبوظبي"),
    ("a Latin name of other vowels", "person:Fattah"),
    ("a Latin name of one word", "person:Abdelfattah"),
    ("another Latin spelling", "person:Sergej"),
]


@pytest.mark.parametrize("text", [row[1] for row in VARIANTS], ids=[row[0] for row in VARIANTS])
def test_a_name_that_nobody_has_is_looked_for_in_other_spellings(sisi: Entity, dhabi: Entity, text: str) -> None:
    sergei = make_person("سيرغي لافروف", "Sergei Lavrov")
    make_person("سعيد", "Said")
    (found,) = keys(text)
    assert found in {sisi.pk, dhabi.pk, sergei.pk}
    assert Notice.NO_SUCH_NAME not in resolve(parse(text)).notices


@pytest.mark.usefixtures("sisi")
def test_names_as_spelled_are_enough_where_there_are_any() -> None:
    person = make_person("عبدالفتاح مورو", "Abdelfattah Mourou")
    assert keys("شخص:عبدالفتاح") == (person.pk,)


@pytest.mark.usefixtures("sisi")
def test_exact_names_are_those_spelled_so() -> None:
    resolved = resolve(parse("شخص:عبدالفتاح"), exact=True)
    assert resolved.root == Records(FacetName.PERSON, ())
    assert resolved.notices == (Notice.NO_SUCH_NAME,)


def test_other_vowels_of_a_short_name_are_another_name() -> None:
    make_person("سعيد", "Said")
    assert keys("شخص:سعد") == ()


RESEMBLING = [
    ("the beginning", "الأس", True),
    ("within a word", "أسد", True),
    ("two words", "بشار ال", True),
    ("the other script", "bash", True),
    ("an alias", "حافظ", True),
    ("another name", "بوتين", False),
    ("words the other way round", "الأسد بشار", False),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in RESEMBLING], ids=[row[0] for row in RESEMBLING])
@pytest.mark.usefixtures("assad")
def test_a_text_is_looked_for_within_names(assad: Entity, text: str, expected: bool) -> None:
    assert (assad.pk in naming.current().resembling(text, FacetName.PERSON)) is expected
