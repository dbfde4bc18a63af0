"""Read settings from the environment; a value that cannot be read stops the start with a plain reason."""

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def flag(name: str, default: bool) -> bool:
    """True or False from the variable `name`; unset or empty means `default`."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1, 0, true, false, yes, no, on, off; it is {value!r}.")


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def choice(name: str, choices: list[str]) -> str:
    """One of the choices; unset or empty means the first."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}; it is {value!r}.")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def seconds(name: str, default: float) -> float:
    """A number of seconds, none below nothing and none beyond an hour."""
    value = text(name, str(default))
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 3600:
        raise ImproperlyConfigured(f"{name} must be a number of seconds from 0 to 3600; it is {value!r}.")
    return number


def megabytes(name: str, default: int) -> int:
    """A number of megabytes, as bytes; at least one, and a million at most."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 1_000_000:
        raise ImproperlyConfigured(f"{name} must be a number of megabytes from 1 to 1000000; it is {value!r}.")
    return int(value) * 1024 * 1024


def folder(name: str, default: Path) -> Path:
    """A folder that exists afterwards, readable by its owner alone when it was made here."""
    path = Path(text(name, str(default)))
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: cannot make the folder {path}: {error.strerror}.") from error
    return path


def optional_folder(name: str, default: Path) -> Path | None:
    """The same, or None where the variable says no."""
    return None if text(name, "").lower() in _FALSE | {"none"} else folder(name, default)


_CONNECTION_OPTIONS = {"host", "sslmode", "sslrootcert", "connect_timeout", "application_name"}


def postgresql(name: str) -> dict[str, Any] | None:
    """Django's settings of the database in the variable `name`: `postgresql://user:password@host:port/database`.

    What has a meaning in addresses is percent-encoded. `?host=/run/postgresql` is a socket's folder; `sslmode` and
    a few more are handed on. None when the variable is not set.
    """
    value = text(name, "")
    if not value:
        return None
    example = "postgresql://user:password@host:5432/database"
    try:
        parts = urlsplit(value)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read ({error}); it should be like {example}.") from error
    database = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not database or "/" in database or parts.fragment:
        raise ImproperlyConfigured(f"{name} should be like {example}.")
    if unknown := options.keys() - _CONNECTION_OPTIONS:
        raise ImproperlyConfigured(f"{name} has options that are not known: {', '.join(sorted(unknown))}.")
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured(f"{name} needs psycopg: pip install --require-hashes -r requirements-postgresql.txt")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(port or ""),
        "OPTIONS": options,
    }


def secret(name: str, production: bool, keep_in: Path) -> str:
    """The secret named `name`. Production must give it; elsewhere one is made once and kept in a file."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if production:
        raise ImproperlyConfigured(f"{name} must be set when NEWSARCHIVE_PRODUCTION is on.")
    try:
        descriptor = os.open(keep_in, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return keep_in.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made := secrets.token_urlsafe(50))
    return made
