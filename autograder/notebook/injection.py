"""An import of a part in an authored notebook becomes the code that it names.

A student's notebook imports nothing of this repository. So where a given cell of an authored source says

    from notebook_parts.grids import show_grids

the build writes the source of `show_grids` instead, with whatever that uses and nothing else. The imports that this
code needs and the cell's own are merged at the top of the cell. What an earlier cell has brought is not brought again.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable
from pathlib import Path
from symtable import symtable

from nbformat import NotebookNode

from autograder.notebook.code_parts import PACKAGE, CodeParts, Definition, Import, imports_of, names_used
from autograder.notebook.regions import GIVEN
from autograder.notebook.source_error import SourceError

__all__ = ["inject"]


def inject(cells: list[NotebookNode], folder: Path, source: str) -> None:
    """Replace, in the cells of a notebook, the imports of parts by code.

    Args:
        cells: all cells of the notebook, with their metadata; they are changed.
        folder: where the parts are.
        source: the authored file's name, for messages.

    Raises:
        SourceError: a cell is no Python; it asks for a part that is not there, for one that the notebook does not
            use, or not in a given cell; or a name of the injected code means something else in the notebook.
    """
    parts = CodeParts(folder)
    places = {f"{source}, cell {number}": cell for number, cell in enumerate(cells, start=1)}
    code = {where: cell for where, cell in places.items() if cell.cell_type == "code"}
    trees = {where: _parsed(cell.source, where) for where, cell in code.items()}
    used = {name for tree in trees.values() for name in names_used(tree)}
    bound = {where: _bound(cell.source, trees[where]) for where, cell in code.items()}
    brought: list[Definition] = []
    imported: dict[str, Import | None] = {}
    for where, cell in code.items():
        asked = _asked(trees[where], where)
        if not asked:
            continue
        if cell.metadata.get("course") != GIVEN:
            raise SourceError(f'{where}: it takes from {PACKAGE}; only cells with role="given" can')
        for part, name in asked:
            if name not in used:
                raise SourceError(f"{where}: the notebook never uses {name} of the part {part}; remove the import")
        taken = parts.take(asked, brought, where)
        own, rest = _own_imports_and_rest(cell.source, trees[where])
        for each in (*taken.imports, *own):
            if imported.setdefault(each.binds, each) != each:
                raise SourceError(f"{where}: {each.binds!r} would be imported in two ways; rename one of them")
        cell.source = _joined(_import_text({*taken.imports, *own}), taken.definitions, rest)
        brought += taken.definitions
    ours = imported | dict.fromkeys(name for each in brought for name in each.binds)
    for where, meanings in bound.items():
        for name in meanings:
            if name in ours and (meanings[name] is None or meanings[name] != ours[name]):
                raise SourceError(f"{where}: the code from {PACKAGE} needs the name {name!r}; choose another one")


def _parsed(source: str, where: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise SourceError(f"{where}: its line {error.lineno} is no Python ({error.msg}); mend it") from error


def _asked(tree: ast.Module, where: str) -> list[tuple[str, str]]:
    """Return what a cell takes from the parts, as (part, name)."""
    asked = []
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        for each in imports_of(node):
            package, _, part = each.module.partition(".")
            if package != PACKAGE:
                continue
            if not part or each.member in ("", "*") or each.alias or node.col_offset:
                raise SourceError(
                    f"{where}: got {ast.unparse(node)!r}; take what you use by its name, as in "
                    f"'from {PACKAGE}.grids import show_grids', outside of functions"
                )
            asked.append((part, each.member))
    return asked


def _own_imports_and_rest(source: str, tree: ast.Module) -> tuple[list[Import], str]:
    """Return a cell's imports but those of parts, and its text without imports."""
    imports: list[Import] = []
    left_out: set[int] = set()
    for node in tree.body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            imports += [each for each in imports_of(node) if each.module.partition(".")[0] != PACKAGE]
            left_out |= {*range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    lines = [line for number, line in enumerate(source.splitlines(), start=1) if number not in left_out]
    return imports, "\n".join(lines).strip("\n")


def _bound(source: str, tree: ast.Module) -> dict[str, Import | None]:
    """Return the names that a cell gives a meaning, each with its import or None; imports of parts are left out."""
    imports = {
        each.binds: each
        for node in tree.body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for each in imports_of(node)
    }
    assigned = {s.get_name() for s in symtable(source, "<cell>", "exec").get_symbols() if s.is_assigned()}
    others = {name: each for name, each in imports.items() if each.module.partition(".")[0] != PACKAGE}
    return others | dict.fromkeys(assigned - imports.keys())


def _joined(imports: str, definitions: list[Definition], rest: str) -> str:
    text = imports
    after_block = False
    for number, each in enumerate(definitions):
        together = number and not (after_block or each.is_block)
        text += ("\n" if together else "\n\n" if not (after_block or each.is_block) else "\n\n\n") + each.text
        after_block = each.is_block
    if rest:
        text += ("\n\n\n" if after_block else "\n\n") + rest
    return text.lstrip("\n")


def _import_text(imports: Iterable[Import]) -> str:
    """Write imports in the usual order: the standard library, then the rest; ``import`` before ``from``."""
    sections = []
    every = sorted(imports, key=lambda each: (each.module, each.member.lower(), each.alias))
    for standard in (True, False):
        here = [each for each in every if (each.module.split(".")[0] in sys.stdlib_module_names) == standard]
        lines = [f"import {each.module}{_as(each)}" for each in here if not each.member]
        for module in dict.fromkeys(each.module for each in here if each.member):
            members = [f"{each.member}{_as(each)}" for each in here if each.member and each.module == module]
            lines.append(f"from {module} import {', '.join(members)}")
        if lines:
            sections.append("\n".join(lines))
    return "\n\n".join(sections)


def _as(each: Import) -> str:
    return f" as {each.alias}" if each.alias else ""
