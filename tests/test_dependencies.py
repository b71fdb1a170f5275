"""What is imported is declared, and what is declared is imported: whoever installs the package has what it needs."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # pytest brings it

ROOT = Path(__file__).parents[1]
OURS = {"autograder", "cnnedu"}
IN_A_NOTEBOOK = {"notebook_parts", "seeing"}  # what the build puts into notebooks stands there under these names
# What is needed and not imported: students open notebooks with it; Starlette reads uploads, SQLAlchemy a server by it.
NOT_IMPORTED = {"jupyter", "python-multipart", "psycopg"}
RUN = ("cluster", "postgres", "serve")  # the extras of who runs it; the others are for who works on it


def normal(name: str) -> str:
    """The name of a distribution, in the form in which all spellings of it agree."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", name, maxsplit=1)[0]).lower()


def imported_names(source: str) -> set[str]:
    """The packages that a source imports, wherever in it the import stands.

    >>> sorted(imported_names("import a.b; from c import d; from . import e"))
    ['a', 'c']
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).split(".")[0])
    return found


@cache
def imported() -> frozenset[str]:
    """The distributions that ours import."""
    names = set().union(
        *(imported_names(file.read_text(encoding="utf-8")) for own in OURS for file in (ROOT / own).rglob("*.py"))
    )
    whose = packages_distributions()
    others = names - OURS - IN_A_NOTEBOOK - set(sys.stdlib_module_names)
    return frozenset(normal(distribution) for name in others for distribution in whose.get(name, [name]))


@cache
def declared() -> frozenset[str]:
    """The distributions that are installed with ours, or with one of its extras for who runs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for extra in RUN for each in project["optional-dependencies"][extra]]
    return frozenset(map(normal, [*project["dependencies"], *extras]))


@pytest.mark.parametrize("name", sorted(imported()))
def test_what_is_imported_is_declared(name):
    assert name in declared(), f"{name} comes with another package today: add it to pyproject.toml"


@pytest.mark.parametrize("name", sorted(declared()))
def test_what_is_declared_is_imported(name):
    assert name in imported() | NOT_IMPORTED, f"nobody imports {name}: take it out of pyproject.toml"
