"""The command `autograder`. Thin: each command reads its arguments, calls one function and shows what it gave."""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from autograder.grading.grader import Grader

atexit.register(gc.freeze)  # or Python looks on its way out through all there is, for a third of a second

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _assignments(begun: str) -> list[str]:
    """The assignments whose names begin so: what a shell proposes."""
    from autograder.assignment_names import assignments_in
    from autograder.course import CourseError, find_root

    with contextlib.suppress(CourseError):
        return [name for name in assignments_in(find_root()) if name.startswith(begun)]
    return []


def _students(begun: str) -> list[str]:
    """The students with a folder in submitted/ whose ids begin so."""
    from autograder.course import CourseError, find_root

    with contextlib.suppress(CourseError, OSError):
        return sorted(path.name for path in (find_root() / "submitted").iterdir() if path.name.startswith(begun))
    return []


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"autograder {version('cnnedu')}")
        raise typer.Exit


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Assignment = Annotated[str, typer.Argument(help="The assignment, e.g. 01_correlation.", autocompletion=_assignments)]
NotIsolated = Annotated[
    bool, typer.Option("--not-isolated", help="Grade even without a sandbox: students' code runs with your rights.")
]


@app.callback()
def autograder(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Say the version, and nothing else."),
    ] = False,
) -> None:
    """Build, check and grade the course's notebooks."""


@app.command()
def build(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say what differs from its source.")] = False,
) -> None:
    """Build solutions/ and assignments/ from the authored sources."""
    from autograder.course import find_root
    from autograder.notebook import build as notebooks

    with _errors_in_words():
        root = find_root()
        if check:
            differences = notebooks.check_build(root)
            for difference in differences:
                typer.echo(difference, err=True)
            raise typer.Exit(1 if differences else 0)
        for path in notebooks.build(root):
            typer.echo(str(path.relative_to(root)))


@app.command(name="list")
def list_assignments(as_json: AsJson = False) -> None:
    """List the assignments, their exercises and points."""
    from autograder.exams import ASSIGNMENTS

    if as_json:
        listed = [
            {
                "assignment": assignment.name,
                "points": sum(exercise.points for exercise in assignment.exercises),
                "exercises": [
                    {"name": e.name, "points": e.points, "properties": [p.sentence for p in e.properties]}
                    for e in assignment.exercises
                ],
            }
            for assignment in ASSIGNMENTS
        ]
        typer.echo(json.dumps(listed, indent=2))
        return
    for assignment in ASSIGNMENTS:
        typer.echo(f"{assignment.name}  {sum(e.points for e in assignment.exercises)} points")
        for e in assignment.exercises:
            typer.echo(f"  {e.name:<20} {e.points:>2}  {len(e.properties)} properties")


@app.command(name="try")
def try_exercise(
    exercise: Annotated[str, typer.Argument(help="The exercise, e.g. corr2d.")],
    seed: Annotated[int, typer.Option(help="Another seed draws other questions.")] = 0,
) -> None:
    """Show an exercise's author its exam: questions, expected values, which property catches which mistake."""
    from rich.console import Console

    from autograder.exam.trying import tried
    from autograder.exams import find_exercise

    with _errors_in_words():
        found = find_exercise(exercise)
    Console(highlight=False).print(tried(found, seed))


