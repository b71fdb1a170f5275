"""Submissions that cost a grader time, memory, processes or output, for `bench_grading.py --hostile`."""

from __future__ import annotations

from autograder.sample.desk import Desk, Submission, own_cell
from autograder.sample.mischievous_students import mischievous_students
from autograder.sample.rewriting import with_body
from autograder.sample.stuck_students import stuck_students

__all__ = ["hostile_students"]

_SWALLOWING = """\
while True:
    try:
        while True:
            pass
    except BaseException:
        pass"""
_SHOWING = """\
from IPython.display import HTML, display
for _ in range(2000):
    display(HTML('x' * 50000))"""
_FILLING = """\
number = 0
while True:
    open(f'/tmp/{number}', 'wb').write(bytes(1 << 20))
    number += 1"""
_THREADS = """\
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(60,)).start()"""

_IN_EVERY_ANSWER = {
    "never-returns": "while True:\n    pass",
    "swallows-interrupts": _SWALLOWING,
    "sleeps": "import time\ntime.sleep(3600)",
    "loops-in-c": "sum(range(10**12))",
    "hoards": "hoard = []\nwhile True:\n    hoard.append(bytearray(1 << 26))",
    "dies": "import os\nos._exit(0)",
    "forks": "import os\nwhile True:\n    os.fork()",
    "returns-too-much": "import numpy as np\nreturn np.zeros((6000, 6000))",
}
_IN_CELLS = {
    "prints-without-end": "while True:\n    print('x' * 10000)",
    "shows-large-outputs": _SHOWING,
    "fills-the-disk": _FILLING,
    "starts-threads": _THREADS,
    "endless-cells": "while True:\n    pass",
}
_CELLS = 5  # of a kind in one notebook


def hostile_students(desk: Desk) -> list[Submission]:
    """Return each kind of hostile submission once: the sample class's, and such as are hostile in all they have."""
    made = [*stuck_students(desk), *mischievous_students(desk)]
    for name, body in _IN_EVERY_ANSWER.items():
        answers = {exercise: with_body(source, exercise, body) for exercise, source in desk.right().items()}
        made.append(desk.submission(name, "in every answer", desk.notebook(answers), set()))
    for name, source in _IN_CELLS.items():
        notebook = desk.notebook(desk.right())
        cells = [own_cell(source) for _ in range(_CELLS)]
        for number, cell in enumerate(cells):
            cell.id = f"hostile-{number}"
        notebook.cells[2:2] = cells
        made.append(desk.submission(name, "in cells of one's own", notebook))
    return made
