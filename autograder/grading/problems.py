"""What kept cells of a notebook from running to their end, in sentences for the student."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.harmless import harmless_line
from autograder.sandbox.outside.sandbox import CellResult

__all__ = ["Problems"]


@dataclass
class _Unrun:
    """Cells in a row that one reason kept from being run."""

    numbers: list[int]
    sentence: str
    reason: str


class Problems:
    """Collects what went wrong, a sentence a cell.

    Cells in a row that were not run, all for one reason, share a sentence: a notebook whose process is gone would
    otherwise say so once for each cell that is left.
    """

    def __init__(self, known: tuple[str, ...]) -> None:
        self._sentences = list(known)
        self._unrun: _Unrun | None = None

    def note(self, number: int, source: str, result: CellResult, stopped: str) -> None:
        """Take down what came of a cell.

        Args:
            number: of the cell in the notebook, from 1.
            source: its text.
            result: what came.
            stopped: a sentence on the line at which it was stopped; may be empty.
        """
        unrun = self._unrun
        if result.problem and not result.ran and unrun is not None and unrun.reason == result.problem:
            unrun.numbers.append(number)
            return
        self._write()
        if not result.problem:
            return
        sentence = f"Cell {number} ({_first_line(source)}): {result.problem} {stopped}".strip()
        if result.ran:
            self._sentences.append(sentence)
        else:
            self._unrun = _Unrun([number], sentence, result.problem)

    def sentences(self) -> tuple[str, ...]:
        """Return all of them, in the order of the notebook."""
        self._write()
        return tuple(self._sentences)

    def _write(self) -> None:
        unrun, self._unrun = self._unrun, None
        if unrun is None:
            return
        first, *others = unrun.numbers
        self._sentences.append(f"Cells {first} to {others[-1]}: {unrun.reason}" if others else unrun.sentence)


def _first_line(source: str) -> str:
    line = harmless_line(next(line for line in source.split("\n") if line.strip()))
    return line if len(line) <= 40 else line[:40] + " …"
