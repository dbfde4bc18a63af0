"""Articles as references, for programs that keep bibliographies: RIS and BibTeX."""

import re
from collections.abc import Iterable, Iterator

from articles.exports.rows import Exported

_SPECIAL = re.compile(r"[\\{}%&$#_^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def as_ris(articles: Iterable[Exported]) -> Iterator[str]:
    """Each reference ends with a line ER; a field that is unknown is left out."""
    for article in articles:
        year, month, day = (*article.date.split("-"), "", "", "")[:3]
        fields = [
            ("TY", "NEWS"),
            ("ID", str(article.id)),
            ("TI", article.headline),
            ("AU", article.byline),
            ("T2", article.source_ar or article.source_en),
            ("SE", article.section),
            ("PY", year),
            ("DA", f"{year}/{month}/{day}/" if year else ""),
            ("UR", article.url or article.permalink),
            ("L2", article.permalink if article.url else ""),
            ("LA", "ar"),
            *(("KW", named.name_ar or named.name_en) for named in article.named),
        ]
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value]
        yield "\r\n".join([*lines, "ER  - ", "", ""])


def as_bibtex(articles: Iterable[Exported]) -> Iterator[str]:
    """Each reference is an @article with UTF-8 as it stands and TeX's own signs escaped."""
    for article in articles:
        year, month, day = (*article.date.split("-"), "", "", "")[:3]
        fields = [
            ("title", f"{{{_tex(article.headline)}}}"),
            ("author", _tex(article.byline)),
            ("journal", _tex(article.source_ar or article.source_en)),
            ("year", year),
            ("day", day.lstrip("0")),
            ("url", _address(article.url or article.permalink)),
            ("note", _address(article.permalink) if article.url else ""),
            ("language", "arabic"),
        ]
        lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
        if month:
            lines.append(f"  month = {_MONTHS[int(month) - 1]},")
        yield "\n".join([f"@article{{article{article.id},", *lines, "}", "", ""])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda sign: _ESCAPED.get(sign.group(), f"\\{sign.group()}"), _one_line(text))


def _address(url: str) -> str:
    """Braces would end the field; everything else of an address stands as it is."""
    return _one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
