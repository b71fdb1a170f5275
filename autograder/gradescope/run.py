"""What run_autograder starts in Gradescope's container: grades the one submission there and writes results.json.

Whatever happens, there is a results.json: without one Gradescope tells students that the autograder is broken, and no
more. `--warm` grades the assignment as it is handed out, when the image is built: what takes long is then done.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.gradescope.results import not_graded, results_of
from autograder.gradescope.settings import Settings, read_settings
from autograder.grading.grader import Grader, NoSandboxError
from autograder.grading.handed_in import read_handed_in, rebuild_handed_in
from autograder.notebook.rebuild import Rebuilt, nothing_written
from autograder.whole_file import write_whole

__all__ = ["main"]

_NOT_ENDED = (
    "The grading did not come to an end: Gradescope has stopped it. This may be an endless loop or too much memory "
    "in the notebook. Hand in again; if this happens twice, tell your instructor."
)
_FAILED = (
    "The grading has failed, and this is not the fault of what was handed in. Your instructor finds the reason in the "
    "autograder's output, and can run it again."
)
_REFUSED = (
    "NOT GRADED: this container has no sandbox, so what a submission computes could read the exam and write its own "
    "points. For the instructor: {why} If Gradescope does not let bubblewrap work in its containers, collect the "
    "submissions and grade them on a machine of yours (`autograder collect`), or make the zip file again with "
    "--without-sandbox grade, if you trust your students."
)


def main(arguments: Sequence[str], root: Path | None = None) -> int:
    """Grade what lies in `root`, the folder that Gradescope calls /autograder. Returns the exit status."""
    root = root or Path(os.environ.get("AUTOGRADER_ROOT", "/autograder"))
    warm = "--warm" in arguments
    try:
        settings = read_settings((root / "source" / "settings.json").read_bytes())
        if not warm:
            _write(root, not_graded(_NOT_ENDED))
        results = _results(root, settings, warm)
    except Exception:
        traceback.print_exc()
        if not warm:
            _write(root, not_graded(_FAILED))
        return 1
    if not warm:
        _write(root, results)
    isolated = results.get("extra_data", {}).get("isolated", False)
    print(f"{settings.assignment}: {results['score']} points; isolated: {'yes' if isolated else 'NO'}")
    if not isolated:
        print(results["output"])
    return 0


def _results(root: Path, settings: Settings, warm: bool) -> dict[str, Any]:
    refusing = settings.without_sandbox == "refuse"
    with Grader(root / "source" / "course", isolation_required=refusing) as grader:
        why = _why_not_isolated(grader, settings.assignment)
        if why and refusing:
            return not_graded(_REFUSED.format(why=f"{why.rstrip('.')}."))
        try:
            graded = grader.grade_rebuilt(_rebuilt(root, grader, settings.assignment, warm), settings.assignment)
        except NoSandboxError:
            return not_graded(_REFUSED.format(why="the sandbox worked when it was tried, and not for the submission."))
    return results_of(graded, settings, why)


def _why_not_isolated(grader: Grader, assignment: str) -> str:
    """Start the grader's sandbox before any of a student's code runs. Returns the empty string where it works."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # said in the results instead
            _, sandbox = grader.warm_up(assignment)
            return sandbox.why_not_isolated
    except NoSandboxError as error:
        return error.why


def _rebuilt(root: Path, grader: Grader, assignment: str, warm: bool) -> Rebuilt:
    source = grader.source(assignment)
    if warm:
        return nothing_written(source, "")
    return rebuild_handed_in(read_handed_in(root / "submission" / f"{assignment}.ipynb"), source)


def _write(root: Path, results: dict[str, Any]) -> None:
    folder = root / "results"
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "results.json", json.dumps(results, indent=1).encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
