"""The notebooks: built from one source, the same bytes every time, and nothing in the release that gives an answer."""

from __future__ import annotations

import ast
import doctest
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader.validator import Validator

from autograder.notebook.beside import BESIDE
from autograder.notebook.build import assignment_text, build, check_build, solution_text
from autograder.notebook.code_parts import PACKAGE
from autograder.notebook.source_error import SourceError

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "solutions").glob("*.py"))
NAMES = [source.stem for source in SOURCES]
_DEFINITIONS = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
WIDTH_IN_JUPYTERLAB = 92  # characters of a code cell, in a window of 1280 pixels with the file list open

SMALL = """\
# %% [markdown]
# # Twice

# %% name="twice" role="answer" minutes=5 difficulty=1
def twice(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION


# %% name="twice" role="graded" points=3
assert twice(1) == 2
"""


def solution(name: str) -> NotebookNode:
    return nbformat.read(ROOT / "solutions" / name / f"{name}.ipynb", as_version=4)


def assignment(name: str) -> NotebookNode:
    return nbformat.read(ROOT / "assignments" / name / f"{name}.ipynb", as_version=4)


def graded(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The graded cells by the exercise's name."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    return {
        str(grade_id).removesuffix("-exam"): cell
        for grade_id, cell in cells.items()
        if grade_id and cell.metadata.nbgrader.grade
    }


def course(folder: Path, text: str = SMALL) -> Path:
    """A course with one authored source, twice.py."""
    (folder / "solutions").mkdir()
    (folder / "solutions" / "01_twice.py").write_text(text)
    return folder


def refused(folder: Path, text: str) -> str:
    """The message with which a source is refused."""
    path = folder / "01_twice.py"
    path.write_text(text)
    with pytest.raises(SourceError) as error:
        solution_text(path, folder / PACKAGE)
    return str(error.value)


# The committed notebooks are what their sources give.


