"""The layers of docs/architecture.md: imports point downward only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "arabic",
    "models",
    "authority",
    "tagging",
    "search",
    "ingest",
    "benchmark",
    "evaluation",
    "exports",
    "views",
    "admin",
    "management",
    "templatetags",
)

# What each package may import of the others. `search` and `tagging` never know each other.
ALLOWED = {
    "arabic": set(),
    "models": {"arabic"},
    "authority": {"arabic", "models"},
    "tagging": {"arabic", "models"},
    "search": {"arabic", "models"},
    "ingest": {"arabic", "models", "tagging"},
    "benchmark": {"arabic", "models", "search", "tagging", "ingest"},
    "evaluation": {"arabic", "search"},
    "exports": {"arabic", "models"},
    "views": {"arabic", "models", "search", "exports", "templatetags"},
    "templatetags": {"arabic", "models", "search", "views"},
    "admin": {"arabic", "models", "authority", "tagging", "search", "ingest"},
    "management": {"arabic", "models", "authority", "tagging", "search", "ingest", "benchmark", "evaluation"},
}
PURE = ("arabic",)  # packages that know neither Django nor Whoosh
FUNCTION_LINES = 45
FILE_LINES = 300


def python_files() -> list[Path]:
    return [path for path in sorted((ROOT / "articles").rglob("*.py")) if "migrations" not in path.parts]


def imported(path: Path) -> Iterator[str]:
    """The dotted names a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide the layer"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def package_of(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "articles" and len(parts) > 1 and parts[1] in PACKAGES else None


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_point_downward(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "articles" / package).rglob("*.py")
        for name in imported(path)
        if (of := package_of(name)) and of != package and of not in ALLOWED[package]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", PURE)
def test_the_core_knows_no_framework(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "articles" / package).rglob("*.py")
        for name in imported(path)
        if name.partition(".")[0] in {"django", "haystack", "whoosh", "numpy"}
    ]
    assert wrong == []


def test_functions_and_files_stay_short() -> None:
    long = []
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > FILE_LINES:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.FunctionDef)
                and (lines := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
            ):
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines} lines")
    assert long == []
