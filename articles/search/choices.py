"""What narrows a search beside its text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """The documents whose facet has any of the values; `excluded`: those that have none of them."""

    facet: str
    values: tuple[str, ...]
    excluded: bool = False
