"""Two tiers of tests: `make test` leaves the slow ones out and tries few seeds, `make test-all` does not."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

collect_ignore = []  # what cannot be imported without an extra; its tests say so
if find_spec("distributed") is None:
    collect_ignore += ["autograder/classroom/cluster.py", "tests/autograder/small_course_on_a_cluster.py"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the slow tests too, and exams over all their seeds")
    parser.addoption("--assignment", help="of the exams, test those of one assignment only")


def pytest_configure(config: pytest.Config) -> None:
    if name := config.getoption("--assignment"):
        from autograder.exams import find_assignment

        try:
            find_assignment(name)
        except KeyError as error:
            raise pytest.UsageError(error.args[0]) from None


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """No doctests are in these; as modules with doctests they would all be called "conftest"."""
    return collection_path.name == "conftest.py" or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if not item.get_closest_marker("xdist_group"):  # one process for a file: what its fixtures make is made once
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
    if config.getoption("--full") or config.getoption("markexpr"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
