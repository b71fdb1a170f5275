"""All mutants of a right answer: one mutation each, none twice, none that is no Python."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from autograder.exam.mutants import arrays, comparisons, dtypes, flow, names, numbers, state
from autograder.exam.mutants.origins import Origin
from autograder.exam.mutants.sites import Site, replaced, sites

__all__ = ["FAMILIES", "Mutant", "mutants_of"]

Operator = Callable[[Site], Iterator[str]]

FAMILIES: dict[str, tuple[Operator, ...]] = {
    "comparisons": comparisons.OPERATORS,
    "flow": flow.OPERATORS,
    "numbers": numbers.OPERATORS,
    "arrays": arrays.OPERATORS,
    "dtypes": dtypes.OPERATORS,
    "names": names.OPERATORS,
    "state": state.OPERATORS,
}


@dataclass(frozen=True)
class Mutant:
    """A right answer with one thing changed.

    Attributes:
        origin: the answer it was made of.
        family: of the mutation, such as "numbers".
        operator: what was done, in words.
        before, after: the lines that differ, joined; `after` is empty where lines were removed.
        source: all of the mutant.
    """

    origin: Origin
    family: str
    operator: str
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"{self.origin.exercise} {self.origin.style}: {self.operator}: {self.before}  ->  {self.after}"


def mutants_of(origins: Iterable[Origin]) -> list[Mutant]:
    """Return the mutants of some answers to one exercise, without those that are written alike."""
    seen: set[str] = set()
    made = []
    for origin in origins:
        tree = _without_docstrings(ast.parse(origin.source))
        whole = ast.unparse(tree)
        seen.add(whole)
        for site in list(sites(tree, origin.answer)):
            for family, operators in FAMILIES.items():
                for operator in operators:
                    for source in _sources(tree, site, operator):
                        if source not in seen and _is_python(source):
                            seen.add(source)
                            before, after = _difference(whole, source)
                            words = operator.__name__.replace("_", " ")
                            made.append(Mutant(origin, family, words, before, after, source))
    return made


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _sources(tree: ast.Module, site: Site, operator: Operator) -> Iterator[str]:
    for instead in operator(site):
        try:
            yield replaced(tree, site, instead)
        except SyntaxError:  # what is grammar in one place is none in another
            continue


def _is_python(source: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "1[0]: perhaps you missed a comma?"
            compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _difference(before: str, after: str) -> tuple[str, str]:
    """Return the lines of either text that the other has not, without those that both begin and end with."""
    one, other = (list(map(str.strip, text.splitlines())) for text in (before, after))
    while one and other and one[0] == other[0]:
        del one[0], other[0]
    while one and other and one[-1] == other[-1]:
        del one[-1], other[-1]
    return " ⏎ ".join(one), " ⏎ ".join(other)
