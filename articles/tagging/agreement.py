"""Whether names, and what stands for them, mean the same: genders, persons, what bodies are called."""

from articles.arabic.normalize import fold_word
from articles.arabic.tokens import folded_words
from articles.models import Kind
from articles.tagging.given_names import MEN, WOMEN
from articles.tagging.saying import Gender
from articles.tagging.saying_cues import BODIES, BODY_AGAIN, LOOSE_BODIES, MINISTRIES, MINISTRY
from articles.tagging.speech import Named, Speech

_SHORT = 5  # letters: in والدة and والي the first is no conjunction


def gender_of(name: Named, speech: Speech) -> Gender | None:
    """A person's gender, where the first name tells it."""
    first = speech.word(speech.at_or_after(name.start))
    if name.kind != Kind.PERSON:
        return None
    return Gender.FEMININE if first in WOMEN else Gender.MASCULINE if first in MEN else None


def is_same(one: Named, other: Named, speech: Speech) -> bool:
    """Whether two names are of the same person: by record, or by the words they share where one has none."""
    if one.entity_id is not None and other.entity_id is not None:
        return one.entity_id == other.entity_id
    words, others = (_words(name, speech) for name in (one, other))
    return words <= others or others <= words


def may_be_called(body: Named, head: str, speech: Speech) -> bool:
    """Whether an organisation is what `head` says: الحزب is حزب التكتل or نداء تونس, never وزارة الداخلية."""
    words = _words(body, speech)
    if head == MINISTRY:
        return not words.isdisjoint(MINISTRIES | {f"ل{word}" for word in MINISTRIES})
    called = {bare(word).removeprefix("ل") for word in words}
    return bare(head) in called or (head in LOOSE_BODIES and called.isdisjoint(_HEADS))


def bare(word: str) -> str:
    """Without the article and the conjunction before it: والوزير, but not والي or وزير."""
    word = word.removeprefix("و") if word.startswith("وال") and len(word) > _SHORT else word
    return word.removeprefix("ال")


def _words(name: Named, speech: Speech) -> set[str]:
    return set(folded_words(speech.body[name.start : name.end]))


# Names that begin so are of a body of that kind, and of no other.
_HEADS = {bare(word) for word in BODIES | BODY_AGAIN} - {fold_word("منظمة"), fold_word("مؤسسة")}
