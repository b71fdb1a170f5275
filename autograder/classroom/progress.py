"""Progress and tables on a terminal; quiet in a pipe."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from autograder.feedback.wording import lateness

if TYPE_CHECKING:
    from autograder.classroom.grade_class import StudentResult

__all__ = ["class_table", "progress"]


@contextlib.contextmanager
def progress(task: str, total: int | None) -> Iterator[Callable[[str], None]]:
    """Show a bar on stderr while the block runs; call the given function with a word at each step."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[now]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        bar = bars.add_task(task, total=total, now="")

        def step(now: str) -> None:
            bars.update(bar, advance=1, now=now)

        yield step


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
