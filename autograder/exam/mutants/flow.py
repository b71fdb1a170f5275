"""Mutations of what is done at all: statements, branches, loops, errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.exam.mutants.sites import Site, text

__all__ = ["OPERATORS"]


def a_statement_deleted(site: Site) -> Iterator[str]:
    """Leave a statement out."""
    kinds = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.For, ast.While, ast.If, ast.Return, ast.Raise)
    if isinstance(site.node, (*kinds, ast.Break, ast.Continue)) and site.scope.function is not None:
        yield "pass"


def a_branch_always_or_never(site: Site) -> Iterator[str]:
    """Take a branch always, or never."""
    if site.field == "test":
        yield "True"
        yield "False"
    match site.node:
        case ast.IfExp(_, one, other):
            yield text(one)
            yield text(other)


def a_filter_left_out(site: Site) -> Iterator[str]:
    """Forget the condition of a comprehension."""
    if isinstance(site.node, ast.comprehension) and site.node.ifs:
        yield f"for {ast.unparse(site.node.target)} in {text(site.node.iter)}"


def another_error(site: Site) -> Iterator[str]:
    """Raise another kind of error, give a value instead, or say it and go on."""
    if isinstance(site.node, ast.Raise) and site.node.exc is not None:
        yield "raise TypeError('wrong')"
        yield "raise IndexError('wrong')"
        yield "return None"
        yield "return 0"
        yield "print(end='')"


def another_error_caught(site: Site) -> Iterator[str]:
    """Catch another kind of error."""
    if site.field == "type" and isinstance(site.parent, ast.ExceptHandler):
        yield "IndexError"


def an_early_end(site: Site) -> Iterator[str]:
    """Return from inside the loop, or go through it once."""
    if isinstance(site.node, (ast.For, ast.While)):
        head = ast.unparse(site.node).splitlines()
        yield "\n".join([*head, "    break"])
    if isinstance(site.node, ast.For):
        yield from _with_iterable(site.node, f"list({text(site.node.iter)})[1:]")
        yield from _with_iterable(site.node, f"list({text(site.node.iter)})[:-1]")


def break_and_continue(site: Site) -> Iterator[str]:
    """Exchange ``break`` and ``continue``."""
    if isinstance(site.node, ast.Break):
        yield "continue"
    if isinstance(site.node, ast.Continue):
        yield "break"


def _with_iterable(loop: ast.For, iterable: str) -> Iterator[str]:
    """Run through one item less, where `range`, whose ends have mutations of their own, is not what gives them."""
    match loop.iter:
        case ast.Call(ast.Name("range"), _):
            return
    body = "\n".join(ast.unparse(loop).splitlines()[1:])
    yield f"for {ast.unparse(loop.target)} in {iterable}:\n{body}"


OPERATORS = (
    a_statement_deleted,
    a_branch_always_or_never,
    a_filter_left_out,
    another_error,
    another_error_caught,
    an_early_end,
    break_and_continue,
)
