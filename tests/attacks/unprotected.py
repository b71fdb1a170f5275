"""The same attacks where nothing protects: what they are worth is shown before it is shown that they gain nothing.

Nothing of it can hurt this machine. What patches or kills runs inside the sandbox, with a grader of straw beside it;
what only reads runs as a plain process.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from typing import Any

from autograder.sandbox.outside.sandbox import Sandbox

from .corpus import Attack, Gain
from .course import STOCK_EXAM
from .host import Host, running

__all__ = ["SHOWN", "page", "runs_something"]

_STRAW_GRADER = """\
import os
grader = os.fork()
if grader == 0:
    os.setsid()
    student = os.fork()
    if student == 0:
        exec({text!r}, {{}})
        os._exit(0)
    os.waitpid(student, 0)
    os._exit(42)
print("grader:", os.WEXITSTATUS(os.waitpid(grader, 0)[1]))
"""
_RUNS = re.compile(
    r"<[^>]*hear\(\)|<script[^>]*>[^<]*hear|<[^>]*https?://spy\.example|href=\"javascript:", re.IGNORECASE
)


def earns(attack: Attack, host: Host, confined: Sandbox, plain: Sandbox) -> bool:
    """Whether stock nbgrader would give points: its hidden test runs behind the cells, and it reads the outputs."""
    from nbformat import from_dict
    from nbgrader.utils import determine_grade

    with confined.open() as submission:
        submission.run("import numpy as np")
        for cell in attack.cells(host.names):
            submission.run(cell)
        result = submission.run(STOCK_EXAM)
    flags = {"grade": True, "solution": False, "locked": True, "task": False, "grade_id": "exam", "schema_version": 3}
    made: dict[str, Any] = {"cell_type": "code", "source": "", "metadata": {"nbgrader": flags | {"points": 2}}}
    return not result.problem and determine_grade(from_dict(made | {"outputs": result.outputs}))[0] > 0


def finds(attack: Attack, host: Host, confined: Sandbox, plain: Sandbox) -> bool:
    """Whether it brings something secret to light as a plain process."""
    with plain.open() as submission:
        results = [submission.run(cell) for cell in attack.cells(host.names)]
    return bool(host.found_in(str([result.outputs for result in results])))


def is_stopped(attack: Attack, host: Host, confined: Sandbox, plain: Sandbox) -> bool:
    """Whether a limit has to stop it."""
    stops = ("MemoryError", "No space left", "File too large", "Too many open files", "[output cut", "can't start new")
    with confined.open() as submission:
        results = [submission.run(cell) for cell in attack.cells(host.names)]
    return any(result.problem or any(stop in str(result.outputs) for stop in stops) for result in results)


def ends_the_grader(attack: Attack, host: Host, confined: Sandbox, plain: Sandbox) -> bool:
    """Whether a grader that forks and waits for its student does not live to give a grade."""
    with confined.open() as submission:
        result = submission.run(_STRAW_GRADER.format(text=attack.text))
    return "grader: 42" not in str(result.outputs)


def lingers(attack: Attack, host: Host, confined: Sandbox, plain: Sandbox) -> bool:
    """Whether a process is still there when all is over."""
    with plain.open() as submission:
        for cell in attack.cells(host.names):
            submission.run(cell)
        for _ in range(50):
            if running(host.names["LINGER"]):
                break
            time.sleep(0.02)
    time.sleep(0.3)  # what has been killed is gone by then
    left = running(host.names["LINGER"])
    for pid in left:
        os.kill(pid, 9)
    return bool(left)


def shows(attack: Attack, host: Host, confined: Sandbox, plain: Sandbox) -> bool:
    """Whether something of it runs, or leads somewhere, in the page that nbconvert makes of the outputs as they are."""
    with confined.open() as submission:
        outputs = [output for cell in attack.cells(host.names) for output in submission.run(cell).outputs]
    cell = {"cell_type": "code", "id": "x", "metadata": {}, "source": "", "execution_count": 1, "outputs": outputs}
    return runs_something(page({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))


def page(notebook: dict[str, Any]) -> str:
    """The page that nbconvert makes of a notebook, without the scripts and styles of its own."""
    from nbconvert.exporters import HTMLExporter
    from nbformat import from_dict

    return str(HTMLExporter(template_name="basic").from_notebook_node(from_dict(notebook))[0])


def runs_something(html: str) -> bool:
    return _RUNS.search(html) is not None


SHOWN: dict[Gain, Callable[[Attack, Host, Sandbox, Sandbox], bool]] = {
    Gain.POINTS: earns,
    Gain.LOOT: finds,
    Gain.LIMIT: is_stopped,
    Gain.GRADER: ends_the_grader,
    Gain.LINGERS: lingers,
    Gain.PAGE: shows,
}
