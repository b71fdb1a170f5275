"""Rebuilding: what of a submission is believed, and that nothing handed in raises."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.notebook.read import LARGEST
from autograder.notebook.rebuild import MOST_OWN_CELLS, rebuild
from autograder.notebook.regions import CODE_STUB

WRITTEN = "def f(x):\n    return x + 1"


def nbgrader(grade_id: str, **flags: Any) -> dict[str, Any]:
    defaults = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return {"nbgrader": defaults | {"grade_id": grade_id} | flags}


def cell(kind: str, cell_id: str, source: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    made = {"cell_type": kind, "id": cell_id, "metadata": metadata or {}, "source": source}
    return made | {"outputs": [], "execution_count": None} if kind == "code" else made


SOURCE = {
    "cells": [
        cell("markdown", "intro", "# Add one"),
        cell("code", "setup", "import math", nbgrader("setup", locked=True)),
        cell(
            "code",
            "f",
            "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION",
            nbgrader("f", solution=True),
        ),
        cell("code", "f-examples", "assert f(1) == 2", nbgrader("f-examples", locked=True)),
        cell(
            "code",
            "f-exam",
            '# Graded\n### BEGIN HIDDEN TESTS\nfrom autograder import check\ncheck("f", f)\n### END HIDDEN TESTS',
            nbgrader("f-exam", grade=True, locked=True, points=2),
        ),
        cell("code", "picture", "print('a picture')"),
    ],
    "metadata": {"kernelspec": {"name": "python3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
STUB = "def f(x):\n    " + CODE_STUB
AS_HANDED_OUT = rebuild(b"", SOURCE).notebook


@pytest.fixture
def handed_in() -> dict[str, Any]:
    """The assignment with its answer written, as a student hands it in."""
    notebook = copy.deepcopy(AS_HANDED_OUT)
    by_id(notebook)["f"]["source"] = WRITTEN
    return notebook


def by_id(notebook: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {c["id"]: c for c in notebook["cells"]}


def texts(notebook: dict[str, Any]) -> list[str]:
    return [c["source"] for c in notebook["cells"]]


def rebuilt(notebook: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    result = rebuild(json.dumps(notebook).encode(), SOURCE)
    return result.notebook, result.problems


def insert_after(notebook: dict[str, Any], cell_id: str, new: dict[str, Any]) -> None:
    ids = [c["id"] for c in notebook["cells"]]
    notebook["cells"].insert(ids.index(cell_id) + 1, new)


def test_an_ordinary_submission_keeps_its_answer_and_has_no_problems(handed_in):
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == WRITTEN
    assert problems == ()


def test_the_instructors_own_notebook_is_a_submission_without_problems():
    notebook, problems = rebuilt(SOURCE)
    assert by_id(notebook)["f"]["source"] == by_id(SOURCE)["f"]["source"]
    assert problems == ()


def test_the_source_notebook_is_not_shared_with_the_rebuilt_one(handed_in):
    notebook, _ = rebuilt(handed_in)
    by_id(notebook)["f-exam"]["metadata"]["nbgrader"]["points"] = 1000
    assert by_id(SOURCE)["f-exam"]["metadata"]["nbgrader"]["points"] == 2


def test_the_hidden_test_is_not_in_the_rebuilt_notebook(handed_in):
    notebook, _ = rebuilt(handed_in)
    assert by_id(notebook)["f-exam"]["source"] == "# Graded"


def test_a_changed_locked_cell_is_the_courses_again_and_the_student_is_told(handed_in):
    by_id(handed_in)["f-examples"]["source"] = "pass"
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f-examples"]["source"] == "assert f(1) == 2"
    assert problems == ("f-examples: locked, but changed. The course's own text was used.",)


def test_white_space_at_line_ends_is_no_change(handed_in):
    by_id(handed_in)["f-examples"]["source"] = "assert f(1) == 2  \r\n"
    assert rebuilt(handed_in)[1] == ()


def test_points_type_and_lock_come_from_the_course(handed_in):
    by_id(handed_in)["f-exam"]["metadata"]["nbgrader"].update(points=1000, grade=False, locked=False)
    notebook, _ = rebuilt(handed_in)
    assert by_id(notebook)["f-exam"]["metadata"] == by_id(SOURCE)["f-exam"]["metadata"]


def test_tags_of_an_answer_are_gone(handed_in):
    by_id(handed_in)["f"]["metadata"]["tags"] = ["skip-execution"]
    assert "tags" not in by_id(rebuilt(handed_in)[0])["f"]["metadata"]


def test_tags_of_an_own_cell_are_gone(handed_in):
    insert_after(handed_in, "f", cell("code", "mine", "y = 1", {"tags": ["skip-execution"]}))
    notebook, _ = rebuilt(handed_in)
    assert by_id(notebook)["submitted-1"]["metadata"] == {}


def test_outputs_are_gone(handed_in):
    forged = {"output_type": "execute_result", "data": {"text/plain": "2.0"}, "metadata": {}, "execution_count": 1}
    by_id(handed_in)["f-exam"]["outputs"] = [forged]
    assert by_id(rebuilt(handed_in)[0])["f-exam"]["outputs"] == []


def test_attachments_are_gone(handed_in):
    by_id(handed_in)["intro"]["attachments"] = {"x.svg": {"image/svg+xml": "<svg onload='alert(1)'/>"}}
    assert "attachments" not in by_id(rebuilt(handed_in)[0])["intro"]


def test_the_notebooks_metadata_come_from_the_course(handed_in):
    handed_in["metadata"] = {"kernelspec": {"name": "evil", "argv": ["sh"]}}
    assert rebuilt(handed_in)[0]["metadata"] == SOURCE["metadata"]


def test_a_raw_cell_is_left_out_and_named(handed_in):
    insert_after(handed_in, "intro", {"cell_type": "raw", "id": "r", "metadata": {}, "source": "<script>"})
    notebook, problems = rebuilt(handed_in)
    assert "<script>" not in texts(notebook)
    assert problems == ("1 raw cell was left out: only code and text are graded.",)


@pytest.mark.parametrize("anchor", ["intro", "setup", "f", "f-examples", "f-exam", "picture"])
def test_an_own_cell_stays_behind_the_cell_it_followed(handed_in, anchor):
    insert_after(handed_in, anchor, cell("code", "mine", "def helper(): pass"))
    ids = [c["id"] for c in rebuilt(handed_in)[0]["cells"]]
    assert ids[ids.index("submitted-1") - 1] == anchor


def test_an_own_cell_before_everything_stays_there(handed_in):
    handed_in["cells"].insert(0, cell("markdown", "mine", "My name is Ada"))
    assert texts(rebuilt(handed_in)[0])[0] == "My name is Ada"


def test_own_cells_keep_their_order(handed_in):
    insert_after(handed_in, "f", cell("code", "two", "second = 2"))
    insert_after(handed_in, "f", cell("code", "one", "first = 1"))
    sources = texts(rebuilt(handed_in)[0])
    assert sources[sources.index(WRITTEN) + 1 :][:2] == ["first = 1", "second = 2"]


def test_an_edited_unlocked_cell_of_the_course_keeps_the_students_text(handed_in):
    by_id(handed_in)["picture"]["source"] = "print('another picture')"
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["picture"]["source"] == "print('another picture')"
    assert problems == ()


@pytest.mark.parametrize("missing", ["intro", "setup", "f-examples", "f-exam", "picture"])
def test_a_deleted_cell_of_the_course_comes_back(handed_in, missing):
    handed_in["cells"] = [c for c in handed_in["cells"] if c["id"] != missing]
    notebook, _ = rebuilt(handed_in)
    assert [c["id"] for c in notebook["cells"]] == [c["id"] for c in SOURCE["cells"]]


def test_a_deleted_answer_comes_back_as_the_stub_and_never_as_the_solution(handed_in):
    handed_in["cells"] = [c for c in handed_in["cells"] if c["id"] != "f"]
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == STUB
    assert problems == ("f: the answer cell is missing. It counts as not written.",)


def test_of_two_written_copies_the_last_is_the_answer_and_the_first_a_plain_cell_before_it(handed_in):
    second = copy.deepcopy(by_id(handed_in)["f"]) | {"id": "copy", "source": "def f(x):\n    return 1 + x"}
    insert_after(handed_in, "f", second)
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == "def f(x):\n    return 1 + x"
    sources = texts(notebook)
    assert sources.index(WRITTEN) == sources.index("def f(x):\n    return 1 + x") - 1
    assert problems == ("f: written more than once. The last one counts, the others ran before it.",)


def test_an_identical_copy_of_an_answer_is_one_answer(handed_in):
    insert_after(handed_in, "f", copy.deepcopy(by_id(handed_in)["f"]) | {"id": "copy"})
    notebook, problems = rebuilt(handed_in)
    assert texts(notebook).count(WRITTEN) == 1
    assert problems == ()


def test_several_cells_with_the_same_problem_are_named_in_one_sentence(handed_in):
    handed_in["cells"] = [by_id(handed_in)["f"]]
    assert rebuilt(handed_in)[1] == (
        "setup, f-examples, f-exam: locked, but missing. The course's own cell was put back.",
    )


def test_an_untouched_copy_of_the_stub_does_not_replace_the_answer(handed_in):
    insert_after(handed_in, "f", copy.deepcopy(by_id(handed_in)["f"]) | {"id": "copy", "source": STUB})
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == WRITTEN
    assert STUB not in texts(notebook)
    assert problems == ()


def test_grade_ids_are_unique_whatever_was_duplicated(handed_in):
    handed_in["cells"] = [c for c in handed_in["cells"] for _ in range(3)]
    notebook, _ = rebuilt(handed_in)
    claimed = [c["metadata"]["nbgrader"]["grade_id"] for c in notebook["cells"] if c["metadata"]]
    assert sorted(claimed) == ["f", "f-exam", "f-examples", "setup"]
    assert [c["id"] for c in notebook["cells"]] == [c["id"] for c in SOURCE["cells"]]


def test_a_changed_copy_of_a_locked_cell_is_a_plain_cell(handed_in):
    mine = copy.deepcopy(by_id(handed_in)["f-examples"]) | {"id": "copy", "source": "assert f(5) == 6"}
    insert_after(handed_in, "f-examples", mine)
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["submitted-1"]["source"] == "assert f(5) == 6"
    assert problems == ()


def test_an_answer_that_became_markdown_is_code_again(handed_in):
    by_id(handed_in)["f"]["cell_type"] = "markdown"
    answer = by_id(rebuilt(handed_in)[0])["f"]
    assert (answer["cell_type"], answer["source"]) == ("code", WRITTEN)


def test_an_answer_written_below_an_untouched_stub_is_found(handed_in):
    by_id(handed_in)["f"]["source"] = STUB
    insert_after(handed_in, "f-exam", cell("code", "mine", WRITTEN))
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == WRITTEN
    assert problems == ("f: the answer was not in its own cell. It was found in another one.",)


@pytest.mark.parametrize("locked", ["setup", "f-examples", "f-exam"])
def test_an_answer_written_into_a_locked_cell_counts_as_the_answer_alone(handed_in, locked):
    cells = by_id(handed_in)
    cells["f"]["source"] = STUB
    cells[locked]["source"] += "\n" + WRITTEN
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == cells[locked]["source"]
    assert by_id(notebook)[locked]["source"] == by_id(AS_HANDED_OUT)[locked]["source"]
    assert len(problems) == 2


def test_helpers_before_an_answer_found_elsewhere_still_come_before_it(handed_in):
    by_id(handed_in)["f"]["source"] = STUB
    insert_after(handed_in, "f", cell("code", "mine", WRITTEN))
    insert_after(handed_in, "f", cell("code", "help", "one = 1"))
    sources = texts(rebuilt(handed_in)[0])
    assert sources.index("one = 1") < sources.index(WRITTEN)


def test_a_notebook_that_lost_metadata_and_ids_is_recognised_by_its_text(handed_in):
    for number, c in enumerate(handed_in["cells"]):
        c["metadata"] = {"colab": {}}
        c["id"] = f"x{number}"
    notebook, problems = rebuilt(handed_in)
    assert by_id(notebook)["f"]["source"] == WRITTEN
    assert [c["id"] for c in notebook["cells"]] == [c["id"] for c in SOURCE["cells"]]
    assert problems == ("f: the answer was not in its own cell. It was found in another one.",)


def test_format_3_is_read(handed_in):
    old = []
    for c in handed_in["cells"]:
        if c["cell_type"] == "code":
            old.append({"cell_type": "code", "input": c["source"].splitlines(True), "metadata": c["metadata"]})
        else:
            old.append({"cell_type": "heading", "level": 1, "source": "Add one", "metadata": {}})
    notebook, problems = rebuilt({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": old}]})
    assert by_id(notebook)["f"]["source"] == WRITTEN
    assert problems == ()


def test_half_a_character_becomes_a_question_mark(handed_in):
    by_id(handed_in)["f"]["source"] = WRITTEN + "  # \ud800"
    assert by_id(rebuilt(handed_in)[0])["f"]["source"] == WRITTEN + "  # ?"


def test_too_many_own_cells_are_cut(handed_in):
    handed_in["cells"] += [cell("code", f"c{i}", f"x = {i}") for i in range(MOST_OWN_CELLS + 5)]
    notebook, problems = rebuilt(handed_in)
    assert len(notebook["cells"]) == len(SOURCE["cells"]) + MOST_OWN_CELLS
    assert f"The notebook has {MOST_OWN_CELLS + 5} cells of your own" in problems[0]


@pytest.mark.parametrize(
    ("submitted", "problem"),
    [
        (b"", "The file is empty"),
        (b" \n", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "The file is not text"),
        (b'{"cells": [', "damaged or not a notebook"),
        (b"[" * 100_000, "The file is not a notebook that can be read"),
        (b'{"a":' * 100_000, "The file is not a notebook that can be read"),
        (b'{"cells": ' + b"9" * 5000 + b"}", "The file is not a notebook that can be read"),
        (b"[]", "has no list of cells"),
        (b'"cells"', "has no list of cells"),
        (b'{"cells": {}}', "has no list of cells"),
        (b'{"cells": []}', "None of the assignment's cells"),
        (b'{"cells": [1, null, {"cell_type": 7, "source": {}, "metadata": []}]}', "None of the assignment's cells"),
        (b"x" * (LARGEST + 1), "has more than 20 MB and was not opened"),
    ],
    ids=lambda value: value[:25] if isinstance(value, str) else "",
)
def test_what_is_no_notebook_of_ours_gives_stubs_and_a_sentence(submitted, problem):
    result = rebuild(submitted, SOURCE)
    assert result.notebook == AS_HANDED_OUT
    assert len(result.problems) == 1
    assert problem in result.problems[0]


def test_a_notebook_of_another_assignment_gives_stubs_and_none_of_its_code():
    other = {"cells": [cell("code", "a", "import os"), cell("code", "setup", "x = 1")], "nbformat": 4}
    notebook, problems = rebuilt(other)
    assert notebook == AS_HANDED_OUT
    assert "None of the assignment's cells" in problems[0]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
odd_cells = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading", "x"]) | json_values,
        "id": st.sampled_from(["f", "f-exam", "picture"]) | json_values,
        "source": st.sampled_from([STUB, WRITTEN, "assert f(1) == 2", ""]) | json_values,
        "input": json_values,
        "level": json_values,
        "metadata": st.sampled_from([nbgrader("f"), nbgrader("f-exam"), nbgrader("setup")]) | json_values,
    },
)


@settings(max_examples=150, deadline=None)
@given(st.lists(odd_cells | json_values, max_size=8))
def test_whatever_the_cells_are_the_courses_cells_come_out_in_order(cells):
    notebook, _ = rebuilt({"cells": cells})
    course_ids = [c["id"] for c in SOURCE["cells"]]
    assert [c["id"] for c in notebook["cells"] if c["id"] in course_ids] == course_ids
