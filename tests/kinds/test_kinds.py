"""Each kind of exercise, graded in the real sandbox through the real notebook: right, wrong and hostile answers."""

from __future__ import annotations

import ast
import inspect

import numpy as np
import pytest
import torch
from hostile_answers import HOSTILE
from small_exams import KINDS
from small_exams.train_epoch import drive_training

from autograder.exam.candidate import LocalCandidate
from autograder.exam.examiner import Examiner

EXERCISES = {exercise.name: exercise for exercise in KINDS.exercises}
WRONG = [(exercise.name, wrong) for exercise in KINDS.exercises for wrong in exercise.misconceptions]
NAMED = {"statistics of the class": "state kept between calls"}  # the engine knows it when it sees it


def test_the_solution_earns_everything(grade, solution):
    answers = {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in solution["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    graded = grade(answers)
    assert (graded.score, graded.problems, graded.isolated) == (graded.max_score, (), True)


def test_the_untouched_notebook_earns_nothing(grade):
    graded = grade({})
    assert graded.score == 0
    assert {verdict.message for verdict in graded.verdicts.values()} == {
        f"{name} is not written yet." for name in EXERCISES
    }


@pytest.mark.parametrize("style", [0, 1])
def test_right_answers_in_any_style_earn_everything(grade, style):
    graded = grade({name: exercise.honest[style] for name, exercise in EXERCISES.items()})
    failures = {v.exercise: [p for p in v.properties if not p.passed] for v in graded.verdicts.values() if not v.passed}
    assert failures == {}


@pytest.fixture(scope="module")
def verdicts(grade):
    """The verdict on every wrong answer; the n-th ones of all exercises stand in one notebook."""
    most = max(len(exercise.misconceptions) for exercise in EXERCISES.values())
    found = {}
    for number in range(most):
        wrong = {
            name: exercise.misconceptions[number]
            for name, exercise in EXERCISES.items()
            if number < len(exercise.misconceptions)
        }
        answers = {name: misconception.implementation for name, misconception in wrong.items()}
        graded = grade(answers, patient=True)
        found |= {(name, misconception.name): graded.verdicts[name] for name, misconception in wrong.items()}
    return found


@pytest.mark.parametrize(("name", "wrong"), WRONG, ids=lambda value: getattr(value, "name", value))
def test_a_wrong_answer_loses_marks_and_is_named(verdicts, name, wrong):
    verdict = verdicts[name, wrong.name]
    assert verdict.score < verdict.max_score
    assert verdict.misconception == NAMED.get(wrong.name, wrong.name)


@pytest.mark.parametrize(("name", "wrong"), WRONG, ids=lambda value: getattr(value, "name", value))
def test_its_counterexample_can_be_pasted_and_shows_the_mistake(verdicts, name, wrong):
    shown = verdicts[name, wrong.name].counterexample
    failed = next(p for p in verdicts[name, wrong.name].properties if not p.passed)
    ours = run(shown.call, name, EXERCISES[name].reference)
    theirs = run(shown.call, name, wrong.implementation)
    conduct = {"input not modified", "a new array"}
    assert failed.name in conduct or repr(theirs) != repr(ours), shown.call
    if failed.name == "input not modified":
        assert shown.expected != shown.actual


def run(program, name, answer):
    """Run a program as a notebook's cell: the value of its last line, or the error that it ends with."""
    namespace = {"np": np, "torch": torch, "nn": torch.nn, name: answer, "drive_training": drive_training}
    tree = ast.parse(program)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    try:
        exec(compile(tree, "cell", "exec"), namespace)
        return last and eval(compile(ast.Expression(last.value), "cell", "eval"), namespace)
    except ValueError as error:
        return type(error)


def test_the_counterexample_of_a_class_is_the_whole_short_sequence(verdicts):
    program = verdicts["BatchNorm", "momentum reversed"].counterexample.call
    assert program.startswith("bn = BatchNorm(1)\n")
    assert program.endswith(("bn.running_mean", "bn.running_var"))
    assert program.count("bn.forward(") == 1
    assert len(program.splitlines()) <= 6, program


def test_what_an_answer_remembers_is_shown_by_two_objects_one_after_the_other(verdicts):
    program = verdicts["BatchNorm", "statistics of the class"].counterexample.call
    assert program.count("bn = BatchNorm(") == 2, program


def test_a_mutable_default_argument_is_called_by_its_name(grade):
    source = """def linear_backward(dy, x, w, sums=[]):
    sums.append(dy.sum(axis=0))
    return {"dx": dy @ w.T, "dw": x.T @ dy, "db": sum(s for s in sums if s.shape == sums[-1].shape)}
"""
    verdict = grade({"linear_backward": source}).verdicts["linear_backward"]
    assert verdict.misconception == "state kept between calls"
    assert verdict.counterexample.call.count("linear_backward(") == 2


def test_a_sequence_is_cut_down_in_steps(verdicts):
    program = verdicts["BatchNorm", "updated in evaluation"].counterexample.call
    assert program.count("bn.forward(") == 1, program
    assert "bn.training = False" in program


@pytest.mark.parametrize("story", HOSTILE)
def test_a_hostile_answer_gains_nothing(grade, story):
    name, source = HOSTILE[story]
    graded = grade({name: source})
    assert graded.score == 0, graded.verdicts[name]


def test_weights_under_another_name_are_refused_in_words(grade):
    renamed = "class ResidualBlock(nn.Module):\n    def __init__(self, channels):\n        super().__init__()\n"
    renamed += "        self.first = nn.Conv2d(channels, channels, 3, padding=1, bias=False)\n"
    actual = grade({"ResidualBlock": renamed}).verdicts["ResidualBlock"].counterexample.actual
    assert "wanted a weight named bn1.bias" in actual
    assert "The module has: first.weight" in actual


def test_the_driver_of_the_notebook_is_the_one_of_the_exam(solution):
    (cell,) = [cell for cell in solution["cells"] if cell["id"] == "drive"]
    of_the_exam = ast.parse(inspect.getsource(drive_training)).body[0]
    of_the_exam.args.args[0].annotation = None
    assert ast.dump(ast.parse("".join(cell["source"])).body[0]) == ast.dump(of_the_exam)


@pytest.mark.parametrize("exercise", KINDS.exercises, ids=lambda exercise: exercise.name)
def test_the_same_secret_gives_the_same_score_in_this_process_and_in_the_sandbox(verdicts, exercise):
    here = Examiner(b"kinds", shrink_seconds=0)
    for wrong in exercise.misconceptions:
        verdict = here.examine(exercise, LocalCandidate(wrong.implementation, exercise.given))
        assert verdict.score == verdicts[exercise.name, wrong.name].score
