"""The one way of a submission: rebuild, run in the sandbox, examine outside, write the verdicts into the notebook."""

from __future__ import annotations

import ast
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from autograder.course import CourseError
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Assignment, Exercise, Verdict
from autograder.exam.state import State
from autograder.feedback.as_data import KEY, write_verdict
from autograder.feedback.as_html import summary_html, verdict_html
from autograder.feedback.as_text import verdict_text
from autograder.grading.lesson import Drawn, Lesson, is_answer
from autograder.grading.pictures import Picture
from autograder.grading.problems import RunCell, problems_of
from autograder.grading.stopped import where_stopped
from autograder.grading.undefined import why_undefined
from autograder.harmless import Room, harmless_code, harmless_outputs
from autograder.notebook.rebuild import Notebook, Rebuilt, rebuild
from autograder.sandbox.outside.sandbox import CellResult, Sandbox, Submission

__all__ = ["ExamCall", "Graded", "exam_calls", "grade_notebook", "grade_rebuilt", "run_cell"]


@dataclass(frozen=True)
class Graded:
    """A graded submission.

    `verdicts` are by exercise; `problems` are sentences for the student; `isolated` says whether an operating-system
    sandbox stood between the student's code and the examiner; `lost`, that this sandbox ended under the submission.
    """

    notebook: Notebook
    verdicts: dict[str, Verdict]
    problems: tuple[str, ...]
    isolated: bool
    seconds: float
    lost: bool = False

    @property
    def score(self) -> float:
        return round(sum(verdict.score for verdict in self.verdicts.values()), 2)

    @property
    def max_score(self) -> float:
        return sum(verdict.max_score for verdict in self.verdicts.values())


@dataclass(frozen=True)
class ExamCall:
    """What a graded cell asks: the exam of `exercise`, put to the notebook's `variable`."""

    exercise: Exercise
    variable: str


def grade_notebook(
    submitted: bytes,
    assignment: Assignment,
    source: Notebook,
    sandbox: Sandbox,
    examiner: Examiner,
    progress: Callable[[Verdict], None] | None = None,
) -> Graded:
    """Grade one submission. Never raises for anything that was handed in.

    Args:
        submitted: the file as it was handed in.
        assignment: its exercises.
        source: the instructor's notebook of the assignment.
        sandbox: where the cells run; its libraries must be the assignment's.
        examiner: who judges.
        progress: told each verdict as it falls.

    Raises:
        CourseError: the instructor's notebook and the exams do not fit together.
    """
    return grade_rebuilt(rebuild(submitted, source), assignment, source, sandbox, examiner, progress)


def grade_rebuilt(
    rebuilt: Rebuilt,
    assignment: Assignment,
    source: Notebook,
    sandbox: Sandbox,
    examiner: Examiner,
    progress: Callable[[Verdict], None] | None = None,
    drawn: Drawn = Drawn(),  # noqa: B008  # frozen
    afterwards: Callable[[Submission, Mapping[str, Verdict]], None] | None = None,
) -> Graded:
    """Grade a submission that has been rebuilt already; see `grade_notebook`.

    `drawn` is what the submission need not draw again. `afterwards` may ask the submission more, once all verdicts have
    fallen and before it ends.
    """
    started = time.monotonic()
    calls = exam_calls(source, assignment)
    verdicts: dict[str, Verdict] = {}
    anchors: dict[str, str] = {}
    cells: list[dict[str, Any]] = []
    ran: list[RunCell] = []
    lesson, room, stopped = Lesson(drawn), Room(), ""
    answers: list[RunCell] = []
    with sandbox.open() as submission:
        for number, cell in enumerate(rebuilt.notebook["cells"], start=1):
            picture = lesson.picture(cell)
            result = run_cell(cell, submission, picture)
            if result is not None:
                lesson.ran(cell, result)
                if result.problem:
                    stopped = where_stopped(result.outputs)
                ran.append(RunCell(number, cell["source"], result, stopped))
                if is_answer(cell):
                    answers.append(ran[-1])
                shown = harmless_outputs(picture.outputs if picture and result.went_well else result.outputs, room)
                cell = harmless_code(cell) | {"outputs": shown, "execution_count": len(ran)}
            call = calls.get(_grade_id(cell))
            if call is not None:
                verdict = _with_reason(_examine(call, submission, examiner), stopped, answers)
                lesson.judged(verdict)
                verdicts[call.exercise.name] = verdict
                anchors[call.exercise.name] = _grade_id(cell)
                metadata = cell["metadata"] | {KEY: write_verdict(verdict)}
                cell = cell | {"outputs": [*cell["outputs"], _verdict_output(verdict)], "metadata": metadata}
                stopped, answers = "", []
                if progress is not None:
                    progress(verdict)
            cells.append(cell)
        if afterwards is not None:
            afterwards(submission, MappingProxyType(verdicts))
        lost = submission.lost
    problems = (*rebuilt.problems, *problems_of(ran))
    summary = summary_html(verdicts, problems, sandbox.isolated, anchors)
    top = {"cell_type": "markdown", "id": "feedback-summary", "metadata": {}, "source": summary}
    return Graded(
        notebook=rebuilt.notebook | {"cells": [top, *cells]},
        verdicts=verdicts,
        problems=problems,
        isolated=sandbox.isolated,
        seconds=time.monotonic() - started,
        lost=lost,
    )


