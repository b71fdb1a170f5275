"""Mutations of numbers: off by one, other arithmetic, other rounding, other constants."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.exam.mutants.sites import Site, text

__all__ = ["OPERATORS"]

_SIGNS: dict[type, str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}
_OTHERS = {
    "+": ["-", "*"],
    "-": ["+"],
    "*": ["+", "//", "**"],
    "/": ["//", "*"],
    "//": ["/", "*", "%"],
    "%": ["//"],
    "**": ["*"],
    "@": ["*"],
    "&": ["|"],
    "|": ["&"],
}
_COMMUTES = ("+", "*", "&", "|")
_ROUNDINGS = ("np.rint", "np.floor", "np.ceil", "np.trunc")
_EXCHANGED = {"min": "max", "max": "min", "np.minimum": "np.maximum", "np.maximum": "np.minimum"}
_EXCHANGED |= {"np.min": "np.max", "np.max": "np.min"}


def another_constant(site: Site) -> Iterator[str]:
    """One more or one less; a sign lost; true for false."""
    match site.node:
        case ast.Constant(bool(value)):
            yield str(not value)
        case ast.Constant(int(value)):
            yield str(value + 1)
            yield str(value - 1)
            if value > 1:
                yield str(-value)
        case ast.Constant(float(value)):
            yield str(value + 1.0)
            yield str(value * 2 if value else -1.0)


def another_text(site: Site) -> Iterator[str]:
    """Misspell a word that the function compares with, or permute the letters of an einsum."""
    match site.node:
        case ast.Constant(str(value)) if "->" in value:
            inputs, output = value.split("->")
            parts = inputs.split(",")
            yield repr(f"{inputs}->{output[::-1]}")
            for place, part in enumerate(parts):
                yield repr(f"{','.join([*parts[:place], part[::-1], *parts[place + 1 :]])}->{output}")
        case ast.Constant(str(value)) if value.isidentifier() and not isinstance(site.parent, ast.keyword):
            yield repr(value.capitalize())
            yield repr(value[:-1])


def other_arithmetic(site: Site) -> Iterator[str]:
    """Another operation, or one of its sides alone, or the sides exchanged."""
    if isinstance(site.node, ast.BinOp):
        left, sign, right = text(site.node.left), _SIGNS.get(type(site.node.op), "+"), text(site.node.right)
        for other in _OTHERS.get(sign, []):
            yield f"{left} {other} {right}"
        yield left
        yield right
        if sign not in _COMMUTES:
            yield f"{right} {sign} {left}"


def another_sign(site: Site) -> Iterator[str]:
    """Lose a minus, or a bitwise not."""
    if isinstance(site.node, ast.UnaryOp) and isinstance(site.node.op, (ast.USub, ast.Invert)):
        yield text(site.node.operand)


def another_division(site: Site) -> Iterator[str]:
    """Divide and round up, to the nearest, or towards zero, where it is rounded down."""
    match site.node:
        case ast.BinOp(a, ast.FloorDiv(), b):
            yield f"-(-{text(a)} // {text(b)})"
            yield f"round({text(a)} / {text(b)})"
            yield f"int({text(a)} / {text(b)})"
            yield f"float({text(a)} // {text(b)})"
        case ast.BinOp(a, ast.Div(), b):
            yield f"np.float32({text(a)} / {text(b)})"


def another_rounding(site: Site) -> Iterator[str]:
    """Round in another way, or not at all."""
    match site.node:
        case ast.Call(function, [a, *_]) if (name := ast.unparse(function)) in (*_ROUNDINGS, "np.round"):
            for other in _ROUNDINGS:
                if other != name and {other, name} != {"np.rint", "np.round"}:
                    yield f"{other}({text(a)})"
            yield f"np.floor({text(a)} + 0.5)"
            yield f"np.ceil({text(a)} - 0.5)"
        case ast.Call(ast.Name("round"), [a]):
            yield f"int({text(a)})"
            yield f"int({text(a)} + 0.5)"
            yield f"-int(-{text(a)} // 1)"
        case ast.Call(ast.Name("int"), [a]):
            yield f"round({text(a)})"
            yield f"int(np.ceil({text(a)}))"


def least_and_greatest(site: Site) -> Iterator[str]:
    """Exchange min and max."""
    if isinstance(site.node, ast.Call) and (name := ast.unparse(site.node.func)) in _EXCHANGED:
        yield ast.unparse(site.node).replace(name, _EXCHANGED[name], 1)


def off_by_one(site: Site) -> Iterator[str]:
    """One more or one less in an index, at an end of a slice, in a range."""
    if isinstance(site.node, ast.Constant) or not isinstance(site.node, ast.expr):
        return
    in_index = isinstance(site.parent, (ast.Subscript, ast.Slice)) and site.field in ("slice", "lower", "upper", "step")
    in_tuple = isinstance(site.parent, ast.Tuple) and not isinstance(site.node, (ast.Slice, ast.Tuple, ast.Starred))
    match site.parent:
        case ast.Call(ast.Name("range") | ast.Attribute(_, "arange"), _) if not isinstance(site.node, ast.Attribute):
            in_index = site.field == "args"
    if isinstance(site.node, (ast.Slice, ast.Tuple)) or not (in_index or in_tuple) or _has_a_constant(site.node):
        return
    if isinstance(getattr(site.node, "ctx", None), ast.Store) or isinstance(getattr(site.parent, "ctx", 0), ast.Store):
        return
    if site.field == "step":
        yield f"{text(site.node)} + 1"
        return
    yield f"{text(site.node)} + 1"
    yield f"{text(site.node)} - 1"


def an_end_of_a_slice_left_out(site: Site) -> Iterator[str]:
    """Slice from the start, to the end, or without a step."""
    if isinstance(site.node, ast.Slice):
        parts = [text(part) if part else "" for part in (site.node.lower, site.node.upper, site.node.step)]
        for place, part in enumerate(parts):
            if part:
                lower, upper, step = ("" if other == place else parts[other] for other in range(3))
                yield f"{lower}:{upper}" + (f":{step}" if step else "")


def another_assignment(site: Site) -> Iterator[str]:
    """``=`` for ``+=``, ``-=`` for ``+=``, and the other way round."""
    match site.node:
        case ast.AugAssign(target, op, value):
            yield f"{ast.unparse(target)} = {text(value)}"
            other = "-" if isinstance(op, ast.Add) else "+"
            yield f"{ast.unparse(target)} {other}= {text(value)}"
        case ast.Assign([ast.Subscript() as target], value):
            yield f"{ast.unparse(target)} += {text(value)}"


def _has_a_constant(node: ast.expr) -> bool:
    """Whether a sum ends in a number: its own mutations already make it one more or less."""
    return isinstance(node, ast.BinOp) and any(isinstance(side, ast.Constant) for side in (node.left, node.right))


OPERATORS = (
    another_constant,
    another_text,
    other_arithmetic,
    another_sign,
    another_division,
    another_rounding,
    least_and_greatest,
    off_by_one,
    an_end_of_a_slice_left_out,
    another_assignment,
)
