"""What grading keeps warm: an examiner, the instructor's notebooks, a sandbox for each set of libraries."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from autograder.cache import Cache
from autograder.course import CourseError, course_secret, practice_secret, source_notebook, source_path
from autograder.exam.candidate import Candidate
from autograder.exam.examiner import Examiner
from autograder.exam.exercise import Assignment, Exercise, Verdict
from autograder.exams import find_assignment
from autograder.grading.lesson import Drawn, OpenCell, run_lesson
from autograder.grading.one_notebook import Graded, grade_rebuilt, run_cell
from autograder.grading.pictures import draw_pictures, pictures_version
from autograder.notebook.rebuild import Notebook, Rebuilt, rebuild
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError, Submission
from autograder.sandbox.wire.limits import Limits

__all__ = ["Grader", "NoSandboxError"]

_log = logging.getLogger(__name__)


class NoSandboxError(CourseError):
    """Isolation is required and cannot be had. `why` says what is missing, and what may help."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"nothing was graded, for there is no sandbox: {why}. To grade all the same, with students' code "
            "running with your rights, ask for --not-isolated, or set c.GradeInSandbox.not_isolated = True"
        )


class Grader:
    """Grades the submissions of a course, one after the other. Use it as a context manager, or close it.

    Args:
        root: the course's folder.
        isolation_required: False lets the student's code run without a sandbox where none can be had, and every verdict
            says so.
        practice: put the practice exam, of which nothing follows for the one that counts.
        limits: of time and memory for a submission.
        for_class: do once, before the first submission, what pays off only for many.

    `isolation_required` and `limits` are attributes, too: they hold for sandboxes that are started later.
    """

    def __init__(
        self,
        root: Path,
        isolation_required: bool = True,
        practice: bool = False,
        limits: Limits = Limits(),  # noqa: B008  # frozen
        for_class: bool = False,
    ) -> None:
        self._root = root
        self.isolation_required = isolation_required
        self.limits = limits
        self._for_class = for_class
        secret = practice_secret(course_secret(root)) if practice else course_secret(root)
        self._cache = Cache(root, secret, "practice" if practice else "")
        self._examiner = Examiner(secret, cache=self._cache)
        self._sources: dict[str, tuple[float, Notebook]] = {}
        self._drawn: dict[str, tuple[float, Drawn]] = {}
        self._sandboxes: dict[tuple[tuple[str, ...], Limits, bool], Future[Sandbox]] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the sandboxes. The next submission starts them anew."""
        while self._sandboxes:
            _, starting = self._sandboxes.popitem()
            with suppress(SandboxError):
                starting.result().close()

    def check_isolation(self) -> None:
        """Make sure that there can be a sandbox, by starting one without any library; it is ended at once.

        Raises:
            NoSandboxError: none can be had, and isolation is required.
        """
        try:
            Sandbox((), required=self.isolation_required).close()
        except SandboxError as error:
            raise NoSandboxError(str(error)) from error

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
        afterwards: Callable[[Submission, Mapping[str, Verdict]], None] | None = None,
    ) -> Graded:
        """Grade a notebook that has been rebuilt already.

        `afterwards` may ask the submission more, once all verdicts have fallen and before it ends. Where the sandbox
        ended meanwhile, killed by whom the machine had no memory left for, all is done once more in a new one.
        """
        known, sandbox = self.warm_up(assignment)
        drawn = self._drawn_for(assignment, sandbox)
        about = (rebuilt, known, self.source(assignment), sandbox, self._examiner, progress, drawn, afterwards)
        graded = grade_rebuilt(*about)
        if graded.lost:
            _log.warning("a submission's sandbox ended under it: grading it once more in a new one")
            graded = grade_rebuilt(*about)
        return graded

    def warm_up(self, assignment: str) -> tuple[Assignment, Sandbox]:
        """Do now what the first submission of an assignment would wait for: start a sandbox, draw the exams.

        Raises:
            NoSandboxError: none can be had, and isolation is required.
        """
        known = find_assignment(assignment)
        starting = self._sandbox(known)
        self.source(assignment)
        self._examiner.draw(known.exercises)
        return known, self._started(starting)

    @contextmanager
    def opened(self, submitted: bytes, assignment: str) -> Iterator[Submission]:
        """Run the cells of a notebook as it was handed in, and hand it out, so that its functions can be asked.

        Its processes end with the block. Never raises for anything that is in it.
        """
        rebuilt, known = rebuild(submitted, self.source(assignment)), find_assignment(assignment)
        sandbox = self._started(self._sandbox(known))
        given = self._drawn_for(assignment, sandbox).given
        with sandbox.open() as submission:
            for cell in rebuilt.notebook["cells"]:
                run_cell(cell, submission, given.get(cell["id"]))
            yield submission

    def examine(self, exercise: Exercise, candidate: Candidate) -> Verdict:
        """Put an exercise's exam to a function that was handed in."""
        return self._examiner.examine(exercise, candidate)

    def _drawn_for(self, assignment: str, sandbox: Sandbox) -> Drawn:
        source = self.source(assignment)
        changed = self._sources[assignment][0]
        if self._drawn.get(assignment, (None,))[0] != changed:
            lesson = ("lesson", assignment, pictures_version(source, given_alone=False))

            def draw_lesson() -> Mapping[str, OpenCell]:
                return self._cache.once(*lesson, lambda: run_lesson(source, sandbox))

            if self._for_class and self._cache.is_being_made("pictures", assignment):
                draw_lesson()  # while another worker draws those; each is then there for both
            given = self._cache.once(
                "pictures", assignment, pictures_version(source), lambda: draw_pictures(source, sandbox)
            )
            open_cells = draw_lesson() if self._for_class else self._cache.get(*lesson) or {}
            self._drawn[assignment] = changed, Drawn(given, open_cells)
        return self._drawn[assignment][1]

    def _sandbox(self, assignment: Assignment) -> Future[Sandbox]:
        """Start a sandbox, if there is none like it; it takes a second, in which exams can be drawn."""
        limits = self.limits.patient(assignment.patience, assignment.memory)
        key = (assignment.libraries, limits, self.isolation_required)
        if key not in self._sandboxes:
            starter = ThreadPoolExecutor(1)
            self._sandboxes[key] = starter.submit(Sandbox, assignment.libraries, limits, True, self.isolation_required)
            starter.shutdown(wait=False)
        return self._sandboxes[key]

    def _started(self, starting: Future[Sandbox]) -> Sandbox:
        try:
            return starting.result()
        except SandboxError as error:
            self._sandboxes = {key: other for key, other in self._sandboxes.items() if other is not starting}
            raise NoSandboxError(str(error)) from error
