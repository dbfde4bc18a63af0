"""Searching the lists without telling spellings apart, as the archive's own search does: ادلب finds إدلب."""

import re
from collections import defaultdict
from functools import cache

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.admin.base import M, ModelAdmin
from articles.arabic.normalize import MARKS, fold

LONGEST_TERM = 200  # characters of a search that are looked at
_LETTERS = (*range(0x20, 0x250), *range(0x620, 0x700), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
_BETWEEN = f"[{''.join(sorted(MARKS))}\u0640\u200c-\u200f]*"  # vowel marks, tatweel, joiners, direction marks


@cache
def _alike() -> dict[str, str]:
    """For each folded letter a class of every character that folds to it."""
    letters: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, _LETTERS):
        letters[fold(char)].append(re.escape(char))
    return {letter: f"[{''.join(chars)}]" for letter, chars in letters.items() if len(letter) == 1}


def spelled_alike(term: str) -> str:
    """A regular expression, for Python and for PostgreSQL, of all spellings of the term."""
    return _BETWEEN.join(_alike().get(char, re.escape(char)) for char in fold(term))


class FoldedSearch(ModelAdmin[M]):
    """Each word of a search stands, in any of its spellings, in one of `search_fields`."""

    def matching(self, pattern: str) -> Q:
        """What a row fulfils that has the pattern somewhere."""
        found = Q()
        for name in self.search_fields:
            found |= Q(**{f"{name}__regex": pattern})
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        for word in search_term[:LONGEST_TERM].split():
            queryset = queryset.filter(self.matching(spelled_alike(word)))
        return queryset, False
