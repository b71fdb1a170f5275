"""What `nbgrader export` can write beside its own grades.csv: points by exercise, and files for Canvas and Moodle.

`nbgrader export --exporter autograder.gradebook.exporters.ExerciseExport --to exercises.csv`
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Unicode

from autograder.course import CourseError, find_root
from autograder.exchange.grades import Writer, write_plain
from autograder.exchange.grades_canvas import write_canvas
from autograder.exchange.grades_moodle import write_moodle
from autograder.gradebook.grade_tables import grade_table
from autograder.gradebook.points import opened

__all__ = ["EXPORTERS", "CanvasExport", "ExerciseExport", "MoodleExport", "export"]


_WRITERS: dict[str, Writer] = {"csv": write_plain, "canvas": write_canvas, "moodle": write_moodle}


class ExerciseExport(ExportPlugin):
    """Writes a line for each student, with a column for each exercise, late penalties and the totals."""

    exercises = Bool(True, help="Whether every exercise has a column.").tag(config=True)
    zeros = Bool(False, help="Whether who has handed in nothing gets nought points, instead of none.").tag(config=True)
    scale = Bool(False, help="Whether points are converted to those of the template.").tag(config=True)
    template = Unicode("", help="A file exported from the platform, whose students are to be met.").tag(config=True)

    name: ClassVar[str] = "csv"
    total: ClassVar[bool] = True

    def export(self, gradebook: Gradebook) -> None:
        """Write the file, and log what is to be known about it.

        Raises:
            CourseError: there is nothing to export, or the template does not fit.
        """
        coursedir = getattr(self.parent, "coursedir", None)
        root = Path(coursedir.root) if coursedir else find_root()
        total = self.total or not self.exercises
        students, assignments = ([str(name) for name in names] for names in (self.student, self.assignment))
        table = grade_table(gradebook, root, assignments, self.exercises, total, self.zeros, students)
        path = Path(self.to or f"grades-{self.name}.csv")
        template = Path(self.template) if self.template else None
        self.remarks = _WRITERS[self.name](table, path, template, self.scale)
        self.log.info("Exported %d students to %s", len(table.rows), path)
        for remark in self.remarks:
            self.log.warning(remark)


class CanvasExport(ExerciseExport):
    """Writes what Canvas's gradebook imports. With a column for each exercise there is none for the total."""

    exercises = Bool(False, help="Whether every exercise has a column.").tag(config=True)
    name = "canvas"
    total = False


class MoodleExport(ExerciseExport):
    """Writes what Moodle imports: a table of grades, or its grading worksheet, filled in."""

    exercises = Bool(False, help="Whether every exercise has a column.").tag(config=True)
    name = "moodle"
    total = False


EXPORTERS = {exporter.name: exporter for exporter in (ExerciseExport, CanvasExport, MoodleExport)}
"""By the platform's name."""


def export(
    coursedir: CourseDirectory,
    to: str,
    path: Path,
    assignments: list[str],
    exercises: bool = False,
    template: Path | None = None,
    scale: bool = False,
    zeros: bool = False,
) -> list[str]:
    """Write a class's points for a platform, and return what is to be known about the file.

    Raises:
        CourseError: there is no such platform, nothing to export, or the template does not fit.
    """
    if to not in EXPORTERS:
        raise CourseError(f"{to!r} is nothing that points can be exported to: say {', '.join(EXPORTERS)}")
    plugin = EXPORTERS[to](exercises=exercises, scale=scale, zeros=zeros, to=str(path), assignment=assignments)
    plugin.template = str(template or "")
    plugin.log.setLevel("ERROR")  # the remarks are returned
    with opened(coursedir) as gradebook:
        plugin.export(gradebook)
    return plugin.remarks
