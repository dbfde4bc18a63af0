"""Unlabelled texts from files: JSON lines with "title" and "text", tab-separated lines, or plain text."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

_GZIP = b"\x1f\x8b"


class PlainTextError(ValueError):
    """Why a file cannot be read, with its name."""


def read_plain_texts(path: Path) -> Iterator[str]:
    """A text a line of .jsonl and .tsv (there behind the first tab), one of any other file. `.gz` may follow."""
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if content.startswith(_GZIP) else content).decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise PlainTextError(f"{path}: {error}") from error
    suffix = Path(path.name.removesuffix(".gz")).suffix
    if suffix not in {".jsonl", ".tsv"}:
        yield text
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield line.split("\t", 1)[-1] if suffix == ".tsv" else _of_json(line, f"{path}, line {number}")


def _of_json(line: str, where: str) -> str:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise PlainTextError(f"{where}: no JSON") from error
    if not isinstance(row, dict):
        raise PlainTextError(f"{where}: no JSON object")
    return f"{row.get('title') or ''}\n{row.get('text') or ''}"
