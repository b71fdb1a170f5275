"""Attempts to get points for nothing, and files that are no notebook. Nothing of it may earn or cost anybody a point.

Whoever cheats leaves the answers blank, so every point would be stolen.
"""

from __future__ import annotations

import copy
import inspect
import json
import textwrap
from pathlib import Path

from nbformat.v4 import new_output

from autograder.exam.exercise import Exercise
from autograder.sample.desk import Desk, Submission, cell, own_cell

__all__ = ["broken_files", "mischievous_students"]


def mischievous_students(desk: Desk) -> list[Submission]:
    """Students who work on the notebook, on NumPy or on the machine instead of on the exercises."""
    return [
        _forged_outputs(desk),
        _patched_numpy(desk),
        _edited_points(desk),
        _deleted_tests(desk),
        _doubled_cells(desk),
        _thief(desk),
    ]


def broken_files(desk: Desk) -> list[Submission]:
    """Files that cannot be read, and one that can be under another name."""
    whole = json.dumps(desk.notebook(desk.right())).encode()
    return [
        desk.submission("malformed", "the file is cut off in the middle", whole[: len(whole) // 2], set()),
        desk.submission("empty-file", "the file is empty", b"", set()),
        desk.submission("other-json", "JSON, but not a notebook", json.dumps({"grade": 100}).encode(), set()),
        desk.submission("renamed", "right, handed in under another name", whole, filename="Untitled (1).ipynb"),
    ]


def _forged_outputs(desk: Desk) -> Submission:
    forged = desk.notebook({})
    forged.cells.insert(1, own_cell("def check(name, candidate):\n    return 100.0"))
    for name in desk.names:
        graded = cell(forged, f"{name}-exam")
        graded.source = "4.0"
        graded.outputs = [new_output("execute_result", {"text/plain": "4.0"}, execution_count=1)]
    return desk.submission("forged-outputs", "blank, with forged outputs and a check() of her own", forged, set())


def _patched_numpy(desk: Desk) -> Submission:
    patched = desk.notebook({exercise.name: _agreeing(exercise) for exercise in desk.assignment.exercises})
    patched.cells.insert(1, own_cell(_PATCHES))
    return desk.submission("patched-numpy", "patches NumPy and returns arrays equal to everything", patched, set())


_PATCHES = textwrap.dedent("""\
    import numpy as np
    class Agreeable(np.ndarray):
        def __new__(cls): return np.zeros((2, 2)).view(cls)
        def __eq__(self, other): return True
        def __array__(self, *args, **kwargs): raise KeyboardInterrupt
        def __array_ufunc__(self, *args, **kwargs): return np.bool_(True)
    np.allclose = np.array_equal = np.isclose = lambda *args, **kwargs: True
    np.testing.assert_allclose = lambda *args, **kwargs: None
    np.abs = lambda x: 0
    """)


def _agreeing(exercise: Exercise) -> str:
    """An answer whose every result is said to be equal to everything."""
    if not inspect.isclass(exercise.reference):
        return f"def {exercise.name}(*args, **kwargs):\n    return Agreeable()"
    return textwrap.dedent(f"""\
        class {exercise.name}:
            def __init__(self, *args, **kwargs): pass
            def __call__(self, *args, **kwargs): return Agreeable()
            def __getattr__(self, name): return lambda *args, **kwargs: Agreeable()
        """)


def _edited_points(desk: Desk) -> Submission:
    edited = desk.notebook({})
    for each in edited.cells:
        if "nbgrader" in each.metadata:
            each.metadata["nbgrader"]["points"] = 1000
            each.metadata["tags"] = ["skip-execution"]
    return desk.submission("edited-points", "blank, with points and tags edited", edited, set())


def _deleted_tests(desk: Desk) -> Submission:
    deleted = desk.notebook(desk.right())
    deleted.cells = [c for c in deleted.cells if not c.metadata.get("nbgrader", {}).get("grade")]
    return desk.submission("deleted-tests", "right, all graded cells deleted", deleted)


def _doubled_cells(desk: Desk) -> Submission:
    doubled = desk.notebook(desk.right(1))
    doubled.cells = [twin for c in doubled.cells for twin in (c, copy.deepcopy(c))]
    return desk.submission("doubled-cells", "right, every cell twice", doubled)


def _thief(desk: Desk) -> Submission:
    reference = desk.first.reference
    thief = desk.notebook({})
    source = _THEFT.format(file=Path(inspect.getfile(reference)).name, module=reference.__module__)
    thief.cells.insert(1, own_cell(source))
    story = "blank, looks for the reference, the gradebook and the network"
    return desk.submission("thief", story, thief, set())


_THEFT = textwrap.dedent("""\
    import glob, os, socket, sys
    for place in ("/", os.path.expanduser("~"), *sys.path):
        for path in glob.glob(place + "/**/{file}", recursive=True) + glob.glob(place + "/**/gradebook.db"):
            print(path, open(path, "rb").read(2000))
    from {module} import *
    socket.create_connection(("127.0.0.1", 80), 1)
    """)
