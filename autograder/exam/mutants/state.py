"""Mutations of what is kept: between calls in a mutable default, in the class for the object, in the wrong mode."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.exam.mutants.sites import Site, text, with_first

__all__ = ["OPERATORS"]

_KEPT = "_kept={}"
_MODES = ("training", "train", "is_training")


def an_argument_remembered(site: Site) -> Iterator[str]:
    """Go on with what the first call was given."""
    if isinstance(site.node, ast.FunctionDef) and site.scope.is_answer and not site.node.args.kwonlyargs:
        for name in site.scope.parameters:
            yield with_first(site.node, f"{name} = _kept.setdefault('{name}', {name})", _KEPT)


def a_result_remembered(site: Site) -> Iterator[str]:
    """Give what was computed for arrays of the same shapes and the same numbers beside them."""
    if isinstance(site.node, ast.FunctionDef) and site.scope.is_answer and not site.scope.method_of:
        if site.node.args.kwonlyargs or not site.scope.arrays:
            return
        name, parameters = site.node.name, ", ".join(site.scope.parameters)
        inner = ast.unparse(site.node).replace(f"def {name}(", "def computed(", 1)
        body = "\n".join(f"    {line}" for line in inner.splitlines())
        yield f"""def {name}({ast.unparse(site.node.args)}, {_KEPT}):
{body}
    key = str([np.shape(each) or each for each in ({parameters},)])
    if key not in _kept:
        _kept[key] = computed({parameters})
    return _kept[key]"""


def a_buffer_used_again(site: Site) -> Iterator[str]:
    """Go on in the array of the last call of the same size: zeros are zeros only once."""
    if isinstance(site.node, ast.FunctionDef) and not site.scope.method_of and not site.node.args.kwonlyargs:
        for place, statement in enumerate(site.node.body):
            match statement:
                case ast.Assign(
                    [ast.Name(name)], ast.Call(ast.Attribute(_, "zeros" | "full" | "zeros_like"), _) as made
                ):
                    kept = ast.parse(
                        f"{name} = {ast.unparse(made)}\n{name} = _kept.setdefault({name}.shape, {name})"
                    ).body
                    body = [*site.node.body[:place], *kept, *site.node.body[place + 1 :]]
                    head = f"def {site.node.name}({ast.unparse(site.node.args)}, {_KEPT}):"
                    lines = "\n".join(map(ast.unparse, body)).splitlines()
                    yield "\n".join([head, *(f"    {line}" for line in lines)])


def of_the_class(site: Site) -> Iterator[str]:
    """Keep in the class what belongs to the object: always, or once for all objects."""
    match site.node:
        case ast.Assign([ast.Attribute(ast.Name("self"), name)], value) if site.scope.method_of:
            yield f"type(self).{name} = {text(value)}"
            yield f"self.{name} = type(self).__dict__.get('{name}', {text(value)})\ntype(self).{name} = self.{name}"


def the_other_mode(site: Site) -> Iterator[str]:
    """Take training for evaluation."""
    match site.node:
        case ast.Attribute(_, name, ast.Load()) | ast.Name(name, ast.Load()) if name in _MODES and site.field != "func":
            yield f"not {text(site.node)}"


OPERATORS = (an_argument_remembered, a_result_remembered, a_buffer_used_again, of_the_class, the_other_mode)