@app.command()
def check(
    notebooks: Annotated[list[Path], typer.Argument(help="Notebooks as they were handed in.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a notebook, each on a line.")] = False,
    assignment: Annotated[
        str | None, typer.Option(help="The assignment, where neither the file's name nor its cells tell.")
    ] = None,
    not_isolated: NotIsolated = False,
) -> None:
    """Grade notebooks without a gradebook. Exit status 0 when every one could be graded, whatever its grade."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.classroom.progress import progress
        from autograder.course import CourseError
        from autograder.feedback.as_json import notebook_json
        from autograder.feedback.as_text import verdict_text
        from autograder.feedback.wording import points
        from autograder.notebook.identify import identify
        from autograder.notebook.read import UnreadableError, read_bytes

        grader = _configured_grader(root, not_isolated)
    failed = False
    with grader, progress("checking", len(notebooks)) as step:
        for path in notebooks:
            step(path.name)
            try:
                content = read_bytes(path)
                graded = grader.grade(content, name := assignment or identify(root, path, content))
            except (CourseError, UnreadableError, KeyError) as error:
                typer.echo(f"not graded: {error.args[0]}", err=True)
                failed = True
                continue
            if as_json:
                typer.echo(
                    json.dumps(notebook_json(str(path), name, graded.verdicts, graded.problems, graded.isolated))
                )
                continue
            typer.echo(f"{path}: {points(graded.score)} of {points(graded.max_score)} points")
            for problem in graded.problems:
                typer.echo(f"! {problem}")
            for verdict in graded.verdicts.values():
                typer.echo("\n" + verdict_text(verdict))
            typer.echo()
    raise typer.Exit(1 if failed else 0)


@app.command()
def grade(
    assignment: Assignment,
    student: Annotated[
        str, typer.Option(help="One student's id, or a pattern such as 'a*'.", autocompletion=_students)
    ] = "*",
    force: Annotated[bool, typer.Option("--force", help="Grade again what has been graded.")] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Submissions graded at a time; 0: one on each processor.")] = 0,
    db: Annotated[
        str | None, typer.Option("--db", help="Another gradebook, e.g. postgresql+psycopg://user@host/name.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Grade on the dask.distributed cluster there, e.g. tcp://host:8786.")
    ] = None,
    not_isolated: NotIsolated = False,
) -> None:
    """Grade the class into nbgrader's gradebook. What has been graded stays; what was cut short is done again."""
    started = time.monotonic()
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.classroom.clean_process import default_jobs, start_importing

        if scheduler is None:
            start_importing(assignment)
        from autograder.classroom.grade_class import grade_class, who_handed_in
        from autograder.classroom.progress import class_progress, class_table, summary

        students = who_handed_in(root, assignment, student)
        try:
            with class_progress(assignment, len(students)) as step:
                results = grade_class(
                    root,
                    assignment,
                    students,
                    force,
                    step,
                    jobs or default_jobs(),
                    db_url=db,
                    scheduler=scheduler,
                    not_isolated=not_isolated,
                    backed_up=lambda backup: typer.echo(f"The gradebook as it was before: {os.path.relpath(backup)}"),
                )
        except KeyboardInterrupt:
            typer.echo("stopped: what was graded is saved, and the same command goes on from there", err=True)
            raise typer.Exit(130) from None
    class_table(results)
    typer.echo(summary(results, started))
    raise typer.Exit(1 if any(result.message for result in results) else 0)


@app.command()
def due(
    assignment: Annotated[
        str | None, typer.Argument(help="Of which assignment; of all, if none is given.", autocompletion=_assignments)
    ] = None,
    when: Annotated[
        str | None, typer.Argument(help='By the clock of this machine: "2030-03-01 23:59"; or none.')
    ] = None,
    student: Annotated[str | None, typer.Option(help="Only for this student.", autocompletion=_students)] = None,
) -> None:
    """Say when assignments are due, or set it, for the class or for one student who has longer."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.gradebook.configuration import course_config
        from autograder.gradebook.due_dates import due_dates, in_words, parse_time, set_due_date, set_extension
        from autograder.gradebook.records import course_directory

        coursedir = course_directory(course_config(root, assignment or ""))
        if when is not None:
            at = None if when == "none" else parse_time(when)
            set_due_date(coursedir, at) if student is None else set_extension(coursedir, student, at)
        for each in due_dates(coursedir).values():
            if assignment in (None, each.assignment):
                typer.echo(f"{each.assignment}  {in_words(each.at) if each.at else 'no due date'}")
                for who, until in each.extended.items():
                    typer.echo(f"  {who}  {in_words(until)}")


@app.command()
def report(
    assignment: Assignment,
    page: Annotated[Path | None, typer.Option(help="Write the page here instead of to reports/.")] = None,
) -> None:
    """Write the class report of a graded assignment, one HTML page, and print what to say in the next lecture."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.classroom.progress import progress
        from autograder.report.class_report import class_report
        from autograder.report.page import render_page

        with progress(assignment, None) as step:
            made = class_report(root, assignment, step)
        path = page or root / "reports" / f"{assignment}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render_page(made), encoding="utf-8")
    for each in made.advice:
        typer.echo(" ".join(filter(None, (each.seen, each.told))))
    typer.echo(str(path))


