"""Every right answer keeps full marks, whatever its style."""

from __future__ import annotations

import builtins
import dis
import inspect

import pytest

from autograder.exam.candidate import LocalCandidate

SEEDS = range(100)


@pytest.mark.slow
def test_every_honest_style_keeps_full_marks_under_every_secret(exercise, exam_of):
    for seed in SEEDS:
        exam = exam_of(exercise, seed)
        for style in exercise.honest:
            answers = exam.answers(LocalCandidate(style))
            for example, answer in zip(exam.examples, answers, strict=True):
                failure = example.judge(answer)
                assert failure is None, f"{style.__name__}, secret {seed}, {example.property.name}: {failure}"


def test_the_reference_keeps_full_marks(exercise, exam_of, failed_properties):
    assert failed_properties(exam_of(exercise, 0), exercise.reference) == set()


def test_there_are_at_least_five_honest_styles(exercise):
    assert len(exercise.honest) >= 5


def test_every_answer_stands_on_its_own(exercise):
    """Its source can be pasted into a notebook that has imported NumPy (PyTorch, where allowed) and nothing else."""
    for function in [*exercise.honest, *(m.implementation for m in exercise.misconceptions)]:
        unknown = global_names(function.__code__) - {"np", "torch"} - set(dir(builtins))
        assert unknown == set(), f"{function.__name__} uses {unknown}"


def global_names(code):
    """Names that the code, or a function inside it, looks up in its module."""
    found = {i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL"}
    return found.union(*(global_names(constant) for constant in code.co_consts if inspect.iscode(constant)))
