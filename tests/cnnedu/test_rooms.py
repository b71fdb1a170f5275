"""The rooms of cnnedu, the packages and modules directly below it, import each other one way; NumPy is enough for some.

Imports inside functions count: they break a circle for the interpreter, and not for a reader.
"""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import cnnedu

ROOT = Path(cnnedu.__file__).parent
ROOMS = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__"}

# What a host that grades NumPy assignments may lack, or should not spend seconds on.
HEAVY = ("torch", "matplotlib", "sklearn", "scipy")
LIGHT = ("cnnedu.ops.corr2d", "cnnedu.formulas.shapes")


def imported_rooms(source):
    """The rooms that a module's source imports, wherever in it the import stands."""
    modules = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written out in full here: from cnnedu.ROOM import NAME"
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {parts[1] for parts in (module.split(".") for module in modules) if parts[0] == "cnnedu" and len(parts) > 1}


def rooms_imported_by(room):
    """A room's neighbours. Its `__main__` is left out: a program stands above the rooms, and nothing imports it."""
    path = ROOT / room
    files = [file for file in path.rglob("*.py") if file.name != "__main__.py"] if path.is_dir() else [f"{path}.py"]
    found = set().union(*(imported_rooms(Path(file).read_text(encoding="utf-8")) for file in files))
    return found & ROOMS - {room}


def circle_in(graph):
    """The rooms of a circle in the order in which they import each other; nothing where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " -> ".join(reversed(error.args[1]))
    return ""


def modules_below(room):
    return [f"cnnedu.{room}.{path.stem}" for path in sorted((ROOT / room).glob("[!_]*.py"))]


def heavy_after_importing(modules):
    """Which of the heavy packages a fresh interpreter has loaded after importing some modules."""
    program = f"import sys, {', '.join(modules)}; print(*[name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    return run.stdout.split()


def test_rooms_import_each_other_one_way():
    assert circle_in({room: rooms_imported_by(room) for room in ROOMS}) == ""


def test_a_circle_would_be_found():
    assert circle_in({"training": {"weights"}, "weights": {"data", "training"}}) in {
        "training -> weights -> training",
        "weights -> training -> weights",
    }


@pytest.mark.parametrize(
    "source",
    [
        "import cnnedu.ops.corr2d",
        "from cnnedu import ops",
        "from cnnedu.ops import corr2d",
        "from cnnedu.ops.corr2d import corr2d as f",
        "def late():\n    from cnnedu.ops.corr2d import corr2d",
    ],
)
def test_every_form_of_an_import_is_seen(source):
    assert imported_rooms(source) == {"ops"}


def test_the_formulas_need_no_other_room():
    assert rooms_imported_by("formulas") == set()


@pytest.mark.parametrize("module", LIGHT)
def test_what_a_numpy_exam_needs_loads_nothing_heavy(module):
    assert heavy_after_importing([module]) == []


def test_neither_does_any_operation_or_formula_nor_a_network_on_numpy():
    assert heavy_after_importing([*modules_below("ops"), *modules_below("formulas"), "cnnedu.inference"]) == []


def test_what_is_heavy_is_seen():
    assert heavy_after_importing(["matplotlib"]) == ["matplotlib"]
