"""A right answer's source with something done to it: another body, a print in front, the work left to a helper.

An answer is a function or a class, and may stand behind helpers and constants of its own. Where a class is asked for,
what a function would do in its body happens when an object is made: every question to a class begins with that.
"""

from __future__ import annotations

import ast
import copy
import textwrap
from collections.abc import Sequence

__all__ = ["delegating", "with_body", "with_first_statement", "without_colon"]


def with_body(source: str, name: str, body: str) -> str:
    """Replace what `name` does by `body`; its parameters stay, and so does what else is in the source.

    >>> print(with_body("def f(x, y=1): return x + y", "f", "while True:\\n    pass"))
    def f(x, y=1):
        while True:
            pass
    """
    source = _laid_out(source, name)
    definition = _definition(source, name)
    function = _called_first(definition)
    if function is None:
        changed = _inserted(source, definition.body, _making_an_object(body))
    else:
        changed = _inserted(source, function.body, body, instead=True)
    return changed.rstrip("\n")


def with_first_statement(source: str, name: str, statement: str) -> str:
    """Let `name` run `statement` before anything else.

    >>> print(with_first_statement("def f(x): return x", "f", "print('called')"))
    def f(x):
        print('called')
        return x
    """
    source = _laid_out(source, name)
    definition = _definition(source, name)
    function = _called_first(definition)
    if function is None:
        text = _making_an_object(f"{statement}\nsuper().__init__(*args, **kwargs)")
        return _inserted(source, definition.body, text)
    return _inserted(source, function.body, statement)


def delegating(source: str, name: str, helper: str) -> str:
    """Write an answer that leaves all its work to `helper`, which is called as `name` is called in `source`.

    >>> print(delegating("def f(x: int, *rest, y=1, **more): return x", "f", "my_helper"))
    def f(x, *rest, y=1, **more):
        return my_helper(x, *rest, y=y, **more)
    >>> print(delegating("class Layer: pass", "Layer", "my_helper"))
    class Layer(my_helper):
        pass
    """
    definition = _definition(source, name)
    if isinstance(definition, ast.ClassDef):
        return f"class {name}({helper}):\n    pass"
    return f"def {name}({_parameters(definition)}):\n    return {helper}({_passed_on(definition.args)})"


def without_colon(source: str, name: str) -> str:
    """Write the beginning of an answer as whoever forgets the colon does, and the wrong thing behind it.

    >>> print(without_colon("def f(x, y=1): return x", "f"))
    def f(x, y=1)
        return x
    """
    definition = _definition(source, name)
    if isinstance(definition, ast.ClassDef):
        return f"class {name}\n    pass"
    arguments = [*definition.args.posonlyargs, *definition.args.args]
    first = arguments[0].arg if arguments else None
    return f"def {name}({_parameters(definition)})\n    return {first}"


def _definition(source: str, name: str) -> ast.FunctionDef | ast.ClassDef:
    for statement in ast.parse(source).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)) and statement.name == name:
            return statement
    raise ValueError(f"the source of the answer defines no function or class {name} at its margin:\n{source}")


def _called_first(definition: ast.FunctionDef | ast.ClassDef) -> ast.FunctionDef | None:
    """The function that runs when the name is called: itself, or the class's own __init__; None without one."""
    if isinstance(definition, ast.FunctionDef):
        return definition
    methods = (node for node in definition.body if isinstance(node, ast.FunctionDef))
    return next((method for method in methods if method.name == "__init__"), None)


def _laid_out(source: str, name: str) -> str:
    """Give the body of a definition lines of its own, where it stands behind the colon."""
    definition = _definition(source, name)
    function = _called_first(definition)
    lines = source.split("\n")
    bodies = [node.body for node in (definition, function) if node is not None]
    if not any(lines[_begins(body) - 1][: body[0].col_offset].strip() for body in bodies):
        return source
    return "\n".join([*lines[: _begins([definition]) - 1], ast.unparse(definition), *lines[definition.end_lineno :]])


def _inserted(source: str, body: Sequence[ast.stmt], text: str, instead: bool = False) -> str:
    """Write `text` in front of a body or, with `instead`, in its place, as far to the right as the body stands."""
    lines = source.split("\n")
    begin = _begins(body) - 1
    end = body[-1].end_lineno if instead else begin
    indentation = lines[begin][: len(lines[begin]) - len(lines[begin].lstrip())]
    return "\n".join([*lines[:begin], textwrap.indent(text, indentation), *lines[end:]])


def _begins(body: Sequence[ast.stmt]) -> int:
    """The line on which a body begins, which may be that of a decorator."""
    return min(node.lineno for node in (body[0], *getattr(body[0], "decorator_list", ())))


def _making_an_object(body: str) -> str:
    return "def __init__(self, *args, **kwargs):\n" + textwrap.indent(body, "    ")


def _parameters(function: ast.FunctionDef) -> str:
    """The parameters without their annotations, which may name what a notebook has not imported."""
    arguments = copy.deepcopy(function.args)
    for each in ast.walk(arguments):
        if isinstance(each, ast.arg):
            each.annotation = None
    return ast.unparse(arguments)


def _passed_on(arguments: ast.arguments) -> str:
    passed = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
    passed += [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    passed += [f"{each.arg}={each.arg}" for each in arguments.kwonlyargs]
    passed += [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    return ", ".join(passed)
