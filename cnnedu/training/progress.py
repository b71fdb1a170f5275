"""What a training shows while it runs: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

__all__ = ["Display", "display"]

_EVERY = 0.2  # seconds between two looks at the running accuracy, which makes a GPU wait


class Display:
    """Shows nothing. What is shown on a terminal is a subclass's business."""

    def due(self) -> bool:
        """Whether it is time to call `update`."""
        return False

    def update(self, step: int, images: int, train_accuracy: float, validation_accuracy: float | None) -> None:
        """Show where the training stands.

        Args:
            step: steps done.
            images: images seen so far in this process's life, all processes of the training together.
            train_accuracy: on the images of this epoch so far, as they were when they were met.
            validation_accuracy: after the last whole epoch.
        """


class _Bar(Display):
    def __init__(self, progress: Progress, title: str, steps: int, done: int) -> None:
        self._progress = progress
        self._task = progress.add_task(title, total=steps, completed=done, figures="")
        self._start = self._last = time.monotonic()

    def due(self) -> bool:
        return time.monotonic() - self._last >= _EVERY

    def update(self, step: int, images: int, train_accuracy: float, validation_accuracy: float | None) -> None:
        self._last = time.monotonic()
        figures = f"{images / (self._last - self._start):,.0f} images/s train {train_accuracy:.1%}"
        if validation_accuracy is not None:
            figures += f" validation {validation_accuracy:.1%}"
        self._progress.update(self._task, completed=step, figures=figures)


@contextmanager
def display(title: str, steps: int, done: int, shown: bool) -> Iterator[Display]:
    """Open the display of a training of `steps` steps, `done` of them done before.

    Args:
        title: what is trained on what.
        shown: False for processes that do not lead.
    """
    if not (shown and sys.stderr.isatty()):
        yield Display()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=None),  # what the figures leave
        TimeRemainingColumn(),
        TextColumn("{task.fields[figures]}"),
    )
    with Progress(*columns, console=Console(stderr=True), expand=True) as progress:
        yield _Bar(progress, title, steps, done)
