"""Mutations of dtypes: of what comes in, of what is computed with, of what goes out."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.exam.mutants.sites import Site, text, with_first

__all__ = ["OPERATORS"]

_DTYPES = ("np.float16", "np.float32", "np.int64", "np.uint8")
_MADE = ("zeros", "ones", "empty", "full", "eye", "zeros_like", "empty_like", "array", "asarray", "arange")


def another_dtype_made(site: Site) -> Iterator[str]:
    """Make an array of another dtype, or of an input's."""
    match site.node:
        case ast.Call(ast.Attribute(ast.Name("np"), name), arguments, keywords) if name in _MADE:
            given = [keyword for keyword in keywords if keyword.arg == "dtype"]
            rest = [ast.unparse(keyword) for keyword in keywords if keyword.arg != "dtype"]
            position = 2 if name == "full" else 1
            now = ast.unparse(given[0].value) if given else ""
            if not given and len(arguments) > position and name not in ("eye", "arange"):
                now, arguments = ast.unparse(arguments[position]), arguments[:position]
            elif not given and name.endswith(("_like", "array")):
                now = f"{ast.unparse(arguments[0])}.dtype"
            parts = [ast.unparse(argument) for argument in arguments]
            for dtype in _others(site, now):
                yield f"np.{name}({', '.join([*parts, f'dtype={dtype}', *rest])})"


def another_dtype_changed_to(site: Site) -> Iterator[str]:
    """Change to another dtype than the one that is asked for."""
    match site.node:
        case ast.Call(ast.Attribute(value, "astype"), [dtype], _):
            for other in _others(site, ast.unparse(dtype)):
                yield f"{text(value)}.astype({other})"


def another_dtype_given(site: Site) -> Iterator[str]:
    """Give the result in another dtype."""
    match site.node:
        case ast.Return(None | ast.Tuple() | ast.Dict()):
            return
        case ast.Return(value) if value and site.scope.is_answer and site.scope.arrays:
            for dtype in _others(site, ""):
                yield f"return np.asarray({ast.unparse(value)}).astype({dtype})"


def another_dtype_taken(site: Site) -> Iterator[str]:
    """Change an input to another dtype first; cut a number down to a whole one."""
    if isinstance(site.node, ast.FunctionDef) and site.scope.is_answer:
        for name in site.scope.arrays:
            for dtype in _others(site, f"{name}.dtype"):
                yield with_first(site.node, f"{name} = np.asarray({name}).astype({dtype})")
        for name, default in _defaults(site.node):
            if isinstance(default, ast.Constant) and type(default.value) is float:
                yield with_first(site.node, f"{name} = int({name})")
                yield with_first(site.node, f"{name} = np.float32({name})")
                yield with_first(site.node, f"{name} = np.float16({name})")


def an_intermediate_dtype(site: Site) -> Iterator[str]:
    """Round what is computed on the way to float32, or to the dtype of an input."""
    match site.node:
        case ast.Assign([target], value) if site.scope.arrays and _is_arithmetic(value):
            for dtype in _others(site, ""):
                yield f"{ast.unparse(target)} = np.asarray({ast.unparse(value)}).astype({dtype})"


def _others(site: Site, now: str) -> list[str]:
    of_inputs = [f"{name}.dtype" for name in site.scope.arrays]
    return [dtype for dtype in (*_DTYPES, *of_inputs) if dtype != now]


def _defaults(function: ast.FunctionDef) -> list[tuple[str, ast.expr]]:
    args = function.args.args
    return [
        (a.arg, d) for a, d in zip(args[len(args) - len(function.args.defaults) :], function.args.defaults, strict=True)
    ]


def _is_arithmetic(value: ast.expr) -> bool:
    """Whether the value is an array's, as far as can be seen: a product, a sum over an axis, a call of NumPy's."""
    match value:
        case ast.Call(ast.Attribute(_, "pad" | "einsum" | "tensordot" | "sum" | "mean" | "var" | "dot" | "stack"), _):
            return True
        case ast.BinOp(left, ast.MatMult() | ast.Mult(), right):
            return isinstance(left, ast.Subscript) or isinstance(right, ast.Subscript)
    return False


OPERATORS = (
    another_dtype_made,
    another_dtype_changed_to,
    another_dtype_given,
    another_dtype_taken,
    an_intermediate_dtype,
)
