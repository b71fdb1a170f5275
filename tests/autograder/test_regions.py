"""What is handed out of an instructor's cell: the same as nbgrader hands out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.notebook import build as notebooks
from autograder.notebook.regions import CODE_STUB, released

ROOT = Path(__file__).parents[2]


def test_the_stub_keeps_the_indentation_of_its_region():
    source = "def f():\n    ### BEGIN SOLUTION\n    a = 1\n    return a\n    ### END SOLUTION\n\nprint(f)"
    assert released(source, kind="code", answer=True) == f"def f():\n    {CODE_STUB}\n\nprint(f)"


def test_an_answer_without_a_region_is_all_stub():
    assert released("return 1", kind="code", answer=True) == CODE_STUB


def test_a_given_cell_is_handed_out_as_it_is():
    assert released("import math\n", kind="code", answer=False) == "import math\n"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("### BEGIN SOLUTION", "BEGIN SOLUTION is never closed: add END SOLUTION"),
        ("### END HIDDEN TESTS", "END HIDDEN TESTS comes without BEGIN HIDDEN TESTS"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION", "BEGIN SOLUTION comes twice"),
    ],
)
def test_a_region_left_open_is_an_error(source, message):
    with pytest.raises(ValueError, match=message):
        released(source, kind="code", answer=False)


def test_the_build_uses_the_same_stub():
    assert notebooks.CODE_STUB == CODE_STUB


@pytest.mark.parametrize("path", sorted((ROOT / "assignments").glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_every_assignment_is_what_we_say_is_handed_out(path):
    source = json.loads((ROOT / "solutions" / path.parent.name / path.name).read_text(encoding="utf-8"))
    handed_out = json.loads(path.read_text(encoding="utf-8"))
    ours = [
        released(
            "".join(c["source"]),
            kind=c["cell_type"],
            answer=c["metadata"].get("nbgrader", {}).get("solution", False),
        )
        for c in source["cells"]
    ]
    assert ours == ["".join(c["source"]) for c in handed_out["cells"]]
