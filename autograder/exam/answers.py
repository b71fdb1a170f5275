"""The answers to an exercise, wrong and right: which they are, and their source as it stands in a notebook.

They stand in two files: `wrong/` holds what students believe, `honest/` what is right in whatever style. Every public
function or class of these files is an answer: nothing has to be listed, so nothing can be forgotten. An answer may use
helpers and constants of its file, whose names begin with an underscore or are in capitals, and what it imports from
another file of answers. So a wrong answer shows its mistake and little else.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import io
import symtable
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise
from types import ModuleType
from typing import Any

from autograder.exam.answer_files import AnswerFile, Definition

__all__ = ["Answers", "answer_source", "answers_of", "source_closure"]

Answer = Callable[..., Any]  # a function or a class


@dataclass(frozen=True)
class Answers:
    """Known answers to one exercise, in the order in which they are written."""

    wrong: tuple[Answer, ...] = ()
    honest: tuple[Answer, ...] = ()


def answers_of(wrong: ModuleType, honest: ModuleType) -> Answers:
    """Return every public function and class that the two modules define.

    Raises:
        ValueError: a function goes under two names, or has none.
    """
    return Answers(_defined_in(wrong), _defined_in(honest))


def _defined_in(module: ModuleType) -> tuple[Answer, ...]:
    answers = []
    for name, value in vars(module).items():
        if name.startswith("_") or not (inspect.isfunction(value) or inspect.isclass(value)):
            continue
        if value.__module__ != module.__name__:
            continue  # imported
        if value.__name__ != name:
            raise ValueError(
                f"{module.__name__} calls {value.__name__} {name}, too: write every answer as a def or a class of its "
                "own, and begin the names of helpers with an underscore"
            )
        answers.append(value)
    return tuple(answers)


def source_closure(answer: Answer) -> str:
    """Return the source of an answer together with all that it needs, in an order that runs.

    That is the functions, classes, constants and imports of its file that it names anywhere (body, defaults,
    decorators, base classes, annotations), and in turn what these name. What it imports from another file of answers
    is written out. Only ``import numpy as np`` is left out: every notebook has it.

    Raises:
        ValueError: something cannot be taken along: it is defined inside an ``if`` or a ``try``, or twice, or it
            belongs to this repository.
    """
    if answer.__qualname__ != answer.__name__:
        raise ValueError(f"{answer.__qualname__} is defined inside something else: an answer stands at the margin")
    files: dict[str, AnswerFile] = {}
    imports: dict[str, set[str]] = {}
    found: dict[Definition, None] = {}

    def take(module: str, name: str) -> None:
        if module not in files:
            files[module], imports[module] = AnswerFile.of(module), set()
        definition = files[module].definition(name)
        if definition in found:
            return
        found[definition] = None
        if definition.imported_from:
            imports[module].add(definition.imported_from)
            take(definition.imported_from, definition.imported_name)
            return
        for needed in sorted(_looked_up(definition.text)):
            if needed in files[module].names:
                take(module, needed)
            elif needed not in dir(builtins):
                raise ValueError(f"{module}, line {definition.line}: {needed} is not defined in that file")

    take(answer.__module__, answer.__name__)
    files_in_order = list(TopologicalSorter(imports).static_order())
    definitions = sorted(found, key=lambda each: (files_in_order.index(each.module), each.line, each.names))
    return _joined(_once_each([definition for definition in definitions if definition.text]))


def answer_source(answer: Answer, name: str) -> str:
    """Return an answer's source, with all that it needs, as a student would have written it: called `name`.

    Raises:
        ValueError: as for `source_closure`, or under the other name the source would mean something else.
    """
    source, old = source_closure(answer), answer.__name__
    if old == name:
        return source
    margin, *scopes = _scopes(source)
    symbols = [symbol for scope in scopes for symbol in scope.get_symbols()]
    of_old = [symbol for symbol in symbols if symbol.get_name() == old]
    of_new = [symbol for symbol in symbols if symbol.get_name() == name]
    if any(symbol.is_declared_global() or not symbol.is_global() for symbol in of_old):
        raise ValueError(f"{old} uses its own name for something else, too: call that something else")
    if name in margin.get_identifiers() or any(s.is_global() for s in of_new) or (of_old and of_new):
        raise ValueError(f"{old} cannot be called {name}: in its source {name} means something else, rename that")
    return _renamed(source, old, name)


def _renamed(source: str, old: str, new: str) -> str:
    """Rename what is defined at the margin as `old`, where no inner scope has that name: token by token."""
    lines = source.splitlines(keepends=True)
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name) and node.id == old]
    # ast counts bytes, tokenize characters
    wanted = {(n.lineno, len(lines[n.lineno - 1].encode()[: n.col_offset].decode())) for n in names}
    before, places = "", set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.string == old and (token.start in wanted or before in ("def", "class")):
            places.add(token.start)
        before = token.string
    if not wanted <= places:  # before Python 3.12 an f-string is one token
        raise ValueError(f"{old} names itself inside an f-string, where it cannot be renamed: take the name out of it")
    for row, column in sorted(places, reverse=True):
        line = lines[row - 1]
        lines[row - 1] = line[:column] + new + line[column + len(old) :]
    return "".join(lines)


def _looked_up(text: str) -> set[str]:
    """Return the names, `np` aside, that some statements, or functions and classes inside them, find at the margin."""
    symbols = (symbol for scope in _scopes(text) for symbol in scope.get_symbols())
    return {symbol.get_name() for symbol in symbols if symbol.is_global()} - {"np"}


def _scopes(text: str) -> Iterator[symtable.SymbolTable]:
    """Yield the outermost scope of a source, then every one inside it."""

    def scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
        yield table
        for child in table.get_children():
            yield from scopes(child)

    return scopes(symtable.symtable(text, "answer", "exec"))


def _once_each(definitions: list[Definition]) -> list[Definition]:
    """Leave out what another file says already, and refuse two meanings of one name: a notebook has one margin."""
    known: dict[str, Definition] = {}
    for definition in definitions:
        for name in definition.names:
            other = known.setdefault(name, definition)
            if other.text != definition.text:
                raise ValueError(f"{other.module} and {definition.module} both define {name}: rename one of them")
    return list(dict.fromkeys(known.values()))


def _joined(definitions: list[Definition]) -> str:
    """Write definitions one below the other, spaced as in a file."""
    text = definitions[0].text
    for before, after in pairwise(definitions):
        text += ("\n\n\n" if before.is_block or after.is_block else "\n") + after.text
    return text + "\n"
