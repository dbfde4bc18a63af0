"""Settings from the environment: read as meant, or refused with a plain reason."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsarchive import environment

NAME = "NEWSARCHIVE_DATABASE"


@pytest.fixture(autouse=True)
def psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it were installed."""
    monkeypatch.setattr(environment, "find_spec", lambda name: object())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("postgresql://a:b@h:5433/archive", {"USER": "a", "PASSWORD": "b", "HOST": "h", "PORT": "5433"}),
        ("postgresql://a@h/archive", {"USER": "a", "PASSWORD": "", "HOST": "h", "PORT": ""}),
        ("postgres://a:p%40ss%2F@h/archive", {"PASSWORD": "p@ss/"}),
        ("postgresql://a@/archive?host=/run/postgresql", {"HOST": "/run/postgresql", "OPTIONS": {}}),
        ("postgresql://a@h/archive?sslmode=verify-full", {"HOST": "h", "OPTIONS": {"sslmode": "verify-full"}}),
        (" postgresql://a@[::1]:1/archive ", {"HOST": "::1", "PORT": "1"}),
    ],
)
def test_a_database_address_is_read(value: str, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    found = environment.postgresql(NAME)
    assert found
    assert found["NAME"] == "archive"
    assert expected.items() <= found.items()


@pytest.mark.parametrize("value", ["", "  "])
def test_without_one_there_is_none(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    assert environment.postgresql(NAME) is None


@pytest.mark.parametrize(
    "value",
    [
        "archive",
        "mysql://a@h/archive",
        "postgresql://a@h",
        "postgresql://a@h/",
        "postgresql://a@h/a/b",
        "postgresql://a@h:port/archive",
        "postgresql://a@h:99999/archive",
        "postgresql://a@[h/archive",
        "postgresql://a@h/archive#x",
        "postgresql://a@h/archive?mode=fast",
        "postgresql://a@h/archive?nonsense",
    ],
)
def test_one_that_cannot_be_read_is_refused_by_name(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        environment.postgresql(NAME)


def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "postgresql://a@h/archive")
    monkeypatch.setattr(environment, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements-postgresql\.txt"):
        environment.postgresql(NAME)


@pytest.mark.parametrize(("value", "expected"), [("", "crf"), ("none", "none"), (" crf ", "crf")])
def test_one_of_several_choices_is_read(value: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSARCHIVE_TAGGER", value)
    assert environment.choice("NEWSARCHIVE_TAGGER", ["crf", "none"]) == expected


def test_a_choice_that_is_none_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSARCHIVE_TAGGER", "bert")
    with pytest.raises(ImproperlyConfigured, match=r"NEWSARCHIVE_TAGGER must be one of crf, none; it is 'bert'"):
        environment.choice("NEWSARCHIVE_TAGGER", ["crf", "none"])
