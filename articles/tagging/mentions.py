"""What a tagger finds: values, not rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.models import Kind, QuotationKind
from articles.tagging.recognition import Recognised

# From this confidence on a name is linked; below it curators are asked, with the link as a suggestion.
LINKING_BAR = 0.58


@dataclass(frozen=True, order=True)
class FoundMention:
    """`text[start:end] == surface`, in characters, `end` exclusive; `confidence` from 0 to 1.

    `evidence` says what the link rests on, in a word: "name", "alias", "short name", "context", "spelling", "role".
    """

    start: int
    end: int
    surface: str
    entity_id: int
    confidence: float
    evidence: str


@dataclass(frozen=True, order=True)
class Doubt:
    """A name that stands for no record, or for `suggested` too unsurely to be linked.

    `name` are its words without what is written together with them: حافظ زليط of `لحافظ زليط`.
    """

    start: int
    end: int
    surface: str
    name: str
    kind: Kind
    confidence: float
    evidence: str
    suggested: int | None = None


@dataclass(frozen=True, order=True)
class FoundQuotation:
    """What somebody said: `text[start:end]`, in characters, `end` exclusive; `verb` is the span of the word of saying.

    Of a direct one the marks around it are not part; a reported one begins with its أن. `speaker` is the span of the
    words that name who spoke, wherever in the text they stand; None where the text does not surely tell. These words
    stand for the record `entity_id`, or for none that is known. `marked` are the parts word for word within one that
    is mixed, or the one part that a direct one is. `confidence` goes from 0 to 1; `evidence` says in a word what the
    speaker rests on: "subject", "before the verb", "clause", "pronoun", "title", "statement", "source", "according".
    """

    start: int
    end: int
    kind: QuotationKind
    verb: tuple[int, int]
    speaker: tuple[int, int] | None
    entity_id: int | None
    confidence: float
    evidence: str
    marked: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Findings:
    """What a text says: mentions, none of which overlap, and names to ask curators about, which overlap no mention.

    `recognised` are the spans that the recogniser gave, before they were held against the records; None without one.
    `quotations` are what was said by whom, in order; none overlap.
    """

    mentions: Sequence[FoundMention] = ()
    doubts: Sequence[Doubt] = ()
    recognised: Sequence[Recognised] | None = None
    quotations: Sequence[FoundQuotation] = ()
