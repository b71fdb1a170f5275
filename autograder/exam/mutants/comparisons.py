"""Mutations of what is asked: comparisons, and how several of them are joined."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from autograder.exam.mutants.sites import Site, text

__all__ = ["OPERATORS"]

_SIGNS: dict[type, str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}
_ORDER = ("<", "<=", ">", ">=", "==", "!=")
_OTHERS = {sign: [other for other in _ORDER if other != sign] for sign in _ORDER}
_OTHERS |= {"in": ["not in"], "not in": ["in"], "is": ["is not"], "is not": ["is"]}


def another_comparison(site: Site) -> Iterator[str]:
    """Compare with another sign."""
    if isinstance(site.node, ast.Compare):
        operands = [text(operand) for operand in (site.node.left, *site.node.comparators)]
        signs = [_SIGNS[type(op)] for op in site.node.ops]
        for place, sign in enumerate(signs):
            for other in _OTHERS[sign]:
                yield _chain(operands, [*signs[:place], other, *signs[place + 1 :]])


def an_end_left_open(site: Site) -> Iterator[str]:
    """Test one end of a range only: ``0 <= y`` for ``0 <= y < h``."""
    if isinstance(site.node, ast.Compare) and len(site.node.ops) > 1:
        operands = [text(operand) for operand in (site.node.left, *site.node.comparators)]
        signs = [_SIGNS[type(op)] for op in site.node.ops]
        for place, (left, right) in enumerate(pairwise(operands)):
            yield f"{left} {signs[place]} {right}"


def joined_otherwise(site: Site) -> Iterator[str]:
    """Exchange ``and`` and ``or``."""
    if isinstance(site.node, ast.BoolOp):
        word = " and " if isinstance(site.node.op, ast.Or) else " or "
        yield word.join(map(text, site.node.values))


def a_condition_left_out(site: Site) -> Iterator[str]:
    """Leave one of several conditions out, or ask for one alone."""
    if isinstance(site.node, ast.BoolOp):
        word = " or " if isinstance(site.node.op, ast.Or) else " and "
        values = [text(value) for value in site.node.values]
        for place in range(len(values)):
            yield word.join(values[:place] + values[place + 1 :])
            yield values[place]


def negated(site: Site) -> Iterator[str]:
    """Ask for the contrary, or forget a ``not``."""
    if isinstance(site.node, ast.UnaryOp) and isinstance(site.node.op, ast.Not):
        yield text(site.node.operand)
    elif site.field == "test" or isinstance(site.parent, ast.BoolOp):
        yield f"not {text(site.node)}"


def any_and_all(site: Site) -> Iterator[str]:
    """Exchange ``any`` and ``all``."""
    match site.node:
        case ast.Name("any"):
            yield "all"
        case ast.Name("all"):
            yield "any"
        case ast.Attribute(value, "any"):
            yield f"{text(value)}.all"
        case ast.Attribute(value, "all"):
            yield f"{text(value)}.any"


def tuples_compared(site: Site) -> Iterator[str]:
    """Compare whole tuples, products, sums or one axis, where each axis counts by itself."""
    match site.node:
        case ast.BoolOp(_, values):
            compared = [value for value in values if isinstance(value, ast.Compare) and len(value.ops) == 1]
            for first, second in pairwise(compared):
                if type(first.ops[0]) is type(second.ops[0]) and (sign := _SIGNS[type(first.ops[0])]) in _ORDER:
                    left = text(first.left), text(second.left)
                    right = text(first.comparators[0]), text(second.comparators[0])
                    joint = "or" if isinstance(site.node.op, ast.Or) else "and"
                    rest = [text(value) for value in values if value not in (first, second)]
                    for weaker in _together(left, right, sign):
                        yield f" {joint} ".join([f"({weaker})", *rest])
        case ast.Compare(ast.Call(function, arguments), [op], [limit]) if ast.unparse(function) in _EXTREMES:
            sign, bound = _SIGNS[type(op)], text(limit)
            if len(arguments) > 1 or (len(arguments) == 1 and isinstance(arguments[0], (ast.List, ast.Tuple))):
                each = arguments if len(arguments) > 1 else arguments[0].elts  # type: ignore[attr-defined]
                parts = [text(argument) for argument in each]
                yield from _together(parts, [bound] * len(parts), sign)
            elif arguments:
                whole = text(arguments[0])
                yield f"{whole} {sign} ({bound}, {bound})"
                yield f"{whole}[0] * {whole}[1] {sign} {bound}"
                yield f"{whole}[0] {sign} {bound}"
                yield f"{whole}[1] {sign} {bound}"
        case ast.Call(ast.Name("any" | "all"), [ast.GeneratorExp(ast.Compare(_, [op], [limit]), [loop])]):
            sign, bound, over = _SIGNS[type(op)], text(limit), text(loop.iter)
            yield f"sum({over}) {sign} {bound}"
            yield f"np.prod({over}) {sign} {bound}"
            if isinstance(loop.iter, ast.Tuple):
                parts = [text(each) for each in loop.iter.elts]
                yield from _together(parts, [bound] * len(parts), sign)
            else:
                yield f"tuple({over}) {sign} ({bound}, {bound})"


_EXTREMES = ("min", "max", "np.min", "np.max")


def _together(left: list[str] | tuple[str, ...], right: list[str] | tuple[str, ...], sign: str) -> Iterator[str]:
    yield f"({', '.join(left)}) {sign} ({', '.join(right)})"
    yield f"{' + '.join(left)} {sign} {' + '.join(right)}"
    same = len(set(right)) == 1  # a limit is not multiplied with itself
    yield f"{' * '.join(left)} {sign} {right[0] if same else ' * '.join(right)}"
    yield f"({', '.join(reversed(left))}) {sign} ({', '.join(reversed(right))})"


def _chain(operands: list[str], signs: list[str]) -> str:
    pieces = [operands[0]]
    for sign, operand in zip(signs, operands[1:], strict=True):
        pieces += [sign, operand]
    return " ".join(pieces)


OPERATORS = (
    another_comparison,
    an_end_left_open,
    joined_otherwise,
    a_condition_left_out,
    negated,
    any_and_all,
    tuples_compared,
)