def test_committed_notebooks_are_in_step_with_their_sources() -> None:
    assert check_build(ROOT) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_nbgraders_own_command_gives_the_same_release(name: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", name, "--force"]
    scripts = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": scripts, "HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    released = {path.name: path.read_bytes() for path in (tmp_path / "assignments" / name).iterdir()}
    files = (f"{name}.ipynb", *BESIDE.get(name, {}))
    assert released == {file: (ROOT / "assignments" / name / file).read_bytes() for file in files}


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_source_survives_a_round_trip_through_jupytext(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    assert jupytext.writes(jupytext.reads(text, fmt="py:percent"), fmt="py:percent") == text


@pytest.mark.parametrize("name", NAMES)
def test_points_in_the_notebook_are_the_points_of_the_exams(name: str) -> None:
    from autograder.exams import find_assignment

    in_notebook = {exercise: cell.metadata.nbgrader.points for exercise, cell in graded(solution(name)).items()}
    assert in_notebook == {exercise.name: exercise.points for exercise in find_assignment(name).exercises}


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_says_what_it_is_worth_before_it_begins(name: str) -> None:
    stated = re.findall(
        r"^\*(\d+) points?, about \d+ minutes, difficulty [●○]{3}\*$", _prose(solution(name)), re.MULTILINE
    )
    assert [int(points) for points in stated] == [
        cell.metadata.nbgrader.points for cell in graded(solution(name)).values()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_table_at_the_top_lists_every_exercise(name: str) -> None:
    listed = re.findall(
        r"^\| \d+ \| `(\w+)` \| .+ \| (\d+) \| \d+ \| [●○]{3} \|$", _prose(solution(name)), re.MULTILINE
    )
    assert [(exercise, int(points)) for exercise, points in listed] == [
        (exercise, cell.metadata.nbgrader.points) for exercise, cell in graded(solution(name)).items()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_graded_cell_calls_the_exam_of_its_exercise(name: str) -> None:
    for exercise, cell in graded(solution(name)).items():
        assert f'check("{exercise}", {exercise})' in cell.source.splitlines()


# What a student gets.


@pytest.mark.parametrize("name", NAMES)
def test_release_holds_no_line_of_an_answer(name: str) -> None:
    def lines(cells: list[NotebookNode]) -> set[str]:
        return {line.strip() for cell in cells for line in cell.source.splitlines()}

    given = lines([cell for cell in solution(name).cells if not cell.metadata.get("nbgrader", {}).get("solution")])
    assert (_answer_lines(solution(name)) - given) & lines(assignment(name).cells) == set()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "secret", ["HIDDEN TESTS", "BEGIN SOLUTION", r"check\(", "autograder", "cnnedu", "notebook_parts", r"{{\w+}}"]
)
def test_release_never_says(name: str, secret: str) -> None:
    assert re.search(secret, (ROOT / "assignments" / name / f"{name}.ipynb").read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("name", NAMES)
def test_release_imports_only_what_a_student_has(name: str) -> None:
    imported = set()
    for cell in assignment(name).cells:
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Import):
                    imported |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    imported.add(str(node.module).split(".")[0])
    assert imported <= {"IPython", "numpy", "matplotlib", "torch"} | sys.stdlib_module_names


@pytest.mark.parametrize("name", NAMES)
def test_release_locks_all_code_but_the_answers(name: str) -> None:
    open_cells = {
        cell.id
        for cell in assignment(name).cells
        if "nbgrader" in cell.metadata and cell.metadata.get("editable", True)
    }
    assert open_cells == set(graded(assignment(name)))


@pytest.mark.parametrize("name", NAMES)
def test_no_line_that_a_student_reads_is_cut_off_at_the_right(name: str) -> None:
    code = [cell for cell in assignment(name).cells if cell.cell_type == "code"]
    read = [cell for cell in code if not cell.metadata.get("jupyter", {}).get("source_hidden")]
    assert [line for cell in read for line in cell.source.splitlines() if len(line) > WIDTH_IN_JUPYTERLAB] == []


@pytest.mark.parametrize("name", NAMES)
def test_examples_in_the_docstrings_are_true(name: str) -> None:
    names: dict[str, Any] = {"__name__": "notebook"}
    setup, *others = [ast.parse(cell.source) for cell in solution(name).cells if cell.cell_type == "code"]
    setup.body = [part for part in setup.body if not isinstance(part, ast.Expr)]
    for tree in others:
        tree.body = [part for part in tree.body if isinstance(part, _DEFINITIONS)]
    for tree in (setup, *others):
        exec(compile(tree, "cell", "exec"), names)
    results = {}
    for exercise in graded(solution(name)):
        found = doctest.DocTestFinder().find(names[exercise], exercise, module=False, globs=names)
        ran = [doctest.DocTestRunner().run(each) for each in found]
        results[exercise] = (sum(each.failed for each in ran), sum(each.attempted for each in ran))
    assert {exercise: failed for exercise, (failed, attempted) in results.items() if failed or not attempted} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_solution_runs_from_top_to_bottom(name: str) -> None:
    assert _errors(_executed(solution(name))) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_untouched_release_fails_in_its_examples_and_only_for_want_of_an_answer(name: str) -> None:
    notebook = assignment(name)
    errors = _errors(_executed(notebook))
    assert set(errors.values()) == {"NotImplementedError"}
    assert {f"{exercise}-exam" for exercise in graded(notebook)} <= errors.keys()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_untouched_release_says_what_is_open_in_one_line_a_cell(name: str) -> None:
    outputs = [output for cell in _executed(assignment(name)).cells for output in cell.get("outputs", [])]
    tracebacks = [output.traceback for output in outputs if output.output_type == "error"]
    said = {re.sub(r"^[\w.]+", "NAME", line) for lines in tracebacks for line in lines}
    assert said == {"NAME is not written yet: replace its line `raise NotImplementedError(...)` with your own code."}


# What nbgrader's Validate says of them, which JupyterLab's button asks, too.


@pytest.mark.parametrize(
    ("answer", "failed"),
    [
        ("return 2 * x", []),
        ("return x + 1", []),  # the example is right; only the exam knows better
        ("return x", ["AssertionError"]),
        ('raise NotImplementedError("Not written yet.")', ["NotImplementedError"]),
    ],
)
def test_validate_runs_the_examples(tmp_path: Path, answer: str, failed: list[str]) -> None:
    path = course(tmp_path) / "solutions" / "01_twice.py"
    released = nbformat.reads(assignment_text("01_twice", solution_text(path, tmp_path / PACKAGE)), as_version=4)
    released.cells[1].source = f"def twice(x):\n    {answer}"
    assert [error.split(":")[0] for error in _validated(released, tmp_path).values()] == failed


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_validate_says_of_an_untouched_release_what_is_open_and_of_right_answers_nothing(
    tmp_path: Path, name: str
) -> None:
    notebook = assignment(name)
    shutil.copytree(ROOT / "assignments" / name, tmp_path, dirs_exist_ok=True)
    said = _validated(notebook, tmp_path)
    assert list(said) == [f"# Graded: {exercise}," for exercise in graded(notebook)]
    assert {error.partition(" ")[2] for error in said.values()} == {
        "is not written yet: replace its line `raise NotImplementedError(...)` with your own code."
    }
    answers = {
        cell.id: cell.source for cell in solution(name).cells if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    assert _validated(notebook, tmp_path) == {}


def _validated(notebook: NotebookNode, folder: Path) -> dict[str, str]:
    """The last line of each error, by how the cell that failed begins."""
    path = folder / "handed_in.ipynb"
    nbformat.write(notebook, path)
    results = Validator().validate(str(path))
    assert results.keys() <= {"failed"}
    return {
        " ".join(cell["source"].split()[:3]): strip_ansi(cell["raw_error"]).strip().splitlines()[-1]
        for cell in results.get("failed", [])
    }


@pytest.mark.parametrize("name", NAMES)
def test_run_all_goes_on_behind_the_examples_of_an_open_exercise(name: str) -> None:
    goes_on = {cell.id for cell in assignment(name).cells if "raises-exception" in cell.metadata.get("tags", [])}
    assert {f"{exercise}-exam" for exercise in graded(assignment(name))} <= goes_on


# What the build makes of a source.


def test_build_writes_solution_and_assignment(tmp_path: Path) -> None:
    built = build(course(tmp_path))
    assert [str(path.relative_to(tmp_path)) for path in built] == [
        "solutions/01_twice/01_twice.ipynb",
        "assignments/01_twice/01_twice.ipynb",
    ]


def test_second_build_changes_no_byte(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in build(course(tmp_path))}
    second = {path: path.read_bytes() for path in build(tmp_path)}
    assert first == second


def test_metadata_of_each_role(tmp_path: Path) -> None:
    path = course(tmp_path) / "solutions" / "01_twice.py"
    cells = json.loads(solution_text(path, tmp_path / PACKAGE))["cells"]
    assert [(cell["id"], _flags(cell)) for cell in cells] == [
        ("twice-1", None),
        ("twice", {"grade": False, "locked": False, "solution": True}),
        ("twice-exam", {"grade": True, "locked": True, "solution": False}),
    ]


def test_a_graded_cell_shows_its_examples_and_hides_its_exam(tmp_path: Path) -> None:
    path = course(tmp_path) / "solutions" / "01_twice.py"
    text = solution_text(path, tmp_path / PACKAGE)
    hidden = ["### BEGIN HIDDEN TESTS", "from autograder import check", 'check("twice", twice)', "### END HIDDEN TESTS"]
    shown = [
        "# Graded: twice, 3 points. Leave this cell as it is.",
        "# These examples are a start: the exam tries many more, which are not shown here.",
        "assert twice(1) == 2",
    ]
    released = nbformat.reads(assignment_text("01_twice", text), as_version=4)
    assert graded(released)["twice"].source.splitlines() == shown
    assert graded(nbformat.reads(text, as_version=4))["twice"].source.splitlines() == shown[:1] + hidden + shown[1:]


def test_a_graded_cell_without_examples_is_a_comment(tmp_path: Path) -> None:
    path = course(tmp_path) / "solutions" / "01_twice.py"
    path.write_text(SMALL.replace("assert twice(1) == 2\n", ""))
    released = nbformat.reads(assignment_text("01_twice", solution_text(path, tmp_path / PACKAGE)), as_version=4)
    assert graded(released)["twice"].source == "# Graded: twice, 3 points. Leave this cell as it is."


def test_assignment_leaves_a_stub_that_says_what_to_do(tmp_path: Path) -> None:
    path = course(tmp_path) / "solutions" / "01_twice.py"
    released = nbformat.reads(assignment_text("01_twice", solution_text(path, tmp_path / PACKAGE)), as_version=4)
    assert released.cells[1].source == (
        'def twice(x):\n    raise NotImplementedError("Not written yet: replace this line with your own code.")'
    )


def test_check_names_a_notebook_that_was_edited(tmp_path: Path) -> None:
    _, released = build(course(tmp_path))
    released.write_text(released.read_text().replace("Twice", "Thrice"))
    sentence = "is not what its source gives: change the source, then run `autograder build`."
    assert check_build(tmp_path) == [f"assignments/01_twice/01_twice.ipynb {sentence}"]


def test_check_names_a_notebook_that_is_missing(tmp_path: Path) -> None:
    _, released = build(course(tmp_path))
    released.unlink()
    assert check_build(tmp_path) == ["assignments/01_twice/01_twice.ipynb is missing: run `autograder build`."]


def test_check_names_a_file_that_nbgrader_would_hand_out(tmp_path: Path) -> None:
    source_notebook, _ = build(course(tmp_path))
    source_notebook.with_name("answers.py").touch()
    assert check_build(tmp_path) == [
        "solutions/01_twice/answers.py comes from no source, and nbgrader would hand it to students: remove it."
    ]


def test_what_stands_beside_a_notebook_is_built_for_the_author_and_for_students(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.notebook.build.BESIDE", {"01_twice": {"numbers.npz": lambda: b"\x00\r\n"}})
    built = build(course(tmp_path))
    beside = [path for path in built if path.suffix == ".npz"]
    assert [str(path.relative_to(tmp_path)) for path in beside] == [
        "solutions/01_twice/numbers.npz",
        "assignments/01_twice/numbers.npz",
    ]
    assert {path.read_bytes() for path in beside} == {b"\x00\r\n"}
    assert check_build(tmp_path) == []


def test_check_names_a_file_beside_a_notebook_that_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.notebook.build.BESIDE", {"01_twice": {"numbers.npz": lambda: b"old"}})
    build(course(tmp_path))
    monkeypatch.setattr("autograder.notebook.build.BESIDE", {"01_twice": {"numbers.npz": lambda: b"new"}})
    sentence = "is not what its source gives: change the source, then run `autograder build`."
    assert check_build(tmp_path) == [f"{kind}/01_twice/numbers.npz {sentence}" for kind in ("solutions", "assignments")]


def test_bad_source_writes_nothing(tmp_path: Path) -> None:
    root = course(tmp_path, SMALL.replace(" points=3", ""))
    with pytest.raises(SourceError):
        build(root)
    assert [path.name for path in root.rglob("*.ipynb")] == []


# Sources that are refused, and what the author reads.


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (" points=3", "", "cell 3: the graded cell of twice needs points; got None, add points= and a whole number"),
        (" points=3", " points=0", "the graded cell of twice needs points; got 0"),
        (" points=3", ' points="3"', "the graded cell of twice needs points; got '3'"),
        ('# %% name="twice" role="answer"', '# %% role="answer"', "a cell with role='answer' needs a name; got None"),
        ('role="graded"', 'role="grade"', "got role='grade'; use one of given, answer, graded"),
        (' role="graded" points=3', "", "got name but no role; add role="),
        (
            'role="answer"',
            'role="answer" points=2',
            "got points on a cell with role='answer'; put it on the graded cell",
        ),
        ('role="graded"', 'role="graded" colour="red"', "got colour on a cell with role='graded'; remove it"),
        (" minutes=5", "", "cell 2: the answer twice needs minutes; got None, add minutes= and a whole number"),
        (
            "difficulty=1",
            "difficulty=4",
            "the answer twice needs difficulty; got 4, add difficulty= and a number from 1",
        ),
        ("# # Twice", "# ## Exercise 2: twice", "cell 1: got Exercise 2; it is the exercise 1"),
        ("assert twice(1) == 2", "%time twice(1)", "cell 3: its line 1 is no Python (invalid syntax); mend it"),
        ('role="graded" points=3', 'role="given"', "the grade id 'twice' is used twice; give the cell another name"),
        ("    ### BEGIN SOLUTION\n", "", "the answer twice has no solution region"),
        ("    ### END SOLUTION\n", "", "the answer twice has 1 BEGIN and 0 END SOLUTION; close each region"),
        ('# %% name="twice" role="graded" points=3\n', "", "the answer twice is never graded; add"),
        ('name="twice" role="graded"', 'name="thrice" role="graded"', "the answer twice is never graded; add"),
        ("# %% [markdown]\n", '# %% [markdown] name="intro" role="given"\n', "role='given' on a markdown cell"),
    ],
)
def test_source_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SMALL
    assert message in refused(tmp_path, SMALL.replace(old, new, 1))


def test_graded_cell_without_an_answer_is_refused(tmp_path: Path) -> None:
    text = SMALL + '\n# %% name="thrice" role="graded" points=1\n'
    assert 'thrice is graded but never asked; add # %% name="thrice" role="answer"' in refused(tmp_path, text)


def _prose(notebook: NotebookNode) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def _answer_lines(notebook: NotebookNode) -> set[str]:
    """The lines of the answers that say something; a bare `else:` or `return result` gives nothing away."""
    regions = re.findall(
        r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", "\n".join(cell.source for cell in notebook.cells), re.DOTALL
    )
    lines = {line.strip() for region in regions for line in region.splitlines()}
    return {line for line in lines if len(line) > 12 and not re.fullmatch(r"return \w+", line)}


def _flags(cell: dict[str, Any]) -> dict[str, bool] | None:
    nbgrader = cell["metadata"].get("nbgrader")
    return nbgrader and {key: nbgrader[key] for key in ("grade", "locked", "solution")}


def _executed(notebook: NotebookNode) -> NotebookNode:
    resources = {"metadata": {"path": str(ROOT)}}  # where the solution's graded cells find the exams
    return NotebookClient(notebook, timeout=120, allow_errors=True, resources=resources).execute()


def _errors(notebook: NotebookNode) -> dict[str, str]:
    return {
        cell.id: output.ename
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    }
