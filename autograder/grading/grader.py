"""What grading keeps warm: an examiner, the instructor's notebooks, a sandbox for each set of libraries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from autograder.course import course_secret, source_notebook, source_path
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Verdict
from autograder.exams import find_assignment
from autograder.grading.one_notebook import Graded, grade_rebuilt
from autograder.grading.pictures import Picture, draw_pictures
from autograder.notebook.rebuild import Notebook, Rebuilt, rebuild
from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.limits import Limits

__all__ = ["Grader"]


class Grader:
    """Grades the submissions of a course, one after the other. Use it as a context manager, or close it.

    Args:
        root: the course's folder.
        isolate: False runs the student's code without a sandbox, and every verdict says so.
    """

    def __init__(self, root: Path, isolate: bool = True) -> None:
        self._root = root
        self._isolate = isolate
        self._examiner = Examiner(course_secret(root))
        self._sources: dict[str, tuple[float, Notebook]] = {}
        self._pictures: dict[str, tuple[float, dict[str, Picture]]] = {}
        self._sandboxes: dict[tuple[tuple[str, ...], Limits], Sandbox] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the sandboxes. The next submission starts them anew."""
        while self._sandboxes:
            _, sandbox = self._sandboxes.popitem()
            sandbox.close()

    def source(self, assignment: str) -> Notebook:
        """Return the instructor's notebook of an assignment, read once and again when it has changed.

        Raises:
            CourseError: it has not been built.
        """
        path = source_path(self._root, assignment)
        changed = path.stat().st_mtime if path.exists() else 0.0
        if self._sources.get(assignment, (None,))[0] != changed:
            self._sources[assignment] = (changed, source_notebook(self._root, assignment))
        return self._sources[assignment][1]

    def grade(self, submitted: bytes, assignment: str, progress: Callable[[Verdict], None] | None = None) -> Graded:
        """Grade a notebook as it was handed in. Never raises for anything that is in it."""
        return self.grade_rebuilt(rebuild(submitted, self.source(assignment)), assignment, progress)

    def grade_rebuilt(
        self,
        rebuilt: Rebuilt,
        assignment: str,
        progress: Callable[[Verdict], None] | None = None,
        limits: Limits = Limits(),  # noqa: B008  # frozen
    ) -> Graded:
        """Grade a notebook that has been rebuilt already, within `limits` of time and memory."""
        known = find_assignment(assignment)
        sandbox = self._sandbox(known.libraries, limits)
        source = self.source(assignment)
        changed = self._sources[assignment][0]
        if self._pictures.get(assignment, (None,))[0] != changed:
            self._pictures[assignment] = (changed, draw_pictures(source, sandbox))
        pictures = self._pictures[assignment][1]
        return grade_rebuilt(rebuilt, known, source, sandbox, self._examiner, progress, pictures)

    def _sandbox(self, libraries: tuple[str, ...], limits: Limits) -> Sandbox:
        key = (libraries, limits)
        if key not in self._sandboxes:
            self._sandboxes[key] = Sandbox(libraries, limits, isolate=self._isolate)
        return self._sandboxes[key]
