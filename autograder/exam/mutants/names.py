"""Mutations of names: one thing taken for another of the same role, an argument or a default ignored."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.exam.mutants.sites import Site, text, with_first

__all__ = ["OPERATORS"]

_ROLES = (
    "h w",
    "kh kw",
    "oh ow",
    "ph pw",
    "sh sw",
    "h kh oh",
    "w kw ow",
    "i j",
    "u v",
    "i u",
    "j v",
    "x y",
    "y x",
    "n c",
    "n k",
    "n d",
    "top bottom left right",
    "before after",
    "rows columns",
    "down right",
    "first second",
    "image kernel padded a",
    "padding stride",
    "before stride",
    "mean var",
    "gamma beta",
    "running_mean running_var",
    "corner side middle divisor",
    "corners sides",
    "cross ring across",
    "xb yb",
    "x dy w",
    "dx dw db",
    "_mean _var",
)
_GROUPS = tuple(tuple(role.split()) for role in _ROLES)
_WORDS = ("name", "mode", "kind", "method")


def another_name(site: Site) -> Iterator[str]:
    """Take height for width, row for column, top for bottom."""
    if isinstance(site.node, ast.Name) and isinstance(site.node.ctx, ast.Load) and site.field != "func":
        for other in _others(site.node.id):
            if other in site.scope.names:
                yield other


def another_attribute(site: Site) -> Iterator[str]:
    """Take the object's mean for its variance, its first layer for its second."""
    if isinstance(site.node, ast.Attribute) and isinstance(site.node.ctx, ast.Load):
        name = site.node.attr
        numbered = re.fullmatch(r"(\w+?)([12])", name)
        others = [f"{numbered[1]}{3 - int(numbered[2])}"] if numbered else _others(name)
        if ast.unparse(site.node.value) == "self":
            for other in others:
                yield f"self.{other}"


def unpacked_in_another_order(site: Site) -> Iterator[str]:
    """Unpack into the other name first."""
    if isinstance(site.node, ast.Assign) and len(site.node.targets) == 1:
        target = site.node.targets[0]
        if (
            isinstance(target, ast.Tuple)
            and len(target.elts) == 2
            and all(isinstance(e, ast.Name) for e in target.elts)
        ):
            one, other = map(ast.unparse, target.elts)
            yield f"{other}, {one} = {ast.unparse(site.node.value)}"


def a_parameter_ignored(site: Site) -> Iterator[str]:
    """Use the default, whatever is given; use one axis for both; forget a sign."""
    if not isinstance(site.node, ast.FunctionDef) or not site.scope.is_answer:
        return
    arguments = site.node.args.args
    defaults = dict(zip([a.arg for a in reversed(arguments)], reversed(site.node.args.defaults), strict=False))
    for name in site.scope.parameters:
        if name in _WORDS:
            for change in ("lower()", "strip()", "casefold().replace('_', '')"):
                yield with_first(site.node, f"{name} = {name}.{change}")
            continue
        if name in site.scope.arrays:
            continue
        default = defaults.get(name)
        if default is not None:
            yield with_first(site.node, f"{name} = {ast.unparse(default)}")
        if isinstance(default, ast.Tuple):
            for change in (f"{name}[::-1]", f"({name}[0],) * 2", f"({name}[1],) * 2", f"tuple(map(abs, {name}))"):
                yield with_first(site.node, f"{name} = {change}")
        else:
            yield with_first(site.node, f"{name} = abs({name})")
            if default is not None:
                yield with_first(site.node, f"{name} = {name} or 1")


def a_default_left_out(site: Site) -> Iterator[str]:
    """Demand an argument that has a default."""
    if isinstance(site.node, ast.FunctionDef) and site.scope.is_answer and site.node.args.defaults:
        body = ast.unparse(site.node).splitlines()[1:]
        names = [argument.arg for argument in site.node.args.args]
        yield "\n".join([f"def {site.node.name}({', '.join(names)}):", *body])


def the_last_argument_left_out(site: Site) -> Iterator[str]:
    """Leave the last argument of a call out."""
    match site.node:
        case ast.Call(function, [_, *_] as arguments, keywords) if len(arguments) > 1:
            kept = [text(argument) for argument in arguments[:-1]]
            yield f"{text(function)}({', '.join([*kept, *map(ast.unparse, keywords)])})"


def _others(name: str) -> list[str]:
    return list(dict.fromkeys(other for group in _GROUPS if name in group for other in group if other != name))


OPERATORS = (
    another_name,
    another_attribute,
    unpacked_in_another_order,
    a_parameter_ignored,
    a_default_left_out,
    the_last_argument_left_out,
)