@app.command()
def roster(
    file: Annotated[Path, typer.Argument(help="Moodle's participants, Canvas's gradebook, or another CSV file.")],
    id_column: Annotated[str | None, typer.Option("--id", help="The column that holds the students' ids.")] = None,
) -> None:
    """Put the list of your students into the gradebook. Done twice, it changes nothing; it removes nobody."""
    with _errors_in_words():
        root = _course_with(None)
        from autograder.classroom.exchange_shown import enrolment_lines
        from autograder.exchange.rosters import read_roster
        from autograder.gradebook.configuration import course_config
        from autograder.gradebook.people import enrol
        from autograder.gradebook.records import course_directory

        listed = read_roster(file, id_column)
        enrolment = enrol(course_directory(course_config(root, "")), listed.people)
    for line in enrolment_lines(enrolment, listed.id_column, listed.remarks):
        typer.echo(line)


@app.command()
def collect(
    file: Annotated[
        Path, typer.Argument(help="The zip file of all submissions that Moodle, Canvas or Gradescope gives.")
    ],
    assignment: Assignment,
    roster: Annotated[
        Path | None, typer.Option(help="The list of students; without it, those in the gradebook.")
    ] = None,
    match: Annotated[
        list[str] | None, typer.Option(help="Whose something is: 'NAME OR NUMBER=ID'. May be given several times.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Replace what was collected before.")] = False,
    system: Annotated[
        str | None, typer.Option("--from", help="moodle, canvas or gradescope, where the names do not tell.")
    ] = None,
) -> None:
    """Put the notebooks of a learning platform's download into submitted/. Exit status 1 if one was not collected."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.classroom.collect import NOT_COLLECTED
        from autograder.classroom.collect import collect as collect_download
        from autograder.classroom.exchange_shown import collection_table
        from autograder.exchange.matching import said_by

        collection = collect_download(root, assignment, file, roster, said_by(match or []), again, system)
    collection_table(collection, assignment)
    raise typer.Exit(1 if any(row.state == NOT_COLLECTED for row in collection.rows) else 0)


@app.command()
def export(
    to: Annotated[str, typer.Option(help="canvas, moodle or csv.")],
    assignment: Annotated[
        list[str] | None, typer.Option(help="Of which assignments; without any, all of them.")
    ] = None,
    exercises: Annotated[bool, typer.Option("--exercises", help="A column for each exercise.")] = False,
    template: Annotated[
        Path | None, typer.Option(help="Canvas's exported gradebook or Moodle's grading worksheet, to be filled in.")
    ] = None,
    scale: Annotated[bool, typer.Option("--scale", help="Convert the points to those of the template.")] = False,
    zeros: Annotated[bool, typer.Option("--zeros", help="Nought points for who has handed in nothing.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where to write; grades-canvas.csv and so on, if not given.")] = None,
) -> None:
    """Write the class's points for Canvas, Moodle or a spreadsheet, as the gradebook has them now."""
    with _errors_in_words():
        root = _course_with(None)
        for name in assignment or []:
            _course_with(name)
        from autograder.gradebook.configuration import course_config
        from autograder.gradebook.exporters import export as export_points
        from autograder.gradebook.records import course_directory

        path = out or Path(f"grades-{to}.csv")
        coursedir = course_directory(course_config(root, ""))
        remarks = export_points(coursedir, to, path, assignment or [], exercises, template, scale, zeros)
    for remark in remarks:
        typer.echo(remark, err=True)
    typer.echo(str(path))


