"""A PostgreSQL cluster for one test: in a temporary folder, reached by a socket in it, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt/postgresql")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = [path.parent for place in _PLACES for path in Path(place).glob("**/bin/initdb")]
    return max(folders, default=None)


def why_not() -> str:
    """Why there can be no cluster; empty when there can."""
    if programs() is None:
        return "PostgreSQL's programs (initdb, pg_ctl) are not on this machine"
    if find_spec("psycopg") is None:
        return "psycopg is not installed: pip install --require-hashes -r requirements-postgresql.txt"
    return ""


@contextmanager
def cluster() -> Iterator[str]:
    """The address of a database of its own."""
    found = programs()
    assert found
    folder = Path(tempfile.mkdtemp(prefix="archive-postgresql-", dir="/tmp"))
    user = _user()
    shutil.chown(folder, user)
    data, options = folder / "data", f"-k {folder} -c listen_addresses='' -c fsync=off"
    try:
        _run(user, found / "initdb", "-D", data, "-A", "trust", "-U", "archive", "-E", "UTF8", "--locale", "C.UTF-8")
        _run(user, found / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        yield f"postgresql://archive@/postgres?host={folder}"
    finally:
        subprocess.run([found / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user=user, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(user: str, *command: object) -> None:
    arguments = [str(part) for part in command]
    subprocess.run(arguments, user=user, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _user() -> str:
    """Somebody who is not root, as whom alone PostgreSQL runs."""
    if os.getuid():
        return pwd.getpwuid(os.getuid()).pw_name
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
