"""Prose that is written once, and the lines that say what an exercise is worth."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.notebook.authored_cells import announced
from autograder.notebook.build import solution_text
from autograder.notebook.prose import filled
from autograder.notebook.source_error import SourceError

SOURCE = """\
# %% [markdown]
# # Numbers
#
# {{table_of_exercises}}
#
# {{how_to_work}}

# %% [markdown]
# ## Exercise 1: twice as much
#
# {{points_and_minutes}}

# %% name="twice" role="answer" minutes=5 difficulty=1
def twice(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% name="twice" role="graded" points=1

# %% [markdown]
# ## Exercise 2: half as much
#
# {{points_and_minutes}}
#
# Mind the `{{braces}}` of LaTeX: $x^{{a}}$.

# %% name="half" role="answer" minutes=20 difficulty=3 task="half, but differently"
def half(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION

# %% name="half" role="graded" points=4
"""


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    folder = tmp_path / "notebook_parts"
    folder.mkdir()
    (folder / "how_to_work.md").write_text("**How to work.** From the top.\n")
    return folder


@pytest.fixture
def cells(parts: Path) -> list[NotebookNode]:
    source = parts.parent / "01_numbers.py"
    source.write_text(SOURCE)
    built: list[NotebookNode] = nbformat.reads(solution_text(source, parts), as_version=4).cells
    return built


def test_table_lists_each_exercise_with_its_points(cells: list[NotebookNode]) -> None:
    assert cells[0].source.split("\n\n")[1] == (
        "| | exercise | what it does | points | minutes | difficulty |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | `twice` | twice as much | 1 | 5 | ●○○ |\n"
        "| 2 | `half` | half, but differently | 4 | 20 | ●●● |"
    )


def test_shared_prose_stands_in_place_of_its_name(cells: list[NotebookNode]) -> None:
    assert cells[0].source.endswith("\n\n**How to work.** From the top.")


def test_each_exercise_says_its_own_points_and_minutes(cells: list[NotebookNode]) -> None:
    lines = [cell.source.splitlines()[2] for cell in cells if cell.source.startswith("## Exercise")]
    assert lines == [
        "*1 point, about 5 minutes, difficulty ●○○*",
        "*4 points, about 20 minutes, difficulty ●●●*",
    ]


def test_graded_cell_says_the_same_points(cells: list[NotebookNode]) -> None:
    said = [
        cell.source.splitlines()[0].split(".")[0] for cell in cells if cell.metadata.get("nbgrader", {}).get("grade")
    ]
    assert said == ["# Graded: twice, 1 point", "# Graded: half, 4 points"]


def test_braces_within_a_line_are_left_alone(cells: list[NotebookNode]) -> None:
    assert "Mind the `{{braces}}` of LaTeX: $x^{{a}}$." in cells[4].source


def test_a_cell_keeps_its_id_when_its_prose_is_shared(cells: list[NotebookNode]) -> None:
    assert [cell.id for cell in cells if cell.cell_type == "markdown"] == [
        "numbers-1",
        "exercise-1-twice-as-much-1",
        "exercise-2-half-as-much-1",
    ]


def test_a_name_that_nothing_answers_to_says_what_there_is(parts: Path) -> None:
    with pytest.raises(SourceError) as error:
        filled("{{how_to_wrok}}", {"table_of_exercises": "..."}, parts, "01_numbers.py, cell 1")
    assert str(error.value) == (
        "01_numbers.py, cell 1: there is nothing to put in place of {{how_to_wrok}}; "
        "there are {{table_of_exercises}}, {{how_to_work}}"
    )


def test_points_and_minutes_after_the_last_exercise_are_refused(parts: Path) -> None:
    source = parts.parent / "01_numbers.py"
    source.write_text(SOURCE + "\n# %% [markdown]\n# {{points_and_minutes}}\n")
    with pytest.raises(SourceError, match=r"cell 8: there is nothing to put in place of {{points_and_minutes}}"):
        solution_text(source, parts)


def test_an_exercise_without_a_heading_does_not_take_the_one_before() -> None:
    def answer(name: str) -> NotebookNode:
        metadata = {"name": name, "role": "answer", "minutes": 5, "difficulty": 1}
        return nbformat.from_dict({"cell_type": "code", "source": "", "metadata": metadata})

    heading = nbformat.from_dict({"cell_type": "markdown", "source": "## Exercise 1: one", "metadata": {}})
    exercises = announced([heading, answer("one"), answer("two")], "01_numbers.py")
    assert [exercise.task for exercise in exercises] == ["one", ""]
