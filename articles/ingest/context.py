"""What the archive knows that helps to read a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.ingest.outlets import Outlets


@dataclass(frozen=True)
class Context:
    """What the archive knows that helps to read a document.

    `columns` maps our names of an article's parts (`told.PARTS`) to those that a table or JSON uses, where the person
    who brought it has said so. `source_slug` is the outlet of articles that name none: that of the feed they are from.
    """

    outlets: Outlets
    columns: Mapping[str, str] = field(default_factory=dict)
    source_slug: str = ""
