"""Mutations of arrays: axes, reductions, other functions of NumPy, copies, inputs changed in place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.exam.mutants.sites import Site, text, with_first

__all__ = ["OPERATORS"]

_SIBLINGS = (
    ("sum", "mean", "max"),
    ("mean", "sum", "median"),
    ("var", "std"),
    ("zeros", "ones"),
    ("ones", "zeros"),
    ("zeros_like", "ones_like"),
    ("hstack", "vstack"),
    ("vstack", "hstack"),
    ("flip", "flipud", "fliplr"),
    ("argmax", "argmin"),
    ("relu", "tanh"),
    ("eval", "train"),
    ("train", "eval"),
)
_CHANGES_NOTHING = (
    "asarray",
    "ascontiguousarray",
    "asfortranarray",
    "float",  # a bias is a number either way
    "list",
    "tuple",
)
_ORDERLESS = ("min", "max", "sum", "any", "all", "np.min", "np.max", "np.minimum", "np.maximum")
_ARRANGEMENT = ("order",)  # of memory: what a result is does not depend on it


def another_function(site: Site) -> Iterator[str]:
    """Sum for mean, ones for zeros, stacked below for beside."""
    if isinstance(site.node, ast.Attribute) and isinstance(site.parent, ast.Call) and site.field == "func":
        for name, *others in _SIBLINGS:
            if site.node.attr == name:
                for other in others:
                    yield f"{text(site.node.value)}.{other}"


def a_call_left_out(site: Site) -> Iterator[str]:
    """The argument itself for what is made of it; an array itself for what its method makes of it."""
    match site.node:
        case ast.Call(ast.Attribute(ast.Name("np" | "torch"), name), [first, *_]) if name not in _CHANGES_NOTHING:
            if not isinstance(first, ast.Starred):
                yield text(first)
        case ast.Call(ast.Attribute(value, name), _) if name not in ("reshape", "stride_tricks"):
            if ast.unparse(value) not in ("np.lib.stride_tricks", "super()", "nn", "np", "torch"):
                yield text(value)
        case ast.Call(ast.Name(name), [first]) if name not in _CHANGES_NOTHING and not name[0].isupper():
            yield text(first)


def a_keyword_left_out(site: Site) -> Iterator[str]:
    """Forget an argument that is given by name."""
    named = isinstance(site.node, ast.keyword) and site.node.arg not in (None, *_ARRANGEMENT)
    if named and not _is_the_usual_dtype(site):
        yield ""


def arguments_exchanged(site: Site) -> Iterator[str]:
    """Exchange two arguments, two entries of a tuple or list, two indices."""
    match site.node:
        case ast.Call(function, [_, _, *_] as arguments, keywords) if ast.unparse(function) not in _ORDERLESS:
            rest = [ast.unparse(keyword) for keyword in keywords]
            for place in range(len(arguments) - 1):
                yield f"{text(function)}({', '.join([*map(text, _swapped(arguments, place)), *rest])})"
        case ast.Tuple([_, _, *_] as parts) | ast.List([_, _, *_] as parts) if not _is_orderless(site):
            left, right = "[]" if isinstance(site.node, ast.List) else ("()" if site.field != "slice" else ("", ""))
            for place in range(len(parts) - 1):
                inner = ", ".join(ast.unparse(part) for part in _swapped(parts, place))
                yield f"{left}{inner}{right}"


def an_entry_left_out(site: Site) -> Iterator[str]:
    """Leave out one of the things that a loop or an extreme runs over."""
    match site.node:
        case ast.Tuple([_, _, *_] as parts) | ast.List([_, _, *_] as parts) if site.field == "iter":
            for place in range(len(parts)):
                yield f"({', '.join(ast.unparse(part) for part in [*parts[:place], *parts[place + 1 :]])},)"
        case ast.Call(ast.Name("min" | "max"), [_, _, _, *_] as parts):
            name = ast.unparse(site.node.func)
            for place in range(len(parts)):
                yield f"{name}({', '.join(ast.unparse(part) for part in [*parts[:place], *parts[place + 1 :]])})"


def another_axis(site: Site) -> Iterator[str]:
    """Reduce along another axis, or along all; keep or drop the axis."""
    match site.node:
        case ast.keyword("axis", value):
            for other in ("0", "1", "None", "(0, 1)"):
                if other != ast.unparse(value):
                    yield f"axis={other}"
        case ast.Call(ast.Attribute(value, "sum" | "mean" | "max" | "min" as name), [], []):
            for axis in ("0", "1"):
                yield f"{text(value)}.{name}(axis={axis})"


def an_argument_turned(site: Site) -> Iterator[str]:
    """Turn an array that comes in, or the one that goes out: transposed, upside down, left to right."""
    if isinstance(site.node, ast.FunctionDef) and site.scope.is_answer:
        for name in site.scope.arrays:
            for turned in ("T", "[::-1]", "[:, ::-1]", "[::-1, ::-1]", "[1:]"):
                yield with_first(site.node, f"{name} = {name}.T" if turned == "T" else f"{name} = {name}{turned}")
            yield with_first(site.node, f"{name} = abs({name})")
    if isinstance(site.node, ast.Return) and site.node.value and site.scope.is_answer and site.scope.arrays:
        for turned in (".T", "[::-1]", "[:, ::-1]", "[:-1]", "[:, 1:]", "[None]"):
            yield f"return {text(site.node.value)}{turned}"


def an_input_changed(site: Site) -> Iterator[str]:
    """Change an input after all is computed, or give the input itself where the result equals it."""
    if isinstance(site.node, ast.Return) and site.node.value and site.scope.is_answer:
        for name in site.scope.arrays:
            computed = f"result = {ast.unparse(site.node.value)}"
            yield f"{computed}\n{name} *= 2\nreturn result"
            yield f"{computed}\n{name}.sort()\nreturn result"
            yield f"{computed}\nreturn {name} if np.array_equal(result, {name}) else result"


def in_place(site: Site) -> Iterator[str]:
    """Compute in the array that is there, or into a new one: ``a += b`` and ``a = a + b``."""
    match site.node:
        case ast.Assign([ast.Name(name)], ast.BinOp(ast.Name(left), ast.Add() | ast.Sub(), right)) if left == name:
            sign = "+" if isinstance(site.node.value.op, ast.Add) else "-"  # type: ignore[attr-defined]
            yield f"{name} {sign}= {text(right)}"
        case ast.Assign([ast.Attribute() as target], ast.BinOp(left, ast.Add(), right)):
            yield f"{ast.unparse(target)} += {text(right)}"
        case ast.Assign([ast.Name(name)], ast.Call()) if name in site.scope.arrays:
            yield f"{name}[...] = {text(site.node.value)}"


def _swapped(parts: list[ast.expr], place: int) -> list[ast.expr]:
    return [*parts[:place], parts[place + 1], parts[place], *parts[place + 2 :]]


def _is_orderless(site: Site) -> bool:
    """Whether a tuple is only searched: for its least entry, for any that is negative."""
    if isinstance(site.parent, ast.comprehension):
        return True
    if isinstance(site.parent, ast.For):
        return all(isinstance(statement, ast.If) for statement in site.parent.body)
    return isinstance(site.parent, ast.Call) and ast.unparse(site.parent.func) in _ORDERLESS


def _is_the_usual_dtype(site: Site) -> bool:
    """Whether it says that zeros, ones or an empty array are float64, which they are anyway."""
    match site.node, site.parent:
        case ast.keyword("dtype", value), ast.Call(ast.Attribute(_, "zeros" | "ones" | "empty" | "eye"), _):
            return ast.unparse(value) in ("float", "np.float64")
    return False


OPERATORS = (
    another_function,
    a_call_left_out,
    a_keyword_left_out,
    arguments_exchanged,
    an_entry_left_out,
    another_axis,
    an_argument_turned,
    an_input_changed,
    in_place,
)
