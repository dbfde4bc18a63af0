"""Recognisers for tests: what they recognise is what the test says."""

import re

from articles.models import Kind
from articles.tagging.recognition import Recognised


class Listed:
    """Recognises every occurrence of the names given, each with its kind."""

    def __init__(self, names: dict[str, Kind], confidence: float = 0.9) -> None:
        self.names, self.confidence = names, confidence

    def recognise(self, body: str) -> list[Recognised]:
        longest_first = sorted(self.names, key=len, reverse=True)
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
        matches = pattern.finditer(body)
        return [Recognised(*match.span(), self.names[match.group()], self.confidence, "crf") for match in matches]
