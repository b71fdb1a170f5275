"""What an attack is, and how the functions of the other files become attacks."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import ModuleType
from typing import Any

__all__ = ["HOST_NAMES", "Attack", "Gain", "attack", "attacks_of"]


COURSE = REPOSITORY = ABSTRACT = LINGER = ""
PORT = GRADER = 0


Body = Callable[[], Any]


class Gain(Enum):
    """What an attack gains where nothing protects. `unprotected.py` says how each is shown."""

    POINTS = "points, when the exam runs in the notebook's process"
    LOOT = "something secret, when the notebook runs as a plain process of the grader's user"
    LIMIT = "more than its share of the machine: a limit has to stop it"
    GRADER = "the end of the process that grades"
    LINGERS = "a process that is still there when grading is over"
    PAGE = "something that runs, or leads somewhere, in the page that stock nbconvert makes"
    NONE = "nothing that could be shown: the docstring says why it is tried"


HOST_NAMES = ("COURSE", "REPOSITORY", "PORT", "ABSTRACT", "LINGER", "GRADER")
"""Names that a cell finds set: to the course's folder on the host, this repository's, a port and an abstract socket on
which something secret is to be heard, seconds by which a sleeping process is known, and the grader's process id."""


@dataclass(frozen=True)
class Attack:
    """One hostile notebook.

    Attributes:
        name: of the attack.
        gain: what it is worth elsewhere.
        text: of the attacked answer's cell. Lines ``# %%`` part it into cells, of which the last is the answer's.
        spoils: whether it costs the attacker's own honest answer that stands behind it.
        quick: whether `make test` runs it.
    """

    name: str
    gain: Gain
    text: str
    spoils: bool
    quick: bool

    def cells(self, host: Mapping[str, Any]) -> list[str]:
        """The cells, each with the names of the host that it uses."""
        parts = [part.strip("\n") for part in re.split(r"^# %%\n", self.text, flags=re.MULTILINE)]
        return [_setting(part, host) + part for part in parts]


def attack(gain: Gain, *, spoils: bool = False, quick: bool = False) -> Callable[[Body], Body]:
    """Make an attack of a function: its docstring says what it tries, its body is the text of the cell.

    A function that cannot be written in Python, for the sake of a magic, returns the text.
    """

    def marked(function: Body) -> Body:
        assert function.__doc__, f"{function.__name__}: say what it tries"
        function.attack = Attack(function.__name__, gain, _body(function), spoils, quick)  # type: ignore[attr-defined]
        return function

    return marked


def attacks_of(*modules: ModuleType) -> list[Attack]:
    """The attacks in some modules, in their order."""
    return [thing.attack for module in modules for thing in vars(module).values() if hasattr(thing, "attack")]


def _body(function: Body) -> str:
    source = textwrap.dedent(inspect.getsource(function))
    definition = next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))
    first, *more = definition.body[1:]
    if isinstance(first, ast.Return) and not more:
        return str(function())
    lines = source.split("\n")[definition.body[0].end_lineno or 0 :]
    return textwrap.dedent("\n".join(lines)).strip("\n") + "\n"


def _setting(text: str, host: Mapping[str, Any]) -> str:
    used = [name for name in HOST_NAMES if re.search(rf"\b{name}\b", text)]
    return "".join(f"{name} = {host[name]!r}\n" for name in used)
