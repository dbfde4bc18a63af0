"""The query language: a reader's text -> a typed query. Any text at all is a valid query.

    words "an exact phrase" beginn* -without OR (this that) person:name title:"some words" date:2015..2016

All terms must match; OR (أو, |) between two terms asks for either and binds closer than the space between terms;
minus, NOT and ليس before a term exclude it. What cannot be understood is searched as words, and a remark says what
was left out. Nothing here raises, and the work is bounded by MAX_QUERY_LENGTH.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from articles.arabic.stopwords import QUESTION_WORDS
from articles.arabic.tokens import folded_words, spelled_words, tokens
from articles.search.analyzer import exact_form, loose_form
from articles.search.lexer import COUNTED, TERMS, VALUES, Kind, Lexeme, Noted, clean, is_operator, lexemes
from articles.search.notices import Notice, gathered
from articles.search.params import FacetName
from articles.search.tree import (
    AllOf,
    AnyOf,
    Name,
    Node,
    Not,
    Nothing,
    ParsedQuery,
    Phrase,
    Prefix,
    Title,
    Word,
    all_of,
    any_of,
)

__all__ = ["MAX_QUERY_LENGTH", "MAX_QUERY_WORDS", "ParsedQuery", "as_plain", "parse"]

MAX_QUERY_LENGTH = 256  # characters
MAX_QUERY_WORDS = 32


def parse(text: str, is_exact: bool = False) -> ParsedQuery:
    """What a text asks for, with remarks on whatever had to be left out.

    With `is_exact` words and phrases count only where they are spelled letter by letter as here.
    """
    noted: Noted = [(Notice.TOO_LONG, "")] if len(text) > MAX_QUERY_LENGTH else []
    cleaned = clean(text[:MAX_QUERY_LENGTH])
    found = _capped(lexemes(cleaned, noted), noted)
    parser = _Parser(found, cleaned, noted, is_exact)
    root = parser.sequence() or _as_words(cleaned, noted, is_exact)
    if root is None and text.strip():
        noted.append((Notice.NO_WORDS, ""))
        root = Nothing()
    return ParsedQuery(root=root, wants_all=parser.wants_all, remarks=gathered(noted))


def parse_plain(text: str) -> ParsedQuery:
    """All the words of a text, without any operators: a question or a headline as it stands."""
    words = tokens(clean(text[:MAX_QUERY_LENGTH]))
    spelled = ((word.folded, "".join(spelled_words(word.surface))) for word in islice(words, MAX_QUERY_WORDS))
    root = all_of(_word(*pair, is_exact=False) for pair in spelled)
    return ParsedQuery(root=root or Nothing())


def as_plain(text: str) -> str:
    """A query for all the words of a text as they stand, its operators and keywords among them."""
    words = tokens(clean(text[:MAX_QUERY_LENGTH]))
    return " ".join(f'"{word.surface}"' if is_operator(word) else word.surface for word in words)


def _capped(found: Sequence[Lexeme], noted: Noted) -> list[Lexeme]:
    """The lexemes up to the word MAX_QUERY_WORDS, and all brackets, which stay in pairs."""
    kept, room, is_full = [], MAX_QUERY_WORDS, False
    for lexeme in found:
        if lexeme.kind in COUNTED:
            is_full = is_full or len(lexeme.words) > room
            if is_full:
                lexeme = replace(lexeme, words=lexeme.words[:room], spellings=lexeme.spellings[:room])
            room -= len(lexeme.words)
        if not is_full or lexeme.kind in {Kind.OPEN, Kind.CLOSE} or (lexeme.kind in COUNTED and lexeme.words):
            kept.append(lexeme)
    if is_full:
        noted.append((Notice.TOO_MANY_WORDS, ""))
    return kept


def _as_words(text: str, noted: Noted, is_exact: bool) -> Node | None:
    """The last resort: a text of operators and keywords alone is searched by its words."""
    words = folded_words(text)[:MAX_QUERY_WORDS]
    spellings = spelled_words(text)[:MAX_QUERY_WORDS]
    if words:
        noted[:] = [pair for pair in noted if pair[0] is not Notice.IGNORED]
        noted.append((Notice.AS_WORDS, text.strip()))
    return all_of(_word(*pair, is_exact) for pair in zip(words, spellings, strict=True))


class _Parser:
    """Reads the lexemes from the first to the last, each once. Brackets must be in pairs."""

    def __init__(self, found: Sequence[Lexeme], text: str, noted: Noted, is_exact: bool) -> None:
        self.lexemes, self.text, self.noted = found, text, noted
        self.is_exact = is_exact
        self.at = 0
        self.negations = 0  # how many the current term stands in
        self.wants_all = False

    def sequence(self) -> Node | None:
        """Terms up to the closing bracket or the end: all of them."""
        nodes = []
        while (kind := self._kind()) and kind is not Kind.CLOSE:
            nodes.append(self._alternatives())
        return all_of(nodes)

    def _alternatives(self) -> Node | None:
        """A term, or several with OR between them."""
        nodes = [self._term()]
        while (signs := self._or_signs()) and self._kind(signs) in TERMS and nodes[-1] is not None:
            self.at += signs
            nodes.append(self._term())
        return any_of(nodes)

    def _or_signs(self) -> int:
        """How many ORs stand here; several in a row count as one."""
        signs = 0
        while self._kind(signs) is Kind.OR:
            signs += 1
        return signs

    def _term(self) -> Node | None:
        lexeme = self._next()
        match lexeme.kind:
            case Kind.WORD | Kind.PHRASE | Kind.PREFIX:
                return _text_node(lexeme.kind, lexeme.words, lexeme.spellings, self.is_exact)
            case Kind.DATES:
                return lexeme.dates
            case Kind.OPEN:
                return self._group()
            case Kind.FIELD if self._kind() in VALUES:
                return self._field(lexeme)
            case Kind.NOT if self._kind() in TERMS and not self._is_plain_not(lexeme):
                return self._negation()
        return self._leftover(lexeme)

    def _group(self) -> Node | None:
        node = self.sequence()
        self.at += 1  # the closing bracket
        return node

    def _negation(self) -> Node | None:
        """What is excluded; a negation of a negation is none."""
        start = self.lexemes[self.at].start
        self.negations += 1
        node = self._term()
        self.negations -= 1
        if node is None or isinstance(node, Not):
            return node and node.node
        if not self.negations:
            self.noted.append((Notice.EXCLUDED, self.text[start : self.lexemes[self.at - 1].end]))
        return Not(node)

    def _is_plain_not(self, lexeme: Lexeme) -> bool:
        """An Arabic "not" before a function word (`ليس في`) is a word like others."""
        follower = self.lexemes[self.at]
        is_word = follower.kind is Kind.WORD and not loose_form(follower.words[0])
        return bool(lexeme.words) and not self._is_in_capitals(lexeme) and is_word

    def _field(self, keyword: Lexeme) -> Node | None:
        """What stands behind a keyword, looked for in the headline or among the names of records."""
        start, first = self.at, self._next()
        node = self._group() if first.kind is Kind.OPEN else self._value(first)
        if node is None:
            self.noted.append((Notice.IGNORED, self._written(keyword)))
            return None
        if not isinstance(keyword.field, FacetName):
            return Title(node)
        written = self.text[self.lexemes[start].start : self.lexemes[self.at - 1].end]
        return self._named(node, keyword.field, "" if first.kind is Kind.OPEN else written)

    def _value(self, first: Lexeme) -> Node | None:
        """A phrase, a word, or several in one run such as `al-Assad`."""
        words, spellings, end = list(first.words), list(first.spellings), first.end
        while first.kind is Kind.WORD and self._kind() is Kind.WORD and self._is_run(end):
            lexeme = self._next()
            words, spellings, end = [*words, *lexeme.words], [*spellings, *lexeme.spellings], lexeme.end
        kind = Kind.PHRASE if len(words) > 1 else first.kind
        return _text_node(kind, tuple(words), tuple(spellings), self.is_exact)

    def _is_run(self, end: int) -> bool:
        return not any(char.isspace() for char in self.text[end : self.lexemes[self.at].start])

    def _named(self, node: Node, facet: FacetName, text: str) -> Node:
        """The node with names of records in the place of words; `text` is a single name as written."""
        match node:
            case Word(exact):
                return Name(facet, (exact,), text or exact)
            case Phrase(words):
                return Name(facet, words, text or " ".join(words))
            case Prefix(start, _):
                self.noted.append((Notice.IGNORED, "*"))
                return Name(facet, (start,), text or start)
            case Not(inner):
                return Not(self._named(inner, facet, text))
            case AllOf(nodes):
                return AllOf(tuple(self._named(inner, facet, text) for inner in nodes))
            case AnyOf(nodes):
                return AnyOf(tuple(self._named(inner, facet, text) for inner in nodes))
        return node

    def _leftover(self, lexeme: Lexeme) -> Node | None:
        """An operator without its terms, or a keyword without its value: a word, or nothing."""
        if lexeme.kind is Kind.FIELD:
            self.noted.append((Notice.AS_WORDS, self._written(lexeme)))
            return self._as_word(lexeme)
        if lexeme.words and not self._is_in_capitals(lexeme):
            return self._as_word(lexeme)
        if lexeme.kind is not Kind.AND or self.at == 1 or self._kind() not in TERMS:
            self.noted.append((Notice.IGNORED, self._written(lexeme)))
        else:
            self.wants_all = True
        return None

    def _as_word(self, lexeme: Lexeme) -> Node:
        return _word(lexeme.words[0], lexeme.spellings[0], self.is_exact)

    def _is_in_capitals(self, lexeme: Lexeme) -> bool:
        return self._written(lexeme) in {"OR", "NOT", "AND"}

    def _written(self, lexeme: Lexeme) -> str:
        return self.text[lexeme.start : lexeme.end]

    def _next(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _kind(self, ahead: int = 0) -> Kind | None:
        return self.lexemes[self.at + ahead].kind if self.at + ahead < len(self.lexemes) else None


def _word(folded: str, spelling: str, is_exact: bool) -> Node:
    if is_exact:
        return Phrase((exact_form(folded),), (spelling,))
    return Word(exact_form(folded), "" if folded in QUESTION_WORDS else loose_form(folded), spelling=spelling)


def _text_node(kind: Kind, folded: tuple[str, ...], spellings: tuple[str, ...], is_exact: bool) -> Node | None:
    if not folded:
        return None
    if kind is Kind.PREFIX:
        return Prefix(exact_form(folded[0]), is_exact)
    if kind is Kind.WORD:
        return _word(folded[0], spellings[0], is_exact)
    return Phrase(tuple(map(exact_form, folded)), spellings if is_exact else ())
