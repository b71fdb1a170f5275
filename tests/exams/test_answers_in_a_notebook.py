"""Answers stand in notebooks of the sample class: under the exercise's name, with nothing but NumPy around them."""

from __future__ import annotations

import ast
import builtins
from importlib.util import find_spec, module_from_spec

import numpy as np
import pytest
from said import said

from autograder.exam.answers import answer_source, source_closure
from autograder.exams import ASSIGNMENTS

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # wrong arithmetic warns


def all_answers(exercise):
    return [*exercise.answers.wrong, *exercise.answers.honest]


@pytest.mark.slow
def test_pasted_into_a_notebook_every_answer_says_what_it_says_here(exercise, exam, candidate):
    one_of_each = {example.property.name: example for example in exam.examples}.values()
    questions = [question for example in one_of_each for question in example.questions]
    for answer in all_answers(exercise):
        notebook = {"np": np, "__builtins__": builtins, "__name__": "__main__"}
        exec(answer_source(answer, exercise.name), notebook)
        there, here = (
            said(candidate(each).answer(questions))
            for each in (notebook[exercise.name], as_defined(answer, exercise.name))
        )
        assert there == here, answer.__name__


def as_defined(answer, name):
    """Return an answer that was asked nothing yet: some keep what they were asked, and that is their mistake.

    It gets the name that it has in a notebook, for a refused object is called by its class.
    """
    spec = find_spec(answer.__module__)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    fresh = getattr(module, answer.__name__)
    fresh.__name__ = name
    return fresh


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)
def test_helpers_of_different_exercises_do_not_overwrite_each_other(assignment):
    """One notebook holds an answer to each exercise of its assignment, helpers and all."""
    known = {exercise.name: (exercise.name, "") for exercise in assignment.exercises}
    for exercise in assignment.exercises:
        for answer in all_answers(exercise):
            for name, text in definitions(source_closure(answer)).items():
                if name != answer.__name__:  # that gets the exercise's name
                    owner, known_text = known.setdefault(name, (exercise.name, text))
                    assert text == known_text, f"{name} means one thing in {owner}, another in {exercise.name}"


def definitions(source):
    """Say for each name that a source defines at the margin by what."""
    found = {}
    for statement in ast.parse(source).body:
        if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
            names = [statement.name]
        elif isinstance(statement, (ast.Import, ast.ImportFrom)):
            names = [alias.asname or alias.name for alias in statement.names]
        else:
            names = [node.id for node in ast.walk(statement) if isinstance(getattr(node, "ctx", None), ast.Store)]
        found |= dict.fromkeys(names, ast.unparse(statement))
    return found
