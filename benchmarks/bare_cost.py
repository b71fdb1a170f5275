"""What the students' own code costs, bare: run in one warm process, with no sandbox, judge, gradebook or feedback.

    python benchmarks/bare_cost.py COURSE ASSIGNMENT

For each submission the cells run in order, and each answer is asked what the exam asks once; nothing is judged, and
figures are made but not drawn. The first submission runs once before the clock starts. Prints the seconds of all. Only
for classes whose code is known to end: there is no limit of any kind.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import matplotlib

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Exercise
from autograder.exams import find_assignment


def main(root: Path, assignment: str) -> None:
    matplotlib.use("Agg")
    from matplotlib import pyplot

    pyplot.show = lambda *args, **kwargs: pyplot.close("all")
    warnings.simplefilter("ignore")
    exercises = find_assignment(assignment).exercises
    examiner = Examiner(os.environ["CNNEDU_SECRET"].encode(), shrink_seconds=0, explains=False)
    notebooks = [json.loads(path.read_bytes()) for path in sorted((root / "submitted").glob(f"*/{assignment}/*.ipynb"))]
    for exercise in exercises:
        examiner.exam(exercise)
    _run(notebooks[0], exercises, examiner)
    started = time.monotonic()
    for notebook in notebooks:
        _run(notebook, exercises, examiner)
    print(time.monotonic() - started)


def _run(notebook: dict[str, Any], exercises: tuple[Exercise, ...], examiner: Examiner) -> None:
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                with contextlib.suppress(Exception):
                    exec(compile("".join(cell["source"]), "cell", "exec"), namespace)
        for exercise in exercises:
            if exercise.name in namespace:
                candidate = LocalCandidate(namespace[exercise.name], exercise.given)
                examiner.exam(exercise).answers(candidate)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
