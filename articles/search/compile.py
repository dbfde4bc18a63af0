"""A typed query -> Whoosh's query objects. Whoosh's own parser never sees a reader's text."""

from whoosh import query as whoosh_query
from whoosh.query import Query

from articles.search.language import ParsedQuery, Phrase, Word

# What a match in each field weighs. A word spelled as asked weighs more than one of the same stem, one in the
# headline more than one in the body.
LOOSE_WEIGHTS = {"text": 1.0, "headline": 1.0}
EXACT_WEIGHTS = {"exact": 0.3, "headline_exact": 0.3}


def compile_query(parsed: ParsedQuery) -> Query:
    """All phrases, and all the words or, where the query says so, any of them."""
    phrases = [_phrase(phrase) for phrase in parsed.phrases]
    words = [_word(word) for word in parsed.counting_words]
    if parsed.any_word and words:
        words = [whoosh_query.Or(words)]
    parts = phrases + words
    if not parts:
        return whoosh_query.Every() if parsed.is_empty else whoosh_query.NullQuery
    return parts[0] if len(parts) == 1 else whoosh_query.And(parts)


def _word(word: Word) -> Query:
    exact = [whoosh_query.Term(field, word.exact, boost=weight) for field, weight in EXACT_WEIGHTS.items()]
    if not word.loose:
        return whoosh_query.Or(exact)
    loose = [whoosh_query.Term(field, word.loose, boost=weight) for field, weight in LOOSE_WEIGHTS.items()]
    return whoosh_query.Or(loose + exact)


def _phrase(phrase: Phrase) -> Query:
    words = list(phrase.words)
    return whoosh_query.Or(
        [
            whoosh_query.Phrase(field, words, boost=weight)
            if len(words) > 1
            else whoosh_query.Term(field, words[0], boost=weight)
            for field, weight in (("headline_exact", 1.0), ("exact", 1.0))
        ]
    )
