"""Students who do their best: right answers in several styles, known mistakes, work that is not finished."""

from __future__ import annotations

from autograder.sample.desk import Desk, Submission, cell, own_cell, right_answer, wrong_answer
from autograder.sample.rewriting import delegating, with_first_statement, without_colon

__all__ = ["mistaken_students", "right_students", "unfinished_students"]

_MOST_STYLES = _MOST_MISTAKES = 5


def right_students(desk: Desk) -> list[Submission]:
    """Students who earn full marks, whatever else their notebooks do."""
    styles = max(len(exercise.honest) for exercise in desk.assignment.exercises)
    made = [
        desk.submission(
            f"right-style-{style + 1}", "all right, in a style of her own", desk.notebook(desk.right(style))
        )
        for style in range(min(styles, _MOST_STYLES))
    ]
    first = desk.first.name

    helpers = desk.notebook(desk.right())
    answer = cell(helpers, first)
    helper = right_answer(desk.first, "my_helper", style=1)
    answer.source = delegating(desk.right(1)[first], first, "my_helper")
    helpers.cells.insert(helpers.cells.index(answer), own_cell(helper))
    made.append(desk.submission("right-with-helpers", "helper function in a cell of its own", helpers))

    noisy = desk.notebook(desk.right())
    noisy.cells.append(own_cell("import sys, warnings\nwarnings.warn('careful')\nprint('hm', file=sys.stderr)"))
    answer = cell(noisy, first)
    answer.source = with_first_statement(answer.source, first, "print('called')")
    made.append(desk.submission("right-but-noisy", "right, with prints and warnings on stderr", noisy))

    plain = desk.notebook(desk.right(2))
    for each in plain.cells:
        each.metadata.clear()
    made.append(desk.submission("right-lost-metadata", "right, saved by a tool that drops metadata", plain))
    return made


def mistaken_students(desk: Desk) -> list[Submission]:
    """One student with one mistake, called by the mistake's first word, and some with a mistake in everything."""
    name, misconception = desk.first.name, desk.first.misconceptions[0].name
    once = desk.notebook(desk.right() | {name: wrong_answer(desk.first, 0)})
    student, story = misconception.split()[0].lower(), f"one mistake, in {name}: {misconception}"
    made = [desk.submission(student, story, once, desk.all_but(name), zero=False)]
    most = max(len(exercise.misconceptions) for exercise in desk.assignment.exercises)
    for number in range(1, min(most, _MOST_MISTAKES + 1)):
        wrong = desk.notebook(desk.wrong(number))
        story = "a different mistake in every exercise"
        made.append(desk.submission(f"mistaken-{number}", story, wrong, set(), zero=False))
    return made


def unfinished_students(desk: Desk) -> list[Submission]:
    """Students who hand in half of the work, none of it, or something that is not Python."""
    made = []
    half = desk.names[: len(desk.names) // 2]
    if half:
        right = desk.right()
        first_half = desk.notebook({name: right[name] for name in half})
        made.append(desk.submission("half-finished", "first half right, the rest blank", first_half, set(half)))
    made.append(desk.submission("blank", "handed in untouched", desk.notebook({}), set()))
    name = desk.names[:2][-1]
    typo = desk.notebook(desk.right() | {name: without_colon(desk.right()[name], name)})
    made.append(desk.submission("syntax-error", f"a colon forgotten in {name}", typo, desk.all_but(name)))
    return made
