"""The house: the rooms of a package import each other one way, and what must not know of each other does not.

A room is a package or module directly below `cnnedu` or `autograder`. Imports inside functions count: they break a
circle for the interpreter, and not for a reader.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# What a host that grades NumPy assignments may lack, or should not spend seconds on.
HEAVY = ("torch", "matplotlib", "sklearn", "scipy", "lark")
LIGHT = ("cnnedu.ops.corr2d", "cnnedu.formulas.shapes")


def imported_modules(source, module):
    """The modules that a module's source imports, wherever in it the import stands, by their full names."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def modules_in(package):
    """The modules of a package, by name, with their sources; but for its `__main__`, which nobody imports."""
    folder = ROOT / package.replace(".", "/")
    files = [folder.with_suffix(".py")] if folder.with_suffix(".py").exists() else sorted(folder.rglob("*.py"))
    for file in files:
        if file.name != "__main__.py":
            name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            yield (f"{name}.__init__" if file.name == "__init__.py" else name), file.read_text(encoding="utf-8")


def imports_of(package):
    """Everything of ours that the modules of a package import."""
    found = set().union(*(imported_modules(source, name) for name, source in modules_in(package)))
    return {module for module in found if module.split(".")[0] in ("cnnedu", "autograder")}


def rooms_of(package):
    folder = ROOT / package.replace(".", "/")
    return {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {
        "__init__",
        "__main__",
    }


def neighbours(package, room):
    """The other rooms of a package that one of them imports."""
    inside = {module.removeprefix(f"{package}.").split(".")[0] for module in imports_of(f"{package}.{room}")}
    return inside & rooms_of(package) - {room}


def circle_in(graph):
    """The rooms of a circle in the order in which they import each other; nothing where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " -> ".join(reversed(error.args[1]))
    return ""


def heavy_after_importing(modules):
    """Which of the heavy packages a fresh interpreter has loaded after importing some modules."""
    program = f"import sys, {', '.join(modules)}; print(*[name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return run.stdout.split()


@pytest.mark.parametrize("package", ["cnnedu", "autograder", "autograder.sandbox"])
def test_rooms_import_each_other_one_way(package):
    assert circle_in({room: neighbours(package, room) for room in rooms_of(package)}) == ""


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
        "from .ops.corr2d import corr2d as f",
        "from . import ops",
        "def late():\n    from cnnedu.ops.corr2d import corr2d",
    ],
)
def test_every_form_of_an_import_is_seen(source):
    assert {name.split(".")[1] for name in imported_modules(source, "cnnedu.module")} == {"ops"}


def test_the_reference_knows_nothing_of_the_grader():
    assert [module for module in imports_of("cnnedu") if module.startswith("autograder")] == []


def test_the_sandbox_imports_nothing_of_this_repository_but_itself():
    assert {
        module for module in imports_of("autograder.sandbox") if not module.startswith("autograder.sandbox")
    } == set()


def test_what_runs_beside_the_student_knows_only_the_wire():
    assert neighbours("autograder.sandbox", "inside") == {"wire"}
    assert neighbours("autograder.sandbox", "wire") == set()


def test_the_exam_engine_knows_no_exam():
    assert [module for module in imports_of("autograder.exam") if module.startswith("autograder.exams")] == []


def test_only_the_gradebook_and_the_build_import_nbgrader():
    rooms = {
        name.split(".")[1]
        for name, source in modules_in("autograder")
        if any(module.split(".")[0] == "nbgrader" for module in imported_modules(source, name))
    }
    assert rooms == {"gradebook", "notebook"}


def test_the_forms_of_other_systems_know_no_gradebook_and_no_grading():
    assert neighbours("autograder", "exchange") == {"course", "harmless"}
    assert "gradebook" not in neighbours("autograder", "gradescope")


def test_the_formulas_need_no_other_room():
    assert neighbours("cnnedu", "formulas") == set()


@pytest.mark.parametrize("module", LIGHT)
def test_what_a_numpy_exam_needs_loads_nothing_heavy(module):
    assert heavy_after_importing([module]) == []


def test_neither_does_any_operation_or_formula_nor_a_network_on_numpy():
    rooms = [
        f"cnnedu.{room}.{path.stem}"
        for room in ("ops", "formulas")
        for path in (ROOT / "cnnedu" / room).glob("[!_]*.py")
    ]
    assert heavy_after_importing([*rooms, "cnnedu.inference"]) == []


def test_what_nbgrader_plugs_in_loads_nothing_heavy():
    assert heavy_after_importing(["autograder.gradebook.plugins", "autograder.classroom.grade_class"]) == []


def test_what_is_heavy_is_seen():
    assert heavy_after_importing(["matplotlib"]) == ["matplotlib"]
