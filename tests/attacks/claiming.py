"""Notebooks whose metadata, ids, tags, types and order claim what is not so. Each function spoils one.

What an attack gains elsewhere is told by stock nbgrader itself: `determine_grade` reads points from a cell.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from nbformat import from_dict
from nbgrader.utils import determine_grade, is_grade

from .course import ATTACKED, HONEST, notebook, own_cell

__all__ = ["BELIEVED", "CLAIMS", "believed", "spoiled"]

Made = dict[str, Any]
_SHOWN = {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
_BLANK = "def row_sums(matrix):\n    return None"


def _cell(made: Made, grade_id: str) -> Made:
    return next(cell for cell in made["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def points_of_a_thousand(made: Made) -> None:
    """Every cell is worth a thousand points."""
    for cell in made["cells"]:
        cell["metadata"].setdefault("nbgrader", {})["points"] = 1000


def outputs_of_full_marks(made: Made) -> None:
    """The exam's cell already shows full marks, and a tag asks not to run it."""
    exam = _cell(made, "row_sums-exam")
    exam.update(outputs=[_SHOWN], source="2.0", execution_count=1)
    exam["metadata"]["tags"] = ["skip-execution", "nbgrader-ignore"]


def an_exam_that_always_passes(made: Made) -> None:
    """The exam's cell is unlocked and its text replaced."""
    exam = _cell(made, "row_sums-exam")
    exam["metadata"]["nbgrader"]["locked"] = False
    exam.update(source="assert True", outputs=[])


def an_exam_that_is_deleted(made: Made) -> None:
    """Without a test no test fails."""
    made["cells"].remove(_cell(made, "row_sums-exam"))


def an_exam_of_another_exercise(made: Made) -> None:
    """The attacked exam's cell takes the id of an exam that is passed, which then stands there twice."""
    _cell(made, "row_sums-exam")["metadata"]["nbgrader"]["grade_id"] = "double-exam"


def an_exam_doubled(made: Made) -> None:
    """Passed exams stand there ten times."""
    exam = _cell(made, "double-exam")
    made["cells"] += [copy.deepcopy(exam) for _ in range(10)]


def graded_cells_of_ones_own(made: Made) -> None:
    """Cells of the student's own say that they are graded, and worth much."""
    for number in range(3):
        cell = own_cell("100.0")
        cell["metadata"] = {"nbgrader": _cell(made, "double-exam")["metadata"]["nbgrader"] | {"points": 100}}
        cell["metadata"]["nbgrader"]["grade_id"] = f"extra-{number}"
        cell["outputs"] = [_SHOWN]
        made["cells"].append(cell)


def an_exam_that_is_text(made: Made) -> None:
    """The exam's cell is turned into Markdown: such a cell is graded by hand, or not at all."""
    exam = _cell(made, "row_sums-exam")
    exam["cell_type"] = "markdown"
    del exam["outputs"], exam["execution_count"]


def an_answer_that_is_the_exam(made: Made) -> None:
    """The answer's cell says that it is graded too, with its own points and its own output."""
    cell = _cell(made, ATTACKED)
    cell["metadata"]["nbgrader"].update(grade=True, points=50)
    cell["outputs"] = [_SHOWN]


def cells_in_reverse_order(made: Made) -> None:
    """The exams stand before what they ask."""
    made["cells"].reverse()


def ids_that_are_equal(made: Made) -> None:
    """All cells have one id."""
    for cell in made["cells"]:
        cell["id"] = "double"


def ids_of_every_kind(made: Made) -> None:
    """Ids, tags and metadata are lists, numbers, null and very long."""
    odd = [None, 3, ["x"], {"a": 1}, "x" * 100_000, "../../exams", "\ud800", ""]
    for number, cell in enumerate(made["cells"]):
        cell["id"] = odd[number % len(odd)]
    for cell in (own_cell("1"), own_cell("2"), own_cell("3")):
        cell["metadata"] = odd[len(made["cells"]) % len(odd)]  # type: ignore[assignment]
        made["cells"].append(cell)


