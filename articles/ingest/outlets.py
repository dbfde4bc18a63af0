"""The outlets the archive knows, looked up by any of their names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from articles.arabic.tokens import folded_words


@dataclass(frozen=True)
class Outlets:
    """`slugs` maps folded names, their words joined by spaces, to slugs; `countries` slugs to ISO 3166 codes."""

    slugs: Mapping[str, str]
    countries: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[tuple[str, str]], countries: Mapping[str, str] | None = None) -> "Outlets":
        """From pairs of a name and a slug. A name two outlets share belongs to neither."""
        slugs: dict[str, str] = {}
        for name, slug in names:
            key = _key(name)
            if key:
                slugs[key] = slug if slugs.get(key, slug) == slug else ""
        return cls({key: slug for key, slug in slugs.items() if slug}, countries or {})

    def find(self, name: str) -> str:
        """The slug of the outlet so named, or ""."""
        return self.slugs.get(_key(name), "")

    def country(self, slug: str) -> str:
        """The code of the outlet's country, "" where it is not known."""
        return self.countries.get(slug, "")


def _key(name: str) -> str:
    return " ".join(folded_words(name))
