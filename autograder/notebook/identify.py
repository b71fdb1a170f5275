"""Which assignment a notebook is of: by its name, else by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course import CourseError, source_notebook
from autograder.exams import assignment_names
from autograder.notebook.read import UnreadableError, read_cells

__all__ = ["identify"]


def identify(root: Path, path: Path, content: bytes, among: Sequence[str] | None = None) -> str:
    """Return the name of the assignment that a submitted file belongs to.

    A file called ``01_correlation.ipynb``, or in a folder of that name as nbgrader lays submissions out, is taken at
    its word. Another one belongs to the assignment that most of its cells come from. `among` narrows the assignments.

    Raises:
        CourseError: neither tells.
    """
    names = assignment_names() if among is None else tuple(among)
    for said in (path.stem, path.resolve().parent.name):
        if said in names:
            return said
    try:
        cells = read_cells(content)
    except UnreadableError as error:
        raise CourseError(f"{path}: {error} Say which assignment it is with --assignment NAME.") from error
    claimed = {cell.grade_id for cell in cells if cell.grade_id} | {cell.cell_id for cell in cells if cell.cell_id}
    known = {name: len(claimed & _cell_names(root, name)) for name in names}
    best = max(known, key=lambda name: known[name])
    if not known[best]:
        raise CourseError(
            f"{path}: none of its cells is of an assignment of this course ({', '.join(names)}): "
            "is it the right file? If so, say which assignment with --assignment NAME."
        )
    return best


def _cell_names(root: Path, assignment: str) -> set[str]:
    cells = source_notebook(root, assignment)["cells"]
    grade_ids = {cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in cells}
    return {name for name in grade_ids | {cell.get("id") for cell in cells} if name}
