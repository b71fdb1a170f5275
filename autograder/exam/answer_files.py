"""A file of answers, read as source: which of its statements gives a name its meaning."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import import_module
from importlib.util import resolve_name

__all__ = ["AnswerFile", "Definition"]

_FOLDERS = ("wrong", "honest")  # that hold files of answers
_BLOCKS = (ast.FunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Definition:
    """One definition, as it is written into a notebook.

    `text` is empty where the name is imported from another file of answers: what stands there is written out instead.
    """

    module: str
    line: int
    names: tuple[str, ...]
    text: str
    is_block: bool = False
    imported_from: str = ""
    imported_name: str = ""


@dataclass(frozen=True)
class AnswerFile:
    """The statements at the margin of a module."""

    module: str
    package: str
    source: str

    @staticmethod
    def of(name: str) -> AnswerFile:
        """Read the file of a module."""
        module = sys.modules.get(name) or import_module(name)
        return _parsed_once(name, module.__package__ or "", inspect.getsource(module))

    @cached_property
    def names(self) -> frozenset[str]:
        """What the file gives a meaning to."""
        return frozenset(name for statement in self._statements for name in _given_a_meaning(statement))

    def definition(self, name: str) -> Definition:
        """Return the one statement that gives `name` its meaning.

        Raises:
            ValueError: it is not one plain statement, or an import that a notebook could not make.
        """
        concerned = [s for s in self._statements if name in (_given_a_meaning(s) if _is_plain(s) else _mentioned(s))]
        if len(concerned) != 1 or not _is_plain(concerned[0]):
            lines = " and ".join(str(statement.lineno) for statement in concerned) or "none"
            raise ValueError(
                f"{self.module}: {name} gets its meaning in line {lines}, and cannot be taken along. Define it once, "
                "at the margin: by a def, a class, an assignment to names, or an import"
            )
        statement = concerned[0]
        if isinstance(statement, _IMPORTS):
            return self._import(statement, next(a for a in statement.names if _name_of(a) == name))
        first = min(node.lineno for node in (statement, *getattr(statement, "decorator_list", ())))
        text = "\n".join(self.source.splitlines()[first - 1 : statement.end_lineno])
        names = tuple(sorted(_given_a_meaning(statement)))
        return Definition(self.module, first, names, text, is_block=isinstance(statement, _BLOCKS))

    @cached_property
    def _statements(self) -> list[ast.stmt]:
        return ast.parse(self.source).body

    def _import(self, statement: ast.Import | ast.ImportFrom, alias: ast.alias) -> Definition:
        name = _name_of(alias)
        origin, alone = alias.name, ast.unparse(ast.Import([alias]))
        if isinstance(statement, ast.ImportFrom):
            origin = resolve_name("." * statement.level + (statement.module or ""), self.package)
            alone = ast.unparse(ast.ImportFrom(origin, [alias], 0))
            if origin.split(".")[-2:-1] in ([folder] for folder in _FOLDERS):
                text = "" if name == alias.name else f"{name} = {alias.name}"
                return Definition(self.module, statement.lineno, (name,), text, False, origin, alias.name)
        if origin.partition(".")[0] in ("autograder", "cnnedu"):
            raise ValueError(
                f"{self.module}, line {statement.lineno}: a notebook cannot import {name} from {origin}. An answer "
                f"may use its own file, and names imported from files of answers, in {' or '.join(_FOLDERS)}"
            )
        return Definition(self.module, statement.lineno, (name,), alone)


def _is_plain(statement: ast.stmt) -> bool:
    """Say whether a statement does nothing but define names, so that it means the same in a notebook."""
    if isinstance(statement, ast.Assign):
        parts = [node for target in statement.targets for node in ast.walk(target)]
        return not any(isinstance(node, (ast.Attribute, ast.Subscript)) for node in parts)
    if isinstance(statement, ast.AnnAssign):
        return isinstance(statement.target, ast.Name) and statement.value is not None
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)  # the docstring
    return isinstance(statement, (*_BLOCKS, *_IMPORTS))


def _given_a_meaning(statement: ast.stmt) -> set[str]:
    """Return the names that a statement defines at the margin; none for ``import numpy as np``."""
    if isinstance(statement, _BLOCKS):
        return {statement.name}
    if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
        return set()
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        nodes = [node for target in targets for node in ast.walk(target)]
    else:
        nodes = list(ast.walk(statement))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    aliases = [alias for node in nodes if isinstance(node, _IMPORTS) for alias in node.names]
    imported = {_name_of(alias) for alias in aliases if (alias.name, alias.asname) != ("numpy", "np")}
    return stored | imported | {node.name for node in nodes if isinstance(node, _BLOCKS)}


def _name_of(alias: ast.alias) -> str:
    """Return the name that an import defines: ``import a.b`` defines a."""
    return alias.asname or alias.name.partition(".")[0]


def _mentioned(statement: ast.stmt) -> set[str]:
    """Return every name in a statement: one that is not plain may change what it mentions."""
    return _given_a_meaning(statement) | {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


@lru_cache(maxsize=64)  # some three hundred answers of an assignment stand in some twenty files
def _parsed_once(module: str, package: str, source: str) -> AnswerFile:
    return AnswerFile(module, package, source)
