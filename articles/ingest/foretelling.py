"""What storing records would come to, before anything is stored."""

from collections.abc import Sequence

from django.db import transaction

from articles.ingest.filling import Outlets
from articles.ingest.identity import Arrival, Known
from articles.ingest.records import ArticleRecord
from articles.ingest.storing import Outcome, Storing


class Foretelling:
    """What storing records would come to, each knowing those before it. Nothing is stored.

    Of the batches before it keeps what they are known by, not their texts: a run may have millions of records.
    """

    def __init__(self) -> None:
        self._references: dict[str, str] = {}  # -> SHA-256
        self._digests: set[str] = set()
        self._keys: set[str] = set()

    @transaction.atomic
    def of(self, records: Sequence[ArticleRecord]) -> list[Outcome]:
        arrivals = [Arrival.of(record) for record in records]
        batch = Storing(Known.to(arrivals), Outlets(records, are_made_known=False))
        return [self._of(arrival, batch) for arrival in arrivals]

    def _of(self, arrival: Arrival, batch: Storing) -> Outcome:
        reference, sha256 = arrival.record.reference, arrival.record.sha256
        outcome = batch.take(arrival)
        if self._references.get(reference) == sha256 or arrival.digest in self._digests:
            outcome = Outcome.UNCHANGED
        elif outcome is Outcome.CREATED and (reference in self._references or arrival.address.key in self._keys):
            outcome = Outcome.UPDATED
        self._references[reference] = sha256
        self._digests.add(arrival.digest)
        if arrival.address.key:
            self._keys.add(arrival.address.key)
        return outcome
