"""The three-way rule: a row follows the file only where nobody changed it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.authority.load import LoadReport, load_authority, merged, merged_aliases
from articles.authority.records import AliasRecord, AuthorityRecords, EntityRecord, SourceRecord, TitleRecord
from articles.authority.roles import RoleRecord
from articles.models import Alias, AliasUse, Entity, IndexingTask, Kind, RecordOrigin, Role, Source, Title
from tests.factories import make_article, make_mention, make_place, make_source

SYRIA = EntityRecord(Kind.PLACE, "sy", "سوريا", "Syria", category="country", country_code="SY")
ALEPPO = EntityRecord(
    Kind.PLACE,
    "sy-aleppo",
    "حلب",
    "Aleppo",
    country_code="SY",
    parent="sy",
    latitude=36.2,
    longitude=37.16,
    aliases=(AliasRecord("الشهباء", "ar", AliasUse.AFTER_CUE), AliasRecord("Halab", "en", AliasUse.ALWAYS)),
)
SANA = SourceRecord("sana", "سانا", "SANA", other_names="وكالة سانا", domain="sana.sy")


def load(*entities: EntityRecord, sources: Sequence[SourceRecord] = ()) -> LoadReport:
    return load_authority(AuthorityRecords(entities, tuple(sources)))


def aliases_of(slug: str) -> set[str]:
    return set(Alias.objects.filter(entity__slug=slug).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("now", "said", "says", "follows", "kept"),
    [
        ("a", "a", "a", None, False),
        ("a", "a", "b", "b", False),
        ("c", "a", "a", None, True),
        ("c", "a", "b", None, True),
        ("b", "a", "b", None, False),
    ],
    ids=["nothing new", "the file changed", "a curator changed", "both changed", "both changed alike"],
)
def test_a_field_follows_the_file_only_where_the_row_still_says_what_was_loaded(
    now: str, said: str, says: str, follows: str | None, kept: bool
) -> None:
    expected = {} if follows is None else {"name": follows}
    assert merged({"name": now}, {"name": said}, {"name": says}) == (expected, kept)


def test_aliases_are_added_when_new_removed_when_dropped_and_kept_out_when_a_curator_deleted_them() -> None:
    new, dropped, deleted, own, stays = (("n", ""), ("d", ""), ("x", ""), ("o", ""), ("s", ""))
    add, remove, kept_out = merged_aliases({dropped, own, stays}, {dropped, deleted, stays}, {new, deleted, stays})
    assert (add, remove, kept_out) == ({new}, {dropped}, True)


@pytest.mark.django_db
class TestLoading:
    def test_new_records_are_made_with_aliases_and_parents_whatever_their_order(self) -> None:
        report = load(ALEPPO, SYRIA, sources=[SANA])
        aleppo = Entity.objects.get(slug="sy-aleppo")
        assert (report.created, report.updated, report.unchanged) == (3, 0, 0)
        assert (aleppo.parent, aleppo.origin) == (Entity.objects.get(slug="sy"), RecordOrigin.AUTHORITY)
        assert (aleppo.latitude, aleppo.name_ar) == (36.2, "حلب")
        assert aliases_of("sy-aleppo") == {"الشهباء", "Halab"}
        assert set(Alias.objects.values_list("origin", flat=True)) == {RecordOrigin.AUTHORITY}
        assert Source.objects.get().all_names == ["سانا", "SANA", "وكالة سانا", "sana.sy"]
        assert report.renamed == set(Entity.objects.values_list("pk", flat=True))

    def test_a_second_load_changes_nothing_and_needs_few_queries(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        load(SYRIA, ALEPPO, sources=[SANA])
        before = list(Entity.objects.order_by("pk").values())
        with django_assert_max_num_queries(6):
            report = load(SYRIA, ALEPPO, sources=[SANA])
        assert (report.created, report.updated, report.unchanged, report.kept) == (0, 0, 3, 0)
        assert not report.renamed
        assert list(Entity.objects.order_by("pk").values()) == before

    def test_the_number_of_queries_does_not_grow_with_the_records(
        self, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        many = [replace(ALEPPO, slug=f"place-{number}", parent="") for number in range(200)]
        with django_assert_max_num_queries(60):
            load(*many)

    def test_a_change_of_the_file_reaches_a_row_nobody_changed(self) -> None:
        load(SYRIA, ALEPPO, sources=[SANA])
        changed_at = Entity.objects.get(slug="sy-aleppo").updated_at
        report = load(
            SYRIA, replace(ALEPPO, name_en="Halab", population=7), sources=[replace(SANA, domain="sana.example")]
        )
        aleppo = Entity.objects.get(slug="sy-aleppo")
        assert (aleppo.name_en, aleppo.population, Source.objects.get().domain) == ("Halab", 7, "sana.example")
        assert (report.updated, report.unchanged, report.renamed) == (2, 1, {aleppo.pk})
        assert aleppo.updated_at > changed_at

    def test_a_curators_word_stays_while_other_fields_follow(self) -> None:
        load(SYRIA, ALEPPO, sources=[SANA])
        Entity.objects.filter(slug="sy-aleppo").update(name_ar="مدينة حلب")
        Source.objects.update(name_en="Syrian Arab News Agency")
        report = load(SYRIA, replace(ALEPPO, name_ar="حلب الشهباء", population=7), sources=[SANA])
        aleppo = Entity.objects.get(slug="sy-aleppo")
        assert (aleppo.name_ar, aleppo.population) == ("مدينة حلب", 7)
        assert Source.objects.get().name_en == "Syrian Arab News Agency"
        assert (report.updated, report.unchanged, report.kept) == (1, 2, 2)

    def test_a_curators_parent_and_lack_of_one_stay(self) -> None:
        load(SYRIA, ALEPPO)
        Entity.objects.filter(slug="sy-aleppo").update(parent=None)
        assert load(SYRIA, ALEPPO).kept == 1
        assert Entity.objects.get(slug="sy-aleppo").parent is None

    def test_a_parent_of_the_file_follows(self) -> None:
        load(SYRIA, replace(ALEPPO, parent=""))
        load(SYRIA, ALEPPO)
        assert Entity.objects.get(slug="sy-aleppo").parent == Entity.objects.get(slug="sy")

    def test_an_alias_a_curator_deleted_or_rewrote_does_not_come_back(self) -> None:
        load(SYRIA, ALEPPO)
        Alias.objects.get(text="Halab").delete()
        Alias.objects.filter(text="الشهباء").update(text="حلب الشهباء", origin=RecordOrigin.CURATOR)
        report = load(SYRIA, ALEPPO)
        assert (aliases_of("sy-aleppo"), report.kept) == ({"حلب الشهباء"}, 1)

    def test_an_alias_the_file_drops_goes_unless_a_curator_wrote_it(self) -> None:
        load(SYRIA, ALEPPO)
        aleppo = Entity.objects.get(slug="sy-aleppo")
        Alias.objects.filter(text="الشهباء").update(origin=RecordOrigin.CURATOR)
        Alias.objects.create(entity=aleppo, text="حلب الشهباء")
        report = load(SYRIA, replace(ALEPPO, aliases=()))
        assert (aliases_of("sy-aleppo"), report.renamed) == ({"الشهباء", "حلب الشهباء"}, {aleppo.pk})

    def test_an_alias_a_curator_had_already_added_is_not_added_twice(self) -> None:
        load(SYRIA, replace(ALEPPO, aliases=()))
        Alias.objects.create(entity=Entity.objects.get(slug="sy-aleppo"), text="Halab", language="en")
        load(SYRIA, ALEPPO)
        assert Alias.objects.get(text="Halab").origin == RecordOrigin.CURATOR

    def test_a_record_the_file_no_longer_has_is_left_alone(self) -> None:
        load(SYRIA, ALEPPO)
        load(SYRIA)
        assert Entity.objects.filter(slug="sy-aleppo", is_active=True).exists()

    def test_a_record_made_by_a_curator_is_never_overwritten_but_reported(self) -> None:
        make_place("حلب القديمة", slug="sy-aleppo")
        make_source("sana", "سانا القديمة")
        report = load(SYRIA, ALEPPO, sources=[SANA])
        assert report.conflicts == ["source sana", "place sy-aleppo"]
        assert Entity.objects.get(slug="sy-aleppo").name_ar == "حلب القديمة"
        assert not aliases_of("sy-aleppo")
        assert Source.objects.get().name_ar == "سانا القديمة"

    def test_a_record_out_of_use_stays_out_of_use(self) -> None:
        load(SYRIA, ALEPPO)
        Entity.objects.update(is_active=False)
        load(SYRIA, replace(ALEPPO, population=9))
        assert not Entity.objects.active().exists()

    def test_articles_that_mention_a_changed_record_are_indexed_anew(self) -> None:
        load(SYRIA, ALEPPO)
        article = make_article()
        make_mention(article, Entity.objects.get(slug="sy-aleppo"))
        IndexingTask.objects.all().delete()
        load(SYRIA, ALEPPO)
        assert not IndexingTask.objects.exists()
        load(SYRIA, replace(ALEPPO, name_en="Halab"))
        assert IndexingTask.objects.get().article_id == article.pk


MINISTER = TitleRecord("foreign-minister", "وزير الخارجية", "Foreign minister", before_name="وزير خارجية")
MUALLEM = EntityRecord(
    Kind.PERSON,
    "walid-muallem",
    "وليد المعلم",
    roles=(RoleRecord("foreign-minister", "sy", "2006-02", "2020-11-16"),),
)


def load_roles(*roles: RoleRecord) -> LoadReport:
    entities = (SYRIA, replace(MUALLEM, roles=roles))
    return load_authority(AuthorityRecords(entities, (), (MINISTER,)))


def roles() -> list[tuple[str, str, str, str]]:
    return list(Role.objects.values_list("title__slug", "of__slug", "start", "end"))


@pytest.mark.django_db
class TestRoles:
    def test_titles_and_roles_are_made_once(self, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        assert load_roles(*MUALLEM.roles).created == 3
        assert roles() == [("foreign-minister", "sy", "2006-02", "2020-11-16")]
        assert Title.objects.get().wordings == ["وزير خارجية"]
        with django_assert_max_num_queries(8):
            report = load_roles(*MUALLEM.roles)
        assert (report.created, report.updated, report.unchanged, report.kept) == (0, 0, 3, 0)
        assert Role.objects.count() == 1

    def test_a_role_follows_the_file(self) -> None:
        load_roles(*MUALLEM.roles)
        later = RoleRecord("foreign-minister", "sy", "2006-02-11", "2020-11-16")
        assert load_roles(later).updated == 1
        assert roles() == [("foreign-minister", "sy", "2006-02-11", "2020-11-16")]
        load_roles()
        assert roles() == []

    def test_a_role_that_a_curator_deleted_does_not_come_back(self) -> None:
        load_roles(*MUALLEM.roles)
        Role.objects.all().delete()
        assert load_roles(*MUALLEM.roles).kept == 1
        assert roles() == []

    def test_a_role_that_a_curator_corrected_stands_against_a_later_file(self) -> None:
        load_roles(*MUALLEM.roles)
        Role.objects.update(end="2020-11", origin=RecordOrigin.CURATOR)
        report = load_roles(RoleRecord("foreign-minister", "sy", "2006-02", "2021"))
        assert (roles(), report.kept) == ([("foreign-minister", "sy", "2006-02", "2020-11")], 1)

    def test_a_new_role_beside_a_curators_comes_in(self) -> None:
        load_roles()
        Role.objects.create(
            person=Entity.objects.get(slug="walid-muallem"), title=Title.objects.get(), of=Entity.objects.get(slug="sy")
        )
        load_roles(*MUALLEM.roles)
        assert Role.objects.count() == 2
