"""Students whose code never ends, eats everything or dies. Each costs one exercise, or one cell."""

from __future__ import annotations

from autograder.sample.desk import Desk, Submission, own_cell
from autograder.sample.rewriting import with_body

__all__ = ["stuck_students"]

_STUCK_ANSWERS = {
    "infinite-loop": ("{} never returns", "while True:\n    pass"),
    "memory-bomb": (
        "{} asks for all the memory there is",
        "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 26))",
    ),
    "fork-bomb": ("{} forks without end", "import os\nwhile True:\n    os.fork()"),
    "exits": ("{} calls os._exit(0)", "import os\nos._exit(0)"),
}
"""By student: the story, and what the first exercise's function does, or its class when an object is made."""

_STUCK_CELLS = {
    "endless-cell": ("a cell of her own that never ends", "while True:\n    pass"),
    "deadly-cell": (
        "a cell of his own that kills the process",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
    ),
}
"""By student: the story, and a cell that stands in the way of right answers."""


def stuck_students(desk: Desk) -> list[Submission]:
    """Students whose answer, or a cell of whose own, does not come to a good end."""
    name = desk.first.name
    made = []
    for student, (story, body) in _STUCK_ANSWERS.items():
        stuck = desk.right()
        stuck[name] = with_body(stuck[name], name, body)
        made.append(desk.submission(student, story.format(name), desk.notebook(stuck), desk.all_but(name)))
    for student, (story, source) in _STUCK_CELLS.items():
        notebook = desk.notebook(desk.right())
        notebook.cells.insert(2, own_cell(source))
        made.append(desk.submission(student, story, notebook))
    return made
