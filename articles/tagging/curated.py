"""What curators decided in the archive's articles, as labelled texts to train on."""

from collections.abc import Iterable, Iterator

from articles.models import Article, Kind, Mention, MentionOrigin, MentionStatus
from articles.tagging.conll import OUTSIDE, LabelledText, Sentence
from articles.tagging.gazetteer import Text
from articles.tagging.sequence import Row, row_of

_SORTS = {Kind.PERSON: "PER", Kind.PLACE: "LOC", Kind.ORGANISATION: "ORG"}


def curated_texts() -> Iterator[LabelledText]:
    """The sentences in which a curator has decided something, an article a text.

    Beside a curator's decisions the machine's mentions stand as they are: who corrects a sentence has read it.
    """
    decided = Mention.objects.filter(origin=MentionOrigin.CURATOR, start__isnull=False)
    articles = Article.objects.filter(pk__in=decided.values("article")).order_by("pk")
    for article in articles.prefetch_related("mentions__entity").iterator(chunk_size=100):
        sentences = tuple(_sentences(article.body, list(article.mentions.all())))
        if sentences:
            yield LabelledText(sentences)


def _sentences(body: str, mentions: Iterable[Mention]) -> Iterator[Sentence]:
    row = row_of(body, Text.of(body))
    placed = [mention for mention in mentions if mention.start is not None]
    tags = _tags(row, [mention for mention in placed if mention.status == MentionStatus.ACTIVE])
    decided = [at for mention in placed if mention.origin == MentionOrigin.CURATOR for at in _positions(row, mention)]
    for begin, end in row.sentences:
        if any(begin <= at < end for at in decided):
            yield tuple((row.tokens[at].surface, tags[at]) for at in range(begin, end))


def _tags(row: Row, active: Iterable[Mention]) -> list[str]:
    """A tag a token; a curator's mentions are laid over the machine's."""
    tags = [OUTSIDE] * len(row.tokens)
    for mention in sorted(active, key=lambda mention: mention.origin == MentionOrigin.CURATOR):
        sort, mark = _SORTS[Kind(mention.entity.kind)], "B"
        for at in _positions(row, mention):
            tags[at] = f"{mark}-{sort}"
            mark = "I"
    return tags


def _positions(row: Row, mention: Mention) -> list[int]:
    """Of the tokens that a mention touches."""
    start, end = mention.start or 0, mention.end or 0
    return [at for at, token in enumerate(row.tokens) if token.start < end and start < token.end]
