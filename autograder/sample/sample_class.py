"""A class as an instructor meets it: right answers in many styles, honest mistakes, unfinished work, and mischief.

Every submission is made from the released notebook, as a student makes it. The right and the wrong answers come from
the exams themselves, where they stand as self-contained functions.
"""

from __future__ import annotations

import copy
import json
import textwrap
from dataclasses import dataclass

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from autograder.exam.answers import answer_source
from autograder.exam.exercise import Assignment, Exercise

__all__ = ["Submission", "sample_class"]

Answers = dict[str, str]


@dataclass(frozen=True)
class Submission:
    """What one student hands in, and what a just grader makes of it.

    `right` names the exercises whose answers are right; they must earn full marks, and every other exercise less.
    `zero` says that the others earn nothing at all.
    """

    student: str
    story: str
    content: bytes
    right: frozenset[str]
    zero: bool
    filename: str


def sample_class(assignment: Assignment, released: NotebookNode) -> list[Submission]:
    """Return the sample class for an assignment, made from its released notebook."""
    room = _Room(assignment, released)
    return [*_right(room), *_mistaken(room), *_unfinished(room), *_stuck(room), *_mischief(room), *_broken(room)]


class _Room:
    """The assignment, its released notebook, and ready-made answers to fill it with."""

    def __init__(self, assignment: Assignment, released: NotebookNode) -> None:
        self.assignment = assignment
        self.released = released
        self.names = [exercise.name for exercise in assignment.exercises]

    def exercise(self, name: str) -> Exercise:
        return self.assignment.exercise(name)

    def right(self, style: int = 0) -> Answers:
        """Right answers to everything, in the `style`-th of each exercise's honest styles."""
        return {
            exercise.name: answer_source(exercise.honest[style % len(exercise.honest)], exercise.name)
            for exercise in self.assignment.exercises
        }

    def wrong(self, name: str, misconception: int | str) -> str:
        """A wrong answer to one exercise: its misconception by name, or by number."""
        known = self.exercise(name).misconceptions
        if isinstance(misconception, str):
            chosen = next(m for m in known if m.name == misconception)
        else:
            chosen = known[misconception % len(known)]
        return answer_source(chosen.implementation, name)

    def notebook(self, answers: Answers) -> NotebookNode:
        """The released notebook with the given answers written into their cells."""
        notebook = copy.deepcopy(self.released)
        for name, source in answers.items():
            cell(notebook, name).source = source
        return notebook

    def submission(
        self,
        student: str,
        story: str,
        content: NotebookNode | bytes,
        right: set[str] | None = None,
        *,
        zero: bool = True,
        filename: str | None = None,
    ) -> Submission:
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        everything = set(self.names) if right is None else right
        return Submission(student, story, raw, frozenset(everything), zero, filename or f"{self.assignment.name}.ipynb")