@app.command()
def gradescope(
    assignment: Assignment,
    out: Annotated[Path, typer.Option(help="Where to write the zip file.")] = Path("autograder.zip"),
    visibility: Annotated[
        str, typer.Option(help="When points and feedback show: visible, after_due_date, after_published or hidden.")
    ] = "after_due_date",
    without_sandbox: Annotated[
        str, typer.Option(help="What to do where Gradescope's container has no sandbox: refuse or grade.")
    ] = "refuse",
    output: Annotated[str, typer.Option(help="How feedback is written: html or text.")] = "html",
) -> None:
    """Make the autograder that is uploaded to Gradescope. It holds the exam and its secret: show it to no student."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.gradescope.packing import pack
        from autograder.gradescope.settings import Settings

        size = pack(root, Settings(assignment, visibility, without_sandbox, output), out)
    typer.echo(f"{out}: {size / 1e6:.1f} MB. It holds the exam and its secret: show it to no student.")


@app.command()
def models(
    student: Annotated[str, typer.Argument(help="The student's id, as in submitted/.")],
    seconds: Annotated[float, typer.Option(min=1, help="How long each network may take.")] = 10.0,
    page: Annotated[Path | None, typer.Option(help="Write what is told, and a picture, to this HTML file.")] = None,
    not_isolated: NotIsolated = False,
) -> None:
    """Let the trained networks see with the layers and modules that a student has written."""
    with _errors_in_words():
        root = _course_with(None)
        from autograder.gradebook.networks import handed_in
        from autograder.models.of_student import seen_with_all_of
        from autograder.models.told import page_html, reading_told

        submitted = handed_in(root, student)
        with _configured_grader(root, not_isolated) as grader:
            seen = seen_with_all_of(grader, submitted, seconds)
    for line in [*map(reading_told, seen.readings), *seen.remarks]:
        typer.echo(line)
    if page is not None:
        page.write_text(page_html(student, seen.readings, seen.remarks), encoding="utf-8")
        typer.echo(str(page))


@app.command()
def serve(
    assignments: Annotated[list[str] | None, typer.Argument(help="Which to offer; without any, all.")] = None,
    user_header: Annotated[str | None, typer.Option(help="The header in which your proxy says who asks.")] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="Believe the header from this address; without any, from 127.0.0.1 and ::1."),
    ] = None,
    tokens: Annotated[Path | None, typer.Option(help="Students' secret links, as hashes.")] = None,
    roster: Annotated[
        Path | None, typer.Option(help="Make a link for each student in this CSV, print it, end.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where students reach the page; for their links.")] = None,
    host: Annotated[str, typer.Option(help="Listen on this address.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8642,
    socket: Annotated[Path | None, typer.Option(help="Listen on this Unix socket instead.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="How many notebooks are graded at a time.")] = 2,
    per_hour: Annotated[int, typer.Option(min=1, help="Uploads of one student in an hour.")] = 12,
    megabytes: Annotated[float, typer.Option(min=0.1, max=20, help="The largest upload.")] = 5.0,
    seconds: Annotated[float, typer.Option(min=10, help="How long one notebook may run.")] = 60.0,
    keep: Annotated[Path | None, typer.Option(help="Keep the notebooks in this folder; else nothing is kept.")] = None,
) -> None:
    """Offer a practice exam in the browser: other inputs than those that count, feedback within seconds."""
    with _errors_in_words():
        root = _course_with(*(assignments or ()))
        from autograder.serve.command import Listening, Students, serve_course

        students = Students(user_header, tuple(proxy or ("127.0.0.1", "::1")), tokens, roster)
        bounds = {"jobs": jobs, "per_hour": per_hour, "largest": int(megabytes * 1e6), "notebook_seconds": seconds}
        listening = Listening(host, port, socket, url)
        serve_course(root, tuple(assignments or ()), students, listening, typer.echo, keep=keep, **bounds)


@app.command()
def quickstart(
    folder: Annotated[Path, typer.Argument(help="The course's folder to be: empty, or not there yet.")],
    students: Annotated[int, typer.Option(min=0, help="How many sample students have handed in already.")] = 1,
) -> None:
    """Make a course: configuration, notebooks, assignments to hand out, a sample submission to grade at once."""
    with _errors_in_words():
        from autograder.quickstart.new_course import make_course
        from autograder.quickstart.told import told

        made = make_course(folder, students)
    for line in told(made):
        typer.echo(line)


@app.command()
def demo(
    assignment: Annotated[str, typer.Option(help="Of which assignment.")] = "01_correlation",
    folder: Annotated[Path, typer.Option(help="Where to put the sample course; made anew each time.")] = Path("demo"),
) -> None:
    """Make a sample class, grade it with `nbgrader autograde`, show what came of it."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.sample.demo import run_demo

        as_expected = run_demo(root, folder.resolve(), assignment)
    raise typer.Exit(0 if as_expected else 1)


