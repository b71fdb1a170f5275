"""The same class graded by stock nbgrader and by ours, side by side in one run. Prints a table of ratios.

    python benchmarks/bench_grading.py [--students 24] [--assignment 01_correlation] [--jobs 2] [--right] [--turns 3]
    python benchmarks/bench_grading.py --hostile 30 --students 300 [--jobs 2]

Stock nbgrader starts a kernel for every submission and runs the same exam inside it, through the same `check` in the
same hidden cells. Ours grades in the sandbox, isolation on, start-up included: once through the command `nbgrader
autograde`, and several times through `autograder grade`, with nothing kept from earlier runs, then with the exams on
disk. Meanwhile stock nbgrader is held between two submissions, so that all meet the machine at the same pace: see
`in_turns.py`. The class has only submissions that stock nbgrader can live with: right answers in several styles, one
with a mistake in every exercise, unfinished ones; with --right, right ones alone. All ways must give the same grades.
Below the table: ours against the bare cost of the students' code, see `bare_cost.py`.

With --hostile, ours grades a class of honest ones and one in which so many are hostile, see `hostile_class.py`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

import nbformat
from hostile_class import hostile_students
from in_turns import HELD_BETWEEN_SUBMISSIONS, in_turns

from autograder.exams import find_assignment
from autograder.sample.desk import Desk, Submission
from autograder.sample.sample_class import sample_class

ROOT = Path(__file__).resolve().parent.parent
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "cnnedu"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.Execute.timeout = 120
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=24)
    parser.add_argument("--assignment", default="01_correlation")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--right", action="store_true", help="a class of right answers alone")
    parser.add_argument("--turns", type=int, default=3, help="how often ours is measured")
    parser.add_argument(
        "--hostile", type=int, default=0, metavar="N", help="compare with a class that has N hostile ones"
    )
    options = parser.parse_args()
    if not 0 <= options.hostile <= options.students:
        parser.error(f"--hostile is {options.hostile}: at most all {options.students} can be hostile")
    with tempfile.TemporaryDirectory() as folder:
        (_with_hostile if options.hostile else _beside_stock)(Path(folder), options)


def _beside_stock(folder: Path, options: argparse.Namespace) -> None:
    submissions = _class(options.assignment, options.students, options.right)
    autograde = [sys.executable, "-m", "nbgrader", "autograde", options.assignment]
    stock, through, again = "stock nbgrader autograde", "ours, nbgrader autograde", "the same, exams kept on disk"
    quick, bare = f"ours, grade --jobs {options.jobs}", "the code alone, one process"
    seconds: dict[str, list[float]] = {name: [] for name in (stock, through, quick, again, bare)}
    grades: dict[str, list[dict[str, float]]] = {name: [] for name in (stock, through, quick, again)}

    def grade_with(name: str, arguments: list[str], course: Path) -> None:
        print(f"{name} ...", file=sys.stderr, flush=True)
        seconds[name].append(_timed(arguments, course))
        grades[name].append(_grades(course))

    def ours_alone() -> None:
        course = _course(folder / "through", options.assignment, submissions, None)
        grade_with(through, autograde, course)

    def ours_at_once() -> None:
        course = _course(folder / f"quick{len(seconds[quick])}", options.assignment, submissions, None)
        without_grades = course / "gradebook.db", course / "empty.db"
        shutil.copy(*without_grades)
        grade_with(quick, _ours(options), course)
        shutil.rmtree(course / "autograded")
        shutil.copy(*reversed(without_grades))
        grade_with(again, _ours(options), course)
        bare_cost = [sys.executable, str(ROOT / "benchmarks" / "bare_cost.py"), str(course), options.assignment]
        seconds[bare].append(float(_run(bare_cost, course)))

    course = _course(folder / "stock", options.assignment, submissions, STOCK + HELD_BETWEEN_SUBMISSIONS)
    print(f"{stock}: {len(submissions)} submissions, held now and then ...", file=sys.stderr, flush=True)
    turns = [ours_at_once] * options.turns
    turns.insert(len(turns) // 2, ours_alone)
    seconds[stock].append(in_turns(autograde, course, _environment(course), turns))
    grades[stock].append(_grades(course))
    by_stock, of_stock = mean(seconds[stock]), grades[stock][0]
    print(f"{len(submissions)} submissions of {options.assignment}, one run, one machine, by turns\n")
    print(f"{'':<30}{'seconds':>8}{'':>15}{'a submission':>14}{'ratio':>8}  same grades")
    for name, taken in seconds.items():
        spread = f"({min(taken):.1f} to {max(taken):.1f})" if len(taken) > 1 else ""
        line = f"{name:<30}{mean(taken):>8.1f}{spread:>15}{mean(taken) / len(submissions):>14.2f}"
        if name in grades:
            same = all(found == of_stock for found in grades[name])
            line += f"{by_stock / mean(taken):>8.1f}  {'yes' if same else 'NO'}"
        print(line)
    of_code = mean(seconds[quick]) * options.jobs / mean(seconds[bare])
    print(f"\n{options.jobs} jobs took {of_code:.2f} times the seconds of the code alone, start-up included")
    for name, runs in grades.items():
        for found in runs:
            for student in sorted(found):
                if found[student] != of_stock.get(student):
                    print(f"{name}: {student} got {found[student]}, stock gave {of_stock.get(student)}")


def _with_hostile(folder: Path, options: argparse.Namespace) -> None:
    honest = _class(options.assignment, options.students, options.right)
    kinds = hostile_students(Desk(find_assignment(options.assignment), _released(options.assignment)))
    every = options.students // options.hostile
    mixed = list(honest)
    for number in range(options.hostile):  # spread over the class
        mixed[number * every] = kinds[number % len(kinds)]
    seconds = []
    for number, submissions in enumerate((honest, mixed)):
        course = _course(folder / str(number), options.assignment, submissions, None)
        print(
            f"{len(submissions)} submissions, {(0, options.hostile)[number]} hostile ...", file=sys.stderr, flush=True
        )
        seconds.append(_timed(_ours(options), course))
    print(f"{options.students} submissions of {options.assignment}, --jobs {options.jobs}, one run, one machine\n")
    print(f"all honest       {seconds[0]:>9.1f} s")
    print(f"{options.hostile:>4} hostile     {seconds[1]:>9.1f} s   {seconds[1] / seconds[0]:.2f} times")


def _ours(options: argparse.Namespace) -> list[str]:
    return [sys.executable, "-m", "autograder", "grade", options.assignment, "--jobs", str(options.jobs)]


def _released(assignment: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "assignments" / assignment / f"{assignment}.ipynb", as_version=4)


def _class(assignment: str, students: int, right: bool) -> list[Submission]:
    kinds = ("right-style",) if right else ("right-style", "flipped", "mistaken", "half-finished")
    made = sample_class(find_assignment(assignment), _released(assignment))
    fitting = [s for s in made if s.student.startswith(kinds)]
    return [fitting[i % len(fitting)] for i in range(students)]


def _course(folder: Path, assignment: str, submissions: list[Submission], config: str | None) -> Path:
    shutil.copytree(ROOT / "solutions" / assignment, folder / "solutions" / assignment)
    if config is None:
        shutil.copy(ROOT / "nbgrader_config.py", folder)
    else:
        (folder / "nbgrader_config.py").write_text(config)
    for number, submission in enumerate(submissions):
        place = folder / "submitted" / f"{number:04d}" / assignment
        place.mkdir(parents=True)
        (place / submission.filename).write_bytes(submission.content)
    _run([sys.executable, "-m", "nbgrader", "generate_assignment", assignment, "--create"], folder)
    return folder


def _timed(arguments: list[str], course: Path) -> float:
    started = time.monotonic()
    _run(arguments, course)
    return time.monotonic() - started


def _run(arguments: list[str], course: Path) -> str:
    done = subprocess.run(arguments, cwd=course, env=_environment(course), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed in {course}:\n{done.stderr[-4000:]}")
    return done.stdout


def _environment(course: Path) -> dict[str, str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return os.environ | {
        "PYTHONPATH": path,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "CNNEDU_SECRET": "benchmark",
        "CNNEDU_COURSE": str(course),
    }


def _grades(course: Path) -> dict[str, float]:
    """Every student's points, read from the database itself."""
    query = """
        select submitted_assignment.student_id, round(sum(grade.auto_score), 2)
        from grade
        join submitted_notebook on grade.notebook_id = submitted_notebook.id
        join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
        group by submitted_assignment.student_id
    """
    with sqlite3.connect(course / "gradebook.db") as database:
        return dict(database.execute(query).fetchall())


if __name__ == "__main__":
    main()
