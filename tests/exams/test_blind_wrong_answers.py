"""Wrong answers that were written from the released notebook alone, by who had seen neither exams nor catalogue.

To the exercises of 01, eighty were written three times, each time by another hand, and against exams that knew those
before: 32 kept full marks in the exams of that day, then 24, then 13. Sixteen are right after all: for numbers that are
finite, of at most 64 bits and in the machine's own order of bytes, for sizes up to a million, and up to rounding. One
is wrong for bright pictures of more than 65,000 pixels only, which would cost a student's loops seconds: no exam asks
for them.

Ten an exercise were written to 02 to 06 and to 09, once:

========== ======= ======================= ===============
assignment written kept full marks then    right after all
========== ======= ======================= ===============
02         80      33                      2
03         80      33                      0
04         80      19                      0
05         70      23                      3
06         80      37                      5
09         70      33                      5
========== ======= ======================= ===============

All the others are here, and none of them keeps full marks any more.
"""

from __future__ import annotations

import builtins
from pathlib import Path

import numpy as np
import pytest

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
    kept = []
    for name, source in submissions(path).items():
        notebook = {"np": np, "__builtins__": builtins, "__name__": "__main__"}
        exec(source, notebook)
        if not loses_marks(notebook[exercise.name]):
            kept.append(name)
    assert kept == []