def run_cell(cell: Mapping[str, Any], submission: Submission, picture: Picture | None) -> CellResult | None:
    """Run a cell, of one whose picture is known the definitions alone; None where there is no code in it."""
    lines = cell["source"].split("\n")
    if cell["cell_type"] != "code" or not any(line.strip() and not line.lstrip().startswith("#") for line in lines):
        return None
    nbgrader = cell["metadata"].get("nbgrader", {})
    only_shows = bool(nbgrader.get("grade")) and not nbgrader.get("solution")
    return submission.run(cell["source"] if picture is None else picture.definitions, defines=not only_shows)


def exam_calls(source: Notebook, assignment: Assignment) -> dict[str, ExamCall]:
    """Read from the instructor's notebook which cell asks which exam, by grade id.

    A graded cell that asks none is left for the instructor to grade by hand.

    Raises:
        CourseError: a cell asks an exam that is not there, or gives other points than the exam; or an exam of the
            assignment is asked by no cell or by two.
    """
    calls: dict[str, ExamCall] = {}
    for cell in source["cells"]:
        nbgrader = cell["metadata"].get("nbgrader", {})
        asked = _asked("".join(cell["source"])) if nbgrader.get("grade") and cell["cell_type"] == "code" else None
        if asked is None:
            continue
        name, variable = asked
        try:
            exercise = assignment.exercise(name)
        except KeyError as error:
            raise CourseError(f"cell {nbgrader['grade_id']} of {assignment.name}: {error.args[0]}") from error
        if float(nbgrader["points"]) != exercise.points:
            raise CourseError(
                f"cell {nbgrader['grade_id']} of {assignment.name} gives {nbgrader['points']} points, but the exam "
                f"of {name} gives {exercise.points}: make them equal"
            )
        calls[nbgrader["grade_id"]] = ExamCall(exercise, variable)
    asked_names = sorted(call.exercise.name for call in calls.values())
    wanted = sorted(exercise.name for exercise in assignment.exercises)
    if asked_names != wanted:
        raise CourseError(f"the notebook of {assignment.name} asks the exams {asked_names}; it has the exams {wanted}")
    return calls


@cache
def _asked(source: str) -> tuple[str, str] | None:
    """Find ``check("corr2d", corr2d)`` in an instructor's cell: the exam's name and the variable's."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name("check"), args=[ast.Constant(str(name)), ast.Name(variable)]):
                return name, variable
    return None


def _examine(call: ExamCall, submission: Submission, examiner: Examiner) -> Verdict:
    verdict = _confirmed(call, submission, examiner)
    if verdict is None:
        with submission.check(call.variable, call.exercise.call_seconds) as candidate:
            verdict = examiner.examine(call.exercise, candidate)
            if verdict.state is State.RIGHT:
                submission.keep_check()
    if not (math.isfinite(verdict.score) and 0 <= verdict.score <= verdict.max_score):
        raise RuntimeError(
            f"the exam of {call.exercise.name} gave {verdict.score} of {verdict.max_score} points: a bug"
        )
    return verdict


def _confirmed(call: ExamCall, submission: Submission, examiner: Examiner) -> Verdict | None:
    """Ask where the last exercise was right. Anything else than a right answer counts nothing there."""
    candidate = submission.check_along(call.variable, call.exercise.call_seconds)
    if candidate is None:
        return None
    with candidate:
        verdict = examiner.confirm(call.exercise, candidate)
        if verdict is not None:
            submission.keep_check()
    return verdict


def _with_reason(verdict: Verdict, stopped: str, answers: Sequence[RunCell]) -> Verdict:
    """Say of what came to no end where that was, when the notebook's own examples were stopped in it.

    And of what was never defined, what became of the cells that were to define it.
    """
    reasons = {State.CUT_SHORT: stopped, State.UNDEFINED: why_undefined(answers)}
    reason = reasons.get(verdict.state, "")
    return replace(verdict, message=f"{verdict.message} {reason}") if reason else verdict


def _verdict_output(verdict: Verdict) -> dict[str, Any]:
    """What a graded cell shows last, behind what came of its examples."""
    data = {"text/plain": verdict_text(verdict), "text/html": verdict_html(verdict)}
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _grade_id(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
