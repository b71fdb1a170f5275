"""What kept cells of a notebook from running to their end, in sentences for the student."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from autograder.harmless import harmless_line
from autograder.sandbox.outside.sandbox import CellResult

__all__ = ["RunCell", "problems_of"]


@dataclass(frozen=True)
class RunCell:
    """A code cell that was put to the sandbox.

    `number` is its place in the notebook, from 1; `stopped` a sentence on the line where it was stopped, or empty.
    """

    number: int
    source: str
    result: CellResult
    stopped: str

    @property
    def reason(self) -> str:
        """Why it was never run; empty where it was."""
        return "" if self.result.ran else self.result.problem


def problems_of(cells: Iterable[RunCell]) -> tuple[str, ...]:
    """Return what went wrong in the cells, in their order, a sentence a cell.

    Cells in a row that one reason kept from being run share a sentence: a notebook whose process is gone would
    otherwise say so once for each cell that is left.
    """
    sentences: list[str] = []
    for reason, together in groupby(cells, lambda cell: cell.reason):
        group = list(together)
        if reason and len(group) > 1:
            sentences.append(f"Cells {group[0].number} to {group[-1].number}: {reason}")
        else:
            sentences += [_sentence(cell) for cell in group if cell.result.problem]
    return tuple(sentences)


def _sentence(cell: RunCell) -> str:
    return f"Cell {cell.number} ({_first_line(cell.source)}): {cell.result.problem} {cell.stopped}".strip()


def _first_line(source: str) -> str:
    line = harmless_line(next(line for line in source.split("\n") if line.strip()))
    return line if len(line) <= 40 else line[:40] + " …"
