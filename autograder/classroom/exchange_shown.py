"""What came of a download and of a list of students, shown on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.classroom.collect import COLLECTED, NOT_COLLECTED, REPLACED, SAME, Collection
from autograder.exchange.people import Person
from autograder.gradebook.people import Enrolment
from autograder.harmless import harmless_line

__all__ = ["collection_table", "enrolment_lines"]

_MOST_NAMED = 20


def collection_table(collection: Collection, assignment: str) -> None:
    """Print a line for each sender, those first for whom something is to be done, and what to do next."""
    table = Table(box=None, pad_edge=False)
    for title in ("student", "sent by", "file", "time", "state"):
        table.add_column(title)
    order = (NOT_COLLECTED, REPLACED, COLLECTED, SAME)
    for row in sorted(collection.rows, key=lambda row: order.index(row.state) if row.state in order else 0):
        time = f"{row.time.astimezone():%Y-%m-%d %H:%M}" if row.time else ""
        state = ": ".join(filter(None, (row.state, "; ".join(row.remarks))))
        # Text, because in a string Rich takes [brackets] for its markup
        table.add_row(Text(row.student), Text(row.sender), Text(row.file), time, Text(state))
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    console.print(table)
    counted = Counter(row.state for row in collection.rows)
    said = ", ".join(f"{number} {state}" for state, number in counted.items())
    console.print(f"{collection.system.capitalize()}: {said or 'nobody has sent anything'}.", markup=False)
    for path, why in collection.strange[:_MOST_NAMED]:
        console.print(f"passed over: {harmless_line(path)[:120]}: {why}", markup=False)
    if len(collection.strange) > _MOST_NAMED:
        console.print(f"passed over: {len(collection.strange) - _MOST_NAMED} more files")
    for remark in collection.remarks:
        console.print(f"roster: {harmless_line(remark)}", markup=False)
    if collection.missing:
        console.print(f"nothing from {len(collection.missing)}: {_named(collection.missing)}", markup=False)
    if counted[COLLECTED] or counted[REPLACED]:
        console.print(f"Next: autograder grade {assignment}")


def enrolment_lines(enrolment: Enrolment, id_column: str, remarks: Sequence[str]) -> list[str]:
    """Return what to say of an imported list."""
    counts = (
        (len(enrolment.new), "new"),
        (len(enrolment.changed), "changed"),
        (len(enrolment.same), "there already"),
        (len(enrolment.gone), "no longer listed"),
    )
    said = ", ".join(f"{number} {what}" for number, what in counts if number)
    lines = [f"students by {id_column}: {said}"]
    lines += [f"new: {_named(enrolment.new)}"] if enrolment.new else []
    lines += [f"changed: {_named(enrolment.changed)}"] if enrolment.changed else []
    if enrolment.gone:
        lines.append(
            f"no longer listed, and kept with their grades: {_named(enrolment.gone)}. "
            "To remove one and the grades: nbgrader db student remove ID --force"
        )
    return [*lines, *(f"not imported: {harmless_line(remark)}" for remark in remarks)]


def _named(people: Sequence[Person]) -> str:
    names = ", ".join(harmless_line(f"{p.id} ({p.name})" if p.name else p.id) for p in people[:_MOST_NAMED])
    return names + (f" and {len(people) - _MOST_NAMED} more" if len(people) > _MOST_NAMED else "")