def a_kernel_of_ones_own(made: Made) -> None:
    """The notebook names another kernel, another language and a preprocessor's settings."""
    made["metadata"] = {
        "kernelspec": {
            "name": "bash",
            "language": "bash",
            "display_name": "x",
            "argv": ["sh", "-c", "touch /tmp/pwned"],
        },
        "language_info": {"name": "bash", "pygments_lexer": "../../x", "nbconvert_exporter": "pdf"},
        "cnnedu": {"score": 100, "verdicts": {}},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": "x" * 10_000}},
    }


def notes_of_the_grader(made: Made) -> None:
    """Metadata that our own grader writes into graded notebooks: score, problems, networks."""
    made["metadata"]["autograder"] = {"problems": [], "score": 22, "networks": ["all"]}
    for cell in made["cells"]:
        cell["metadata"]["course"] = {"role": "given"}


def a_given_cell_rewritten(made: Made) -> None:
    """A locked cell of the course's is changed, so that it patches what follows."""
    _cell(made, "setup")["source"] = "import numpy as np\nnp.allclose = lambda *a, **k: True\nraise SystemExit"


def cells_by_the_thousand(made: Made) -> None:
    """Ten thousand cells of the student's own."""
    made["cells"] += [own_cell(f"x = {number}") for number in range(10_000)]


def a_cell_of_megabytes(made: Made) -> None:
    """One cell of eight megabytes, between the others."""
    made["cells"].insert(1, own_cell("x = 1  # " + "x" * 8_000_000))


def outputs_of_megabytes(made: Made) -> None:
    """Outputs that were handed in are long and many; nobody looks at them."""
    text = {"output_type": "stream", "name": "stdout", "text": "x" * 100_000}
    for cell in made["cells"]:
        cell["outputs"] = [text] * 10


def markdown_that_runs(made: Made) -> None:
    """Text cells of the student's own hold scripts and hide the verdict with a style sheet."""
    source = "<script>hear()</script><style>div {display: none}</style>\n\n[x](javascript:hear())"
    made["cells"].insert(0, {"cell_type": "markdown", "metadata": {}, "source": source})


def attachments(made: Made) -> None:
    """Text with attachments: pictures that are pages."""
    made["cells"].insert(
        0,
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": "![x](attachment:x.svg)",
            "attachments": {"x.svg": {"image/svg+xml": "PHNjcmlwdD5oZWFyKCk8L3NjcmlwdD4="}},
        },
    )


def an_older_format(made: Made) -> None:
    """Format 3, with the cells in worksheets, and format 999 at the same time."""
    made.update(nbformat=3, nbformat_minor=999, worksheets=[{"cells": copy.deepcopy(made["cells"])}])


CLAIMS: tuple[Callable[[Made], None], ...] = (
    points_of_a_thousand, outputs_of_full_marks, an_exam_that_always_passes, an_exam_that_is_deleted,
    an_exam_of_another_exercise, an_exam_doubled, graded_cells_of_ones_own, an_exam_that_is_text,
    an_answer_that_is_the_exam, cells_in_reverse_order, ids_that_are_equal, ids_of_every_kind, a_kernel_of_ones_own,
    notes_of_the_grader, a_given_cell_rewritten, cells_by_the_thousand, a_cell_of_megabytes, outputs_of_megabytes,
    markdown_that_runs, attachments, an_older_format,
)  # fmt: skip

BELIEVED = (
    points_of_a_thousand, outputs_of_full_marks, an_exam_that_always_passes, an_exam_doubled,
    graded_cells_of_ones_own,
)  # fmt: skip
"""Those that a grader falls for which reads the submitted notebook's own cells, as `determine_grade` does."""


def spoiled(claim: Callable[[Made], None]) -> Made:
    """A notebook with two honest answers and a wrong one, as a stock run has left it, and then with this claim."""
    made = notebook(_BLANK)
    error = {"output_type": "error", "ename": "AssertionError", "evalue": "", "traceback": []}
    _cell(made, f"{ATTACKED}-exam")["outputs"] = [error]
    claim(made)
    return made


def believed(made: Made) -> float:
    """The points beyond the honest ones that stock nbgrader reads from a notebook's cells as they stand."""
    cells = [from_dict(cell) for cell in made["cells"]]
    return sum(determine_grade(cell)[0] or 0.0 for cell in cells if is_grade(cell)) - 2.0 * len(HONEST)
