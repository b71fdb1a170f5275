"""What the machine found, as a table in docs/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from autograder.exam.exercise import Assignment, Exercise
from autograder.exam.mutants.equivalents import further_draw_of
from autograder.exam.mutants.machine import SEEDS, Tally, further_inputs
from autograder.exam.mutants.making import Mutant

__all__ = ["document_path", "exercise_row", "exercise_section", "mutants_document", "mutants_line", "mutants_shown"]


def document_path(assignment: Assignment) -> Path:
    """Return the file, relative to the repository, that holds an assignment's table."""
    return Path("docs") / f"mutants_{assignment.name.partition('_')[0]}.md"


def mutants_document(assignment: Assignment, tallies: Sequence[Tally]) -> str:
    """Write what came of the mutants of every exercise as Markdown."""
    rows = ["| exercise | mutants | killed | equivalent | not noticed |", "| --- | --: | --: | --: | --: |"]
    rows += [exercise_row(tally) for tally in tallies]
    total = [_row("**all**", *(sum(column) for column in zip(*map(_numbers, tallies), strict=True)))]
    parts = [
        f"# Mutants of {assignment.name}",
        f"Right answers with one thing changed, put to the exam under {SEEDS} secrets. Written by "
        "`autograder mutants`; a test keeps it in step with the exams.",
        "A mutant is *killed* if the exam takes a mark from it. It is *equivalent* if it is right after all: for a "
        f"reason, which stands below; `make test-all` tries each reason on {further_inputs(assignment.libraries):,} "
        'further inputs, but where "by argument alone" is said. What is left is *not noticed*: a hole of the exam.',
        "\n".join([*rows, *total]),
        *(exercise_section(exercise, tally) for exercise, tally in zip(assignment.exercises, tallies, strict=True)),
    ]
    return "\n\n".join(parts) + "\n"


def mutants_line(tally: Tally) -> str:
    """Write what came of the mutants of one exercise as a line for the terminal."""
    mutants, killed, equivalent, holes = _numbers(tally)
    return (
        f"{tally.exercise:<20} {mutants:>5} mutants {killed:>5} killed {equivalent:>4} equivalent "
        f"{holes:>4} not noticed  {tally.seconds:.0f} s"
    )


def mutants_shown(mutant: Mutant) -> str:
    """Write a mutant as the document shows it."""
    return f"`{str(mutant).replace('`', '')}`"


def exercise_row(tally: Tally) -> str:
    """Write the numbers of one exercise as a row of the document's table."""
    return _row(tally.exercise, *_numbers(tally))


def exercise_section(exercise: Exercise, tally: Tally) -> str:
    """Write which mutants of one exercise are right after all, and which nobody noticed."""
    right = "Right after all:" if further_draw_of(exercise) else "Right after all, by argument alone:"
    lines = [f"## {tally.exercise}", right if tally.equivalent else "No mutant is right after all."]
    reasons = Counter(reason for _, reason in tally.equivalent)
    lines += ["\n".join(f"* {count} × {reason}" for reason, count in sorted(reasons.items()))] if reasons else []
    if tally.holes:
        lines += ["Not noticed:", "\n".join(f"* {mutants_shown(mutant)}" for mutant in tally.holes)]
    return "\n\n".join(lines)


def _numbers(tally: Tally) -> tuple[int, int, int, int]:
    return tally.mutants, tally.killed.total(), len(tally.equivalent), len(tally.holes)


def _row(name: str, *numbers: int) -> str:
    return "| " + " | ".join([name, *(f"{number:,}" for number in numbers)]) + " |"
