"""Haystack looks for search indexes only here."""

from articles.search.indexes import ArticleIndex

__all__ = ["ArticleIndex"]
