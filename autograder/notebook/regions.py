"""What a student sees of an instructor's cell: the solution replaced by a stub, the hidden tests gone.

The same rules as nbgrader's ClearSolutions and ClearHiddenTests, without importing nbgrader.
"""

from __future__ import annotations

import re

__all__ = ["CODE_STUB", "GIVEN", "TEXT_STUB", "released"]

GIVEN = {"role": "given"}
"""What stands under "course" in the metadata of a given cell: locked, not graded."""

CODE_STUB = 'raise NotImplementedError("Not written yet: replace this line with your own code.")'
TEXT_STUB = "YOUR ANSWER HERE"


def released(source: str, *, kind: str, answer: bool) -> str:
    """Return the text of an instructor's cell as it is handed out.

    Args:
        source: the instructor's text.
        kind: ``"code"`` or ``"markdown"``.
        answer: whether the student writes in this cell. Without a solution region all of its text is the solution.

    Raises:
        ValueError: a region is opened and never closed, or the other way round.

    >>> solution = "def f():\\n    ### BEGIN SOLUTION\\n    return 1\\n    ### END SOLUTION"
    >>> print(released(solution, kind="code", answer=True))
    def f():
        raise NotImplementedError("Not written yet: replace this line with your own code.")
    """
    stub = CODE_STUB if kind == "code" else TEXT_STUB
    text = _replace_regions(source, "SOLUTION", stub)
    if answer and text == source:
        return stub
    return _replace_regions(text, "HIDDEN TESTS", None)


def _replace_regions(source: str, name: str, stub: str | None) -> str:
    kept, inside = [], False
    for line in source.split("\n"):
        if f"BEGIN {name}" in line:
            if inside:
                raise ValueError(f"BEGIN {name} comes twice: close the first region with END {name}")
            inside = True
            if stub is not None:
                indent = re.match(r"\s*", line)[0]  # type: ignore[index]  # it always matches
                kept += [indent + stub_line for stub_line in stub.split("\n")]
        elif f"END {name}" in line:
            if not inside:
                raise ValueError(f"END {name} comes without BEGIN {name}")
            inside = False
        elif not inside:
            kept.append(line)
    if inside:
        raise ValueError(f"BEGIN {name} is never closed: add END {name}")
    return "\n".join(kept)