def cell(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """Return the cell of a notebook with this nbgrader id."""
    for candidate in notebook.cells:
        if candidate.metadata.get("nbgrader", {}).get("grade_id") == grade_id:
            return candidate
    raise KeyError(f"the released notebook has no cell {grade_id!r}: rebuild it with `autograder build`")


def _right(room: _Room) -> list[Submission]:
    made = []
    most = max(len(exercise.honest) for exercise in room.assignment.exercises)
    for style in range(min(most, 5)):
        notebook = room.notebook(room.right(style))
        made.append(room.submission(f"right-style-{style + 1}", "all right, in a style of her own", notebook))

    helpers = room.notebook(room.right())
    position = helpers.cells.index(cell(helpers, room.names[0]))
    function = room.right(1)[room.names[0]].replace(f"def {room.names[0]}(", "def my_helper(")
    helpers.cells.insert(position, new_code_cell(function))
    cell(
        helpers, room.names[0]
    ).source = f"def {room.names[0]}(image, kernel, bias=0.0):\n    return my_helper(image, kernel, bias)"
    made.append(room.submission("right-with-helpers", "helper function in a cell of its own", helpers))

    noisy = room.notebook(room.right())
    noisy.cells.append(new_code_cell("import sys, warnings\nwarnings.warn('careful')\nprint('hm', file=sys.stderr)"))
    answer = cell(noisy, room.names[0])
    answer.source = answer.source.replace(":\n", ":\n    print('called')\n", 1)
    made.append(room.submission("right-but-noisy", "right, with prints and warnings on stderr", noisy))

    plain = room.notebook(room.right(2))
    for each in plain.cells:
        each.metadata.clear()
    made.append(room.submission("right-lost-metadata", "right, saved by a tool that drops metadata", plain))
    return made


def _mistaken(room: _Room) -> list[Submission]:
    first = room.names[0]
    flipped = room.right() | {first: room.wrong(first, "flipped kernel")}
    made = [
        room.submission(
            "flipped", "flips the kernel in corr2d", room.notebook(flipped), set(room.names) - {first}, zero=False
        )
    ]
    for number in range(1, 6):
        wrong = {name: room.wrong(name, number) for name in room.names}
        made.append(
            room.submission(
                f"mistaken-{number}", "a different mistake in every exercise", room.notebook(wrong), set(), zero=False
            )
        )
    return made


def _unfinished(room: _Room) -> list[Submission]:
    half = dict(list(room.right().items())[: len(room.names) // 2])
    typo = room.right() | {room.names[1]: f"def {room.names[1]}(image, kernel)\n    return image"}
    return [
        room.submission("half-finished", "first half right, the rest blank", room.notebook(half), set(half)),
        room.submission("blank", "handed in untouched", room.notebook({}), set()),
        room.submission(
            "syntax-error",
            f"a colon forgotten in {room.names[1]}",
            room.notebook(typo),
            set(room.names) - {room.names[1]},
        ),
    ]


def _stuck(room: _Room) -> list[Submission]:
    """Code that never ends, eats everything or dies. Each costs one exercise, or one cell."""
    first = room.names[0]
    others = set(room.names) - {first}
    bodies = {
        "infinite-loop": ("corr2d never returns", "while True:\n        pass"),
        "memory-bomb": (
            "corr2d asks for all the memory there is",
            "hoard = []\n    while True:\n        hoard.append(bytearray(1 << 26))",
        ),
        "fork-bomb": ("corr2d forks without end", "import os\n    while True:\n        os.fork()"),
        "exits": ("corr2d calls os._exit(0)", "import os\n    os._exit(0)"),
    }
    made = []
    for student, (story, body) in bodies.items():
        source = f"def {first}(image, kernel, bias=0.0):\n    {body}"
        made.append(room.submission(student, story, room.notebook(room.right() | {first: source}), others))
    for student, story, source in (
        ("endless-cell", "a cell of her own that never ends", "while True:\n    pass"),
        (
            "deadly-cell",
            "a cell of his own that kills the process",
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        ),
    ):
        notebook = room.notebook(room.right())
        notebook.cells.insert(2, new_code_cell(source))
        made.append(room.submission(student, story, notebook))
    return made


def _mischief(room: _Room) -> list[Submission]:
    """Attempts to get points for nothing. Answers are left blank, so every point would be stolen."""
    names = set(room.names)

    forged = room.notebook({})
    forged.cells.insert(1, new_code_cell("def check(name, candidate):\n    return 100.0"))
    for name in room.names:
        graded = cell(forged, f"{name}-exam")
        graded.source = "4.0"
        graded.outputs = [new_output("execute_result", {"text/plain": "4.0"}, execution_count=1)]

    patched = room.notebook({name: f"def {name}(*args, **kwargs):\n    return Agreeable()" for name in names})
    patched.cells.insert(
        1,
        new_code_cell(
            textwrap.dedent("""\
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
        ),
    )

    edited = room.notebook({})
    for each in edited.cells:
        if "nbgrader" in each.metadata:
            each.metadata["nbgrader"]["points"] = 1000
            each.metadata["tags"] = ["skip-execution"]

    deleted = room.notebook(room.right())
    deleted.cells = [c for c in deleted.cells if not c.metadata.get("nbgrader", {}).get("grade")]

    doubled = room.notebook(room.right(1))
    doubled.cells = [twin for c in doubled.cells for twin in (c, copy.deepcopy(c))]

    thief = room.notebook({})
    thief.cells.insert(
        1,
        new_code_cell(
            textwrap.dedent("""\
            import glob, os, socket, sys
            for place in ("/", os.path.expanduser("~"), *sys.path):
                for path in glob.glob(place + "/**/corr2d.py", recursive=True) + glob.glob(place + "/**/gradebook.db"):
                    print(path, open(path, "rb").read(2000))
            from cnnedu.ops.corr2d import *
            socket.create_connection(("127.0.0.1", 80), 1)
            """)
        ),
    )
    return [
        room.submission("forged-outputs", "blank, with forged outputs and a check() of her own", forged, set()),
        room.submission("patched-numpy", "patches NumPy and returns arrays equal to everything", patched, set()),
        room.submission("edited-points", "blank, with points and tags edited", edited, set()),
        room.submission("deleted-tests", "right, all graded cells deleted", deleted),
        room.submission("doubled-cells", "right, every cell twice", doubled),
        room.submission("thief", "blank, looks for the reference, the gradebook and the network", thief, set()),
    ]


def _broken(room: _Room) -> list[Submission]:
    whole = json.dumps(room.notebook(room.right())).encode()
    return [
        room.submission("malformed", "the file is cut off in the middle", whole[: len(whole) // 2], set()),
        room.submission("empty-file", "the file is empty", b"", set()),
        room.submission("other-json", "JSON, but not a notebook", json.dumps({"grade": 100}).encode(), set()),
        room.submission("renamed", "right, handed in under another name", whole, filename="Untitled (1).ipynb"),
    ]
