"""A small labelled corpus of our own: sentences of the news with names put in."""

from itertools import cycle, islice
from pathlib import Path

_PEOPLE = ["أحمد منصور", "ليلى حداد", "يوسف شاهين", "سامي الخطيب", "هند بركات", "عمر دياب", "نادية رشيد"]
_PLACES = ["دمشق", "بيروت", "طرابلس", "حلب", "الرباط", "صنعاء", "مسقط", "عدن"]
_ORGANISATIONS = ["حزب النور", "شركة الفرات", "حركة الأمل", "بنك المشرق", "منظمة الغوث"]
_SENTENCES = [
    "وصل السيد {PER} إلى {LOC} مساء أمس .",
    "أعلنت {ORG} في بيان لها نتائج العام .",
    "قال {PER} إن الوضع في {LOC} هادئ .",
    "انتقدت {ORG} قرار الحكومة في {LOC} .",
    "شهدت مدينة {LOC} أمطارا غزيرة يوم الخميس .",
    "ارتفعت أسعار القمح في الأسواق خلال الشهر الماضي .",
    "وأضاف السيد {PER} أن المشروع سيبدأ قريبا .",
]
UNSEEN = "وصل السيد كريم عازوري إلى تطوان مساء أمس ."


def corpus_lines(sentences: int = 160) -> str:
    """CoNLL lines; the names follow each other in cycles of different lengths, so that they meet in every way."""
    names = {"PER": cycle(_PEOPLE), "LOC": cycle(_PLACES), "ORG": cycle(_ORGANISATIONS)}
    lines = []
    for sentence in islice(cycle(_SENTENCES), sentences):
        for word in sentence.split():
            sort = word.strip("{}")
            if sort == word:
                lines.append(f"{word} O")
            else:
                words = next(names[sort]).split()
                lines += [f"{part} {'I' if at else 'B'}-{sort}" for at, part in enumerate(words)]
        lines.append("")
    return "\n".join(lines)


def corpus_file(folder: Path, sentences: int = 160) -> Path:
    path = folder / "corpus.conll"
    path.write_text(corpus_lines(sentences), encoding="utf-8")
    return path
