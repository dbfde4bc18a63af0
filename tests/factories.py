"""Plain makers of rows for tests: each gives a saved object that needs no more than what the test says."""

from typing import Any

from articles.ingest.clean import text_digest
from articles.models import Alias, AliasUse, Article, Entity, Kind, Mention, MentionOrigin, Source, UnknownName

OWN_SCRIPT = '<script src="/static/js/suggest.js" defer></script>'  # the only one that a public page has


def make_source(slug: str = "arabi21", name_ar: str = "عربي21", name_en: str = "Arabi21", **more: Any) -> Source:
    return Source.objects.create(slug=slug, name_ar=name_ar, name_en=name_en, **more)


def make_article(body: str = "وصل الوزير إلى حلب.", headline: str = "عنوان", **more: Any) -> Article:
    source = more.get("source")
    more.setdefault("text_digest", text_digest(headline, body, source.slug if source else ""))
    return Article.objects.create(body=body, headline=headline, **more)


def make_entity(kind: Kind, name_ar: str, name_en: str = "", *aliases: str, **more: Any) -> Entity:
    """`aliases` count always; give others with `make_alias`."""
    entity = Entity.objects.create(kind=kind, name_ar=name_ar, name_en=name_en, **more)
    for text in aliases:
        make_alias(entity, text)
    return entity


def make_person(name_ar: str, name_en: str = "", *aliases: str, **more: Any) -> Entity:
    return make_entity(Kind.PERSON, name_ar, name_en, *aliases, **more)


def make_organisation(name_ar: str, name_en: str = "", *aliases: str, **more: Any) -> Entity:
    return make_entity(Kind.ORGANISATION, name_ar, name_en, *aliases, **more)


def make_place(name_ar: str, name_en: str = "", *aliases: str, **more: Any) -> Entity:
    return make_entity(Kind.PLACE, name_ar, name_en, *aliases, **more)


def make_alias(entity: Entity, text: str, use: AliasUse = AliasUse.ALWAYS) -> Alias:
    language = "en" if text.isascii() else "ar"
    return Alias.objects.create(entity=entity, text=text, use=use, language=language)


def make_mention(article: Article, entity: Entity, surface: str = "", **more: Any) -> Mention:
    """The first place of `surface` (the entity's Arabic name unless given) in the article's body."""
    surface = surface or entity.name_ar
    start = article.body.index(surface)
    more.setdefault("origin", MentionOrigin.MACHINE)
    return Mention.objects.create(
        article=article, entity=entity, start=start, end=start + len(surface), surface=surface, **more
    )


def make_unknown(text: str = "حافظ زليط", **more: Any) -> UnknownName:
    """A name to decide about, nowhere seen."""
    more.setdefault("kind", Kind.PERSON)
    return UnknownName.objects.create(text=text, spelling=text, skeleton="afd slt", **more)
