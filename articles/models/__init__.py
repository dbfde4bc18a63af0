"""What the archive holds: articles, authority records, who held which office, and the mentions that join them."""

from articles.models.address import Address
from articles.models.article import Article, DateOrigin, DatePrecision, DateReason, HeadlineOrigin
from articles.models.entity import Alias, AliasUse, Entity, Kind, Organisation, Person, Place, RecordOrigin
from articles.models.feed_run import FeedOutcome, FeedRun
from articles.models.indexing import IndexingTask
from articles.models.ingest import FailureState, IngestCheckpoint, IngestFailure, IngestRun, RunState, Starter
from articles.models.mention import Mention, MentionOrigin, MentionStatus
from articles.models.original import Original
from articles.models.quotation import Quotation, QuotationKind
from articles.models.revision import Revision, RevisionReason
from articles.models.role import Role, Tenure, Title
from articles.models.source import Source
from articles.models.unknown import Sighting, UnknownName, UnknownState
from articles.models.upload import Upload

__all__ = [
    "Address",
    "Alias",
    "AliasUse",
    "Article",
    "DateOrigin",
    "DatePrecision",
    "DateReason",
    "Entity",
    "FailureState",
    "FeedOutcome",
    "FeedRun",
    "HeadlineOrigin",
    "IndexingTask",
    "IngestCheckpoint",
    "IngestFailure",
    "IngestRun",
    "Kind",
    "Mention",
    "MentionOrigin",
    "MentionStatus",
    "Organisation",
    "Original",
    "Person",
    "Place",
    "Quotation",
    "QuotationKind",
    "RecordOrigin",
    "Revision",
    "RevisionReason",
    "Role",
    "RunState",
    "Sighting",
    "Source",
    "Starter",
    "Tenure",
    "Title",
    "UnknownName",
    "UnknownState",
    "Upload",
]
