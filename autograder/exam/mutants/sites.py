"""The places of a source where something can be changed, and the source with one of them changed.

An operator looks at a `Site` and yields what could stand there instead, as source text. Nothing but the text of one
node is ever replaced, so a mutant differs from its origin in one thing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Scope", "Site", "replaced", "sites", "text", "with_first"]

_ARRAY_ATTRIBUTES = {"T", "astype", "copy", "dtype", "flat", "mean", "ravel", "reshape", "shape", "size", "strides"}
_ATOMS = (ast.Attribute, ast.Call, ast.Constant, ast.Dict, ast.List, ast.Name, ast.Subscript)


@dataclass(frozen=True)
class Scope:
    """The function that a site stands in, or none at the margin.

    Attributes:
        function: the innermost one.
        is_answer: whether it is the answer itself, or a method of it, and no helper.
        method_of: the class, where it is a method.
    """

    function: ast.FunctionDef | None = None
    is_answer: bool = False
    method_of: ast.ClassDef | None = None

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The parameters' names, without self."""
        if self.function is None:
            return ()
        args = self.function.args
        names = [argument.arg for argument in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
        return tuple(names[1:] if self.method_of else names)

    @cached_property
    def arrays(self) -> tuple[str, ...]:
        """The parameters that the function treats as arrays: it asks for a shape or a dtype, or takes slices."""
        found = set()
        for node in ast.walk(self.function) if self.function else ():
            match node:
                case ast.Attribute(ast.Name(name), attribute) if attribute in _ARRAY_ATTRIBUTES:
                    found.add(name)
                case ast.Call(ast.Attribute(ast.Name("np"), f), [ast.Name(name), *_]) if not f[
                    -1
                ].isdigit():  # np.int64
                    found.add(name)
                case ast.Call(ast.Name("len"), [ast.Name(name)]):
                    found.add(name)
        return tuple(name for name in self.parameters if name in found)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that the function gives a value to, parameters included."""
        nodes = ast.walk(self.function) if self.function else ()
        stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        return frozenset(stored | set(self.parameters))


@dataclass(frozen=True)
class Site:
    """A node, and where it stands: in `field` of its parent, at `index` where that field is a list.

    The scope of a function is its own inside.
    """

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    scope: Scope


def sites(tree: ast.Module, answer: str) -> Iterator[Site]:
    """Yield every place of a module where something can be changed.

    Not changed are docstrings, annotations, imports, the words of an error, and names that get a value.
    """
    yield from _inside(tree, Scope(), answer)


def replaced(tree: ast.Module, site: Site, instead: str) -> str:
    """Return the source of the tree with another text at a site. The tree stays as it is.

    Raises:
        SyntaxError: the text means nothing there.
    """
    new = _parsed(instead, site)
    field = getattr(site.parent, site.field)
    if site.index is not None and isinstance(new, list):
        new = [*field[: site.index], *new, *field[site.index + 1 :]]
    setattr(site.parent, site.field, new)
    try:
        return ast.unparse(tree)
    finally:
        setattr(site.parent, site.field, field)


def text(node: ast.AST) -> str:
    """Return a node's source, in parentheses where it needs them."""
    return ast.unparse(node) if isinstance(node, _ATOMS) else f"({ast.unparse(node)})"


def with_first(function: ast.FunctionDef, statement: str, parameter: str = "") -> str:
    """Return a function's source with one more statement before all others, and one more parameter at its end."""
    args = ", ".join(filter(None, (ast.unparse(function.args), parameter)))
    lines = "\n".join([statement, *map(ast.unparse, function.body)]).splitlines()
    return "\n".join([f"def {function.name}({args}):", *(f"    {line}" for line in lines)])


def _inside(node: ast.AST, scope: Scope, answer: str) -> Iterator[Site]:
    if isinstance(node, ast.Raise):
        return
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "ctx", "decorator_list", "type_comment"):
            continue
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if isinstance(child, ast.AST) and not _is_left_alone(child):
                inner = _scope_of(child, scope, answer)
                yield Site(child, node, field, index, inner if isinstance(child, ast.FunctionDef) else scope)
                yield from _inside(child, inner, answer)


def _is_left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Expr(ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.JoinedStr() | ast.arg():
            return True
        case ast.operator() | ast.cmpop() | ast.boolop() | ast.unaryop() | ast.expr_context():
            return True
    return False


def _scope_of(node: ast.AST, scope: Scope, answer: str) -> Scope:
    if isinstance(node, ast.FunctionDef):
        return Scope(
            node, node.name == answer or _is_class(scope, answer), scope.method_of if _in_class(scope) else None
        )
    if isinstance(node, ast.ClassDef):
        return Scope(None, False, node)
    return scope


def _in_class(scope: Scope) -> bool:
    return scope.function is None and scope.method_of is not None


def _is_class(scope: Scope, answer: str) -> bool:
    return _in_class(scope) and scope.method_of is not None and scope.method_of.name == answer


def _parsed(instead: str, site: Site) -> ast.AST | list[ast.AST]:
    """Parse what is to stand at a site: a list where the site's field is one."""
    if isinstance(site.node, ast.stmt):
        body: list[ast.AST] = [*ast.parse(instead or "pass").body]
        return body
    in_brackets = site.field == "slice" or isinstance(site.node, ast.Slice)
    new: ast.AST
    if in_brackets:
        subscript = ast.parse(f"_[{instead}]", mode="eval").body
        assert isinstance(subscript, ast.Subscript)
        new = subscript.slice
    elif isinstance(site.node, ast.keyword):
        call = ast.parse(f"_({instead})", mode="eval").body
        assert isinstance(call, ast.Call)
        return [*call.keywords]
    elif isinstance(site.node, ast.comprehension):
        made = ast.parse(f"[_ {instead}]", mode="eval").body
        assert isinstance(made, ast.ListComp)
        return [*made.generators]
    else:
        new = ast.parse(f"({instead})", mode="eval").body
    return new if site.index is None else [new]
