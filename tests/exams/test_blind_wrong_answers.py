"""Wrong answers that were written from the released notebook alone, by who had seen neither exams nor catalogue.

Ten an exercise in each round, by another hand, and against exams that knew the rounds before:

========== ====== ======= ==================== =============== =============
assignment round  written kept full marks then right after all not asked for
========== ====== ======= ==================== =============== =============
01         1 to 4 320     32, 24, 13, 5        20              1
02         1      80      33                   2               0
02         2      80      30                   7               1
02         3      80      21                   4               1
03         1      80      33                   0               0
03         2      80      17                   3               1
03         3      80      14                   3               1
04         1      80      19                   0               0
04         2      80      19                   2               2
04         3      80      11                   0               0
05         1      70      23                   3               0
05         2      70      14                   3               2
05         3      70      12                   3               3
06         1      80      37                   5               0
06         2      80      20                   1               1
06         3      80      9                    0               1
07         1      80      34                   0               2
07         2      80      13                   3               3
07         3      80      9                    0               3
08         1      80      56                   4               4
08         2      80      15                   4               6
08         3      80      21                   2               9
09         1      70      33                   5               0
09         2      70      15                   0               5
09         3      70      15                   2               4
========== ====== ======= ==================== =============== =============

Right after all is what is wrong only for numbers that are not finite, of more than 64 bits or in another order of
bytes, beyond the sizes that the notebook names, or by rounding; or what breaks no sentence of the docstring, such as
weights that begin at zero. Not asked for is what only inputs show that would cost a student's loops seconds, such as
bright pictures of more than 65,000 pixels, or that no question can say, such as a tensor that is changed in place
between two calls, a list of the caller's that grows, a frozen layer, a copy of a module, or a layer that no image goes
through.

All the others are here, and none of them keeps full marks any more.
"""

from __future__ import annotations

import builtins
import sys
from pathlib import Path

import numpy as np
import pytest

from autograder.exams import find_assignment_of

pytestmark = [pytest.mark.secrets_in_full(5), pytest.mark.filterwarnings("ignore")]  # wrong arithmetic warns

BLIND = Path(__file__).parent / "blind"


def submissions(path):
    """Read the cells of a file by their names."""
    cells = path.read_text(encoding="utf-8").split("\n# %% ")[1:]
    return {name: source for name, _, source in (cell.partition("\n") for cell in cells)}


def test_whoever_knew_the_notebook_alone_does_not_keep_full_marks(exercise, seed, loses_marks):
    path = BLIND / f"{exercise.name}.py"
    if not path.exists():
        pytest.skip("nobody has written any yet")
    others = {each.name: each.reference for each in find_assignment_of(exercise.name).exercises}
    kept, limit = [], sys.getrecursionlimit()  # which a notebook of its own may raise, for itself
    for name, source in submissions(path).items():
        notebook = {"np": np, "__builtins__": builtins, "__name__": "__main__", **others}
        exec(source, notebook)
        if not loses_marks(notebook[exercise.name]):
            kept.append(name)
        sys.setrecursionlimit(limit)
    assert kept == []
