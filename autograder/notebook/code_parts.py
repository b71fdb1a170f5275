"""The code that several notebooks share: modules in ``notebook_parts``, read and never run.

A part is a module of imports, functions, classes and constants. It takes from another part by a relative import,
``from .canvas import write``. What a notebook takes is a few definitions by name, and whatever these use.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.notebook.source_error import SourceError

__all__ = ["PACKAGE", "CodeParts", "Definition", "Import", "Taken", "imports_of", "names_used"]

PACKAGE = "notebook_parts"


@dataclass(frozen=True)
class Import:
    """One imported name; `member` is empty in ``import module``, `alias` where there is no ``as``."""

    module: str
    member: str
    alias: str

    @property
    def binds(self) -> str:
        return self.alias or self.member or self.module.split(".")[0]


@dataclass(frozen=True, eq=False)
class Definition:
    """A function, a class or a constant: the names it binds, those it uses, and its text with the comment above it."""

    binds: tuple[str, ...]
    uses: frozenset[str]
    text: str
    is_block: bool  # a function or a class


@dataclass
class Taken:
    """What a cell takes from the parts: definitions in an order that runs, and the imports they need."""

    definitions: list[Definition] = field(default_factory=list)
    imports: list[Import] = field(default_factory=list)


class CodeParts:
    """The parts in a folder. Each is read when first taken from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, _Part] = {}

    @cached_property
    def available(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*.py"))

    def take(self, names: Iterable[tuple[str, str]], there: Collection[Definition], where: str) -> Taken:
        """Return the definitions of the given names, as (part, name), with everything they use.

        Definitions that are `there` already are not taken again, nor what only they use.

        Raises:
            SourceError: a part or a name is not there, or a part holds what cannot be taken from it.
        """
        wanted: set[Definition] = set()
        imports: dict[Import, None] = {}
        todo = [(part, name, where) for part, name in names]
        parts: dict[str, None] = {}
        for part_name, _, _ in todo:
            self._in_order(part_name, where, parts)
        while todo:
            part_name, name, asker = todo.pop()
            part = self._part(part_name, asker)
            definition = part.defining(name, asker)
            if definition in wanted or definition in there:
                continue
            wanted.add(definition)
            for used in definition.uses:
                if used in part.imports:
                    imports[part.imports[used]] = None
                elif used in part.taken:
                    todo.append((*part.taken[used], f"{PACKAGE}/{part_name}.py"))
                elif used in part.names:
                    todo.append((part_name, used, asker))
        definitions = [each for part in parts for each in self._read[part].definitions if each in wanted]
        return Taken(definitions, list(imports))

    def _in_order(self, name: str, where: str, order: dict[str, None]) -> None:
        """Add a part to `order`, after those it takes from: its constants may be made of theirs."""
        if name in order:
            return
        for other, _ in self._part(name, where).taken.values():
            self._in_order(other, f"{PACKAGE}/{name}.py", order)
        order[name] = None

    def _part(self, name: str, where: str) -> _Part:
        if name not in self.available:
            raise SourceError(
                f"{where}: there is no part {name!r} in {PACKAGE}; there are {', '.join(self.available) or 'none'}"
            )
        if name not in self._read:
            self._read[name] = _Part(self._folder / f"{name}.py")
        return self._read[name]


class _Part:
    """What one module of the parts defines, imports, and takes from other parts."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.definitions: list[Definition] = []
        self.imports: dict[str, Import] = {}
        self.taken: dict[str, tuple[str, str]] = {}  # name here -> (other part, name there)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for number, node in enumerate(ast.parse(text, str(path)).body):
            if isinstance(node, ast.ImportFrom) and node.level:
                self.taken |= {each.asname or each.name: (node.module or "", each.name) for each in node.names}
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                self.imports |= {each.binds: each for each in imports_of(node)}
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)):
                self.definitions.append(_definition(node, lines))
            elif not (number == 0 and isinstance(node, ast.Expr)):  # the docstring
                raise SourceError(
                    f"{PACKAGE}/{path.name}, line {node.lineno}: a part may hold imports, functions, classes and "
                    f"constants; got {lines[node.lineno - 1].strip()!r}: put it into a function, for a cell to call"
                )

    @cached_property
    def names(self) -> list[str]:
        return sorted({name for each in self.definitions for name in each.binds} - {"__all__"})

    def defining(self, name: str, where: str) -> Definition:
        for definition in self.definitions:
            if name in definition.binds:
                return definition
        raise SourceError(f"{where}: the part {self.name} has no {name!r}; it has {', '.join(self.names)}")


def imports_of(node: ast.Import | ast.ImportFrom) -> Iterator[Import]:
    for alias in node.names:
        if isinstance(node, ast.Import):
            yield Import(alias.name, "", alias.asname or "")
        else:
            yield Import("." * node.level + (node.module or ""), alias.name, alias.asname or "")


def names_used(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _definition(node: ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign, lines: list[str]) -> Definition:
    is_block = isinstance(node, (ast.FunctionDef, ast.ClassDef))
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        binds = [node.name]
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    else:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        binds = [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
        first = node.lineno
    while first > 1 and lines[first - 2].startswith("#"):  # a comment goes where its definition goes
        first -= 1
    return Definition(
        tuple(binds), frozenset(names_used(node)), "\n".join(lines[first - 1 : node.end_lineno]), is_block
    )