@app.command()
def names(
    assignment: Annotated[str | None, typer.Option(help="Of which assignment; of all, if it is not given.")] = None,
) -> None:
    """Measure how often the name of a mistake misleads, and write it to docs/."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.exam.leave_one_out import names_document
        from autograder.exams import ASSIGNMENTS
        from autograder.exams.kin import KIN

        for each in ASSIGNMENTS:
            if assignment in (None, each.name):
                path = root / "docs" / f"names_{each.name.partition('_')[0]}.md"
                path.write_text(names_document(each, KIN), encoding="utf-8")
                typer.echo(str(path.relative_to(root)))


@app.command()
def matrix(
    assignment: Annotated[str | None, typer.Argument(help="Of which assignment; of all, if it is not given.")] = None,
) -> None:
    """Show which property catches which known mistake: a table and a picture, written to docs/."""
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.classroom.progress import progress
        from autograder.exams import assignment_names, find_assignment
        from autograder.exams.matrix import document_path, matrix_document, matrix_of
        from autograder.exams.matrix_picture import matrix_picture

    for name in [assignment] if assignment else assignment_names():
        found, matrices = find_assignment(name), []
        with progress(name, len(found.exercises)) as step:
            for exercise in found.exercises:
                matrices.append(matrix_of(exercise))
                step(exercise.name)
        path = root / document_path(found)
        path.write_text(matrix_document(found, matrices), encoding="utf-8")
        matrix_picture(matrices).savefig(path.with_suffix(".png"), metadata={"Software": None})
        for written in (path, path.with_suffix(".png")):
            typer.echo(str(written.relative_to(root)))


@app.command()
def mutants(
    exercises: Annotated[
        list[str] | None, typer.Argument(help="Which exercises, of one assignment; without any, all of it.")
    ] = None,
    assignment: Annotated[
        str | None, typer.Option(help="The assignment, where no exercise tells; if not given, 01_correlation.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Under how many secrets the exam is drawn.")] = 5,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes.")] = 2,
    survivors: Annotated[
        bool, typer.Option("--survivors", help="Show each, with an input that tells it from a right answer.")
    ] = False,
) -> None:
    """Change right answers in one thing each, and see which of these mutants an exam does not notice.

    All exercises together, under the usual seeds, are written to docs/. Exit status 1 if a mutant goes unnoticed.
    """
    with _errors_in_words():
        root = _course_with(assignment)
        from autograder.classroom.progress import progress
        from autograder.course import source_notebook
        from autograder.exam.mutants.document import document_path, mutants_document, mutants_line
        from autograder.exam.mutants.machine import SEEDS, told_apart, try_mutants
        from autograder.exam.mutants.making import mutants_of
        from autograder.exam.mutants.origins import origins_of, solution_cells
        from autograder.exams import find_assignment, find_assignment_of

        if exercises and not assignment:
            room = find_assignment_of(exercises[0])
        else:
            room = find_assignment(assignment or "01_correlation")
        chosen = [room.exercise(name) for name in exercises or []] or list(room.exercises)
        cells = solution_cells(source_notebook(root, room.name))
    tallies = []
    for exercise in chosen:
        with progress(exercise.name, None) as step:
            made = mutants_of(origins_of(exercise, cells))
            tally = try_mutants(exercise, made, libraries=room.libraries, seeds=seeds, jobs=jobs, step=step)
        tallies.append(tally)
        typer.echo(mutants_line(tally))
        if survivors:
            apart = told_apart(exercise, tally.holes, room.libraries, draws=3000, jobs=jobs)
            for mutant, where in zip(tally.holes, apart, strict=True):
                typer.echo(f"  {mutant}\n      {where or 'no further input tells it from a right answer'}")
    if chosen == list(room.exercises) and seeds == SEEDS:
        path = root / document_path(room)
        path.write_text(mutants_document(room, tallies), encoding="utf-8")
        typer.echo(str(path.relative_to(root)))
    raise typer.Exit(1 if any(tally.holes for tally in tallies) else 0)


def _course_with(*assignments: str | None) -> Path:
    """Find the course's folder, and make sure that it has the assignments: before anything slow is imported."""
    from autograder.assignment_names import check_assignment_name
    from autograder.course import find_root

    root = find_root()
    for assignment in filter(None, assignments):
        check_assignment_name(root, assignment)
    return root


def _configured_grader(root: Path, not_isolated: bool) -> Grader:
    """Return a grader of single notebooks, which grades them as the class is graded."""
    from autograder.gradebook.configuration import course_config, grading_options
    from autograder.grading.grader import Grader

    options = grading_options(course_config(root, ""))
    isolated = not (not_isolated or options.not_isolated)
    return Grader(root, isolation_required=isolated, limits=options.limits())


@contextlib.contextmanager
def _errors_in_words() -> Iterator[None]:
    """Print what a user can mend as one sentence; a traceback is for our own mistakes."""
    from autograder.course import CourseError

    try:
        yield
    except (CourseError, KeyError) as error:
        typer.echo(f"autograder: {error.args[0]}", err=True)
        raise typer.Exit(2) from error
