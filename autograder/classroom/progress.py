"""Progress and tables on a terminal; quiet in a pipe."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.feedback.wording import lateness

if TYPE_CHECKING:
    from autograder.classroom.grade_class import StudentResult

__all__ = ["class_progress", "class_table", "progress", "summary"]


class _Rate(ProgressColumn):
    """How many a minute, since the first one came."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{60 * speed:.0f} a minute" if speed else "starting")


@contextlib.contextmanager
def progress(task: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """Show a bar on stderr while the block runs; call the given function with a word at each step."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[now]}", markup=False),
    )
    with _bars(columns, task, total) as (bars, bar):
        yield lambda now: bars.update(bar, advance=1, now=now)


@contextlib.contextmanager
def class_progress(assignment: str, total: int) -> Iterator[Callable[[StudentResult], None]]:
    """Show how far a class is, how fast it goes and how long it will take; above it a line for each problem."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[now]}", markup=False),
    )
    with _bars(columns, assignment, total) as (bars, bar):

        def step(result: StudentResult) -> None:
            for problem in filter(None, (result.message, *result.problems)):
                if not bars.disable:
                    bars.console.print(Text(f"{result.student}: {problem}"))
            bars.update(bar, advance=1, now=f"{result.student} {result.score:g}/{result.max_score:g}")

        yield step


@contextlib.contextmanager
def _bars(columns: Sequence[ProgressColumn], task: str, total: int | None) -> Iterator[tuple[Progress, TaskID]]:
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        yield bars, bars.add_task(task, total=total, now="")


def summary(results: Sequence[StudentResult], started: float) -> str:
    """Return what a run came to in one line.

    Args:
        results: a line for each student.
        started: when, by `time.monotonic`.
    """
    graded = [result for result in results if result.seconds]
    seconds = time.monotonic() - started
    parts = [f"{len(graded)} graded in {seconds:.0f} s"]
    if graded:
        parts[0] += f" ({seconds / len(graded):.2f} s a submission)"
    if kept := len(results) - len(graded):
        parts.append(f"{kept} kept from before")
    if failed := sum(bool(result.message) for result in results):
        parts.append(f"{failed} could not be graded")
    if troubled := sum(bool(result.problems) for result in results):
        parts.append(f"{troubled} with a remark for the student")
    return ", ".join(parts) + "."


def class_table(results: Sequence[StudentResult]) -> None:
    """Print one line a student: id, score, seconds, and what an instructor should know."""
    table = Table(box=None, pad_edge=False)
    table.add_column("student", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("seconds", justify="right", no_wrap=True)
    table.add_column("remarks")
    for result in results:
        told = ["" if result.isolated else "NOT ISOLATED.", result.message]
        told += [f"Handed in {lateness(result.late)} late."] if result.late else []
        remarks = " ".join(filter(None, (*told, *result.problems, *result.networks)))
        score = f"{result.score:g} / {result.max_score:g}"
        # Text, because in a string Rich takes [brackets] for its markup, and stops at some
        table.add_row(Text(result.student), score, f"{result.seconds:.1f}", Text(remarks))
    Console().print(table)
