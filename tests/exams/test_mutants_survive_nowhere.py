"""What goes unnoticed is published: no mutant survives that docs/ does not show, and none is excused without a proof.

`make test` tries some mutants of the solution, under two secrets; `make test-all`
those of every right answer, under five.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from autograder.course import source_notebook
from autograder.exam.mutants.document import document_path, exercise_row, exercise_section, mutants_shown
from autograder.exam.mutants.equivalents import equivalents_of
from autograder.exam.mutants.machine import Tally, further_inputs, told_apart, try_mutants
from autograder.exam.mutants.making import Mutant, mutants_of
from autograder.exam.mutants.origins import load, origins_of, solution_cells
from autograder.exams import ASSIGNMENTS

ROOT = Path(__file__).parents[2]
ONE_IN = 50
ROOMS = {exercise.name: assignment for assignment in ASSIGNMENTS for exercise in assignment.exercises}


@lru_cache
def cells(assignment: str) -> dict[str, str]:
    return solution_cells(source_notebook(ROOT, assignment))


@lru_cache
def all_mutants(exercise) -> list[Mutant]:
    return mutants_of(origins_of(exercise, cells(ROOMS[exercise.name].name)))


@lru_cache
def some_mutants(exercise) -> list[Mutant]:
    solution, *_ = origins_of(exercise, cells(ROOMS[exercise.name].name))
    return mutants_of([solution])[::ONE_IN]


@lru_cache
def tally(exercise) -> Tally:
    return try_mutants(exercise, all_mutants(exercise), libraries=ROOMS[exercise.name].libraries)


@lru_cache
def tally_of_some(exercise) -> Tally:
    return try_mutants(exercise, some_mutants(exercise), libraries=ROOMS[exercise.name].libraries, seeds=2)


def published(exercise) -> str:
    return (ROOT / document_path(ROOMS[exercise.name])).read_text(encoding="utf-8")


def test_the_solution_that_mutants_are_made_of_keeps_full_marks(exercise, failed_properties):
    """Or its mutants would be killed by what they lack of the notebook, and not by the exam."""
    solution, *_ = origins_of(exercise, cells(ROOMS[exercise.name].name))
    assert failed_properties(load(solution, solution.source, ROOMS[exercise.name].libraries)) == []


def test_no_mutant_goes_unnoticed_that_is_not_published(exercise, full):
    found = tally(exercise) if full else tally_of_some(exercise)
    document = published(exercise)
    assert [str(hole) for hole in found.holes if mutants_shown(hole) not in document] == []


@pytest.mark.slow
def test_there_are_mutants_enough(exercise):
    assert len(all_mutants(exercise)) >= 300


@pytest.mark.slow
def test_every_equivalent_is_a_mutant_that_there_is(exercise):
    places = [place for each in equivalents_of(exercise) for place in each.places if place.exercise == exercise.name]
    assert [place for place in places if not any(map(place.is_place_of, all_mutants(exercise)))] == []


def excused(found: Tally) -> tuple[Mutant, ...]:
    return tuple(mutant for mutant, _ in found.equivalent)


def test_an_equivalent_agrees_with_the_reference_on_further_inputs(exercise, full):
    if full:
        pytest.skip("the next test tries more inputs")
    mutants = excused(tally_of_some(exercise))
    assert [found for found in told_apart(exercise, mutants, ROOMS[exercise.name].libraries, draws=200) if found] == []


@pytest.mark.slow
def test_every_reason_holds_on_many_further_inputs(exercise):
    """A hundred thousand, or ten thousand through modules. Mutants with one reason share them, a fiftieth at least."""
    found, libraries = tally(exercise), ROOMS[exercise.name].libraries
    reasons = [reason for _, reason in found.equivalent]
    apart = told_apart(exercise, excused(found), libraries, draws=further_inputs(libraries), groups=reasons)
    assert [where for where in apart if where] == []


@pytest.mark.slow
def test_the_document_is_what_the_machine_finds(exercise):
    found, document = tally(exercise), published(exercise)
    assert [line for line in document.splitlines() if line.startswith(f"| {exercise.name} |")] == [exercise_row(found)]
    sections = [section.strip() for section in document.split("\n## ")]
    assert exercise_section(exercise, found).removeprefix("## ") in sections


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda assignment: assignment.name)
def test_the_document_adds_up_its_exercises_in_their_order(assignment):
    document = (ROOT / document_path(assignment)).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\*\*all\*\*|\w+) \|((?: [\d,]+ \|){4})$", document, flags=re.MULTILINE)
    assert [name for name, _ in rows] == [*(exercise.name for exercise in assignment.exercises), "**all**"]
    *numbers, total = ([int(n.replace(",", "")) for n in re.findall(r"[\d,]+", row)] for _, row in rows)
    assert total == [sum(column) for column in zip(*numbers, strict=True)]
