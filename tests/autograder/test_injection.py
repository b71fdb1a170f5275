"""An import of a part becomes the code it names: all that it needs, nothing that it does not."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.notebook.injection import inject
from autograder.notebook.regions import GIVEN
from autograder.notebook.source_error import SourceError

CANVAS = '''\
"""What every picture is drawn with."""

import os
from functools import cache

import numpy as np

__all__ = ["canvas", "write"]

INK = "black"
# How thick.
WIDTH = 2


def canvas():
    return np.zeros(WIDTH)


@cache
def outline(text):
    return text


# A shape is quicker than a text.
def write(text):
    return outline(text), INK


def unused():
    return os.sep
'''

GRIDS = '''\
"""Grids."""

import numpy as np

from .canvas import WIDTH, write

DOUBLE = 2 * WIDTH


def show_grid(array):
    return np.sum(array), write("sum"), DOUBLE


def show_grids(arrays):
    return [show_grid(array) for array in arrays]
'''


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    folder = tmp_path / "notebook_parts"
    folder.mkdir()
    (folder / "canvas.py").write_text(CANVAS)
    (folder / "grids.py").write_text(GRIDS)
    return folder


def given(source: str) -> NotebookNode:
    return nbformat.from_dict({"cell_type": "code", "source": source, "metadata": {"course": dict(GIVEN)}})


def student(source: str) -> NotebookNode:
    return nbformat.from_dict({"cell_type": "code", "source": source, "metadata": {}})


def injected(parts: Path, *cells: NotebookNode) -> list[str]:
    inject(list(cells), parts, "01_x.py")
    return [cell.source for cell in cells]


def refused(parts: Path, *cells: NotebookNode) -> str:
    with pytest.raises(SourceError) as error:
        inject(list(cells), parts, "01_x.py")
    return str(error.value)


def test_a_name_comes_with_all_that_it_uses(parts: Path) -> None:
    setup, _ = injected(parts, given("from notebook_parts.canvas import write"), student("write('a')"))
    assert setup == (
        "from functools import cache\n\n"
        'INK = "black"\n\n\n'
        "@cache\ndef outline(text):\n    return text\n\n\n"
        "# A shape is quicker than a text.\ndef write(text):\n    return outline(text), INK"
    )


def test_a_comment_goes_where_its_definition_goes(parts: Path) -> None:
    setup, _ = injected(parts, given("from notebook_parts.canvas import WIDTH"), student("WIDTH"))
    assert setup == "# How thick.\nWIDTH = 2"


def test_what_other_parts_give_stands_before_what_is_made_of_it(parts: Path) -> None:
    setup, _ = injected(parts, given("from notebook_parts.grids import show_grids"), student("show_grids([[1]])"))
    names: dict[str, object] = {}
    exec(setup, names)
    assert names["show_grids"]([[1, 2]]) == [(3, ("sum", "black"), 4)]  # type: ignore[operator]


def test_what_is_not_used_is_not_there(parts: Path) -> None:
    setup, _ = injected(parts, given("from notebook_parts.grids import show_grid"), student("show_grid([1])"))
    assert [
        word for word in ("show_grids", "unused", "import os", "__all__", "canvas", "Grids.") if word in setup
    ] == []


def test_imports_of_the_cell_and_of_the_parts_are_merged_and_sorted(parts: Path) -> None:
    own = "from zipfile import ZipFile\nimport matplotlib.pyplot as plt\nimport numpy as np\nimport math\n"
    asked = "from notebook_parts.grids import show_grid\nfrom matplotlib.path import Path\n"
    setup, _ = injected(parts, given(own + asked), student("show_grid([1])"))
    assert setup[: setup.index("INK")] == (
        "import math\nfrom functools import cache\nfrom zipfile import ZipFile\n\n"
        "import matplotlib.pyplot as plt\nimport numpy as np\nfrom matplotlib.path import Path\n\n"
    )


def test_the_cells_own_code_comes_last(parts: Path) -> None:
    source = "from notebook_parts.canvas import write\n\n# Begin.\nwrite('a')\n"
    (setup,) = injected(parts, given(source))
    assert setup.endswith("return outline(text), INK\n\n\n# Begin.\nwrite('a')")


def test_a_cell_without_parts_stays_as_it_is(parts: Path) -> None:
    source = "import sys\nimport os\n\n\n\nprint(os, sys)\n"
    assert injected(parts, given(source)) == [source]


def test_a_later_cell_brings_only_what_is_not_there_yet(parts: Path) -> None:
    _, later = injected(
        parts,
        given("from notebook_parts.canvas import write\nwrite('a')"),
        given("from notebook_parts.canvas import canvas, write\ncanvas(), write('b')"),
    )
    assert later == (
        "import numpy as np\n\n# How thick.\nWIDTH = 2\n\n\n"
        "def canvas():\n    return np.zeros(WIDTH)\n\n\ncanvas(), write('b')"
    )


def test_the_same_cells_give_the_same_code_every_time(parts: Path) -> None:
    def cells() -> list[NotebookNode]:
        return [given("from notebook_parts.grids import show_grids"), student("show_grids([])")]

    assert injected(parts, *cells()) == injected(parts, *cells())


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "from notebook_parts.grid import show_grids",
            "01_x.py, cell 1: there is no part 'grid' in notebook_parts; there are canvas, grids",
        ),
        (
            "from notebook_parts.grids import show_gird",
            "01_x.py, cell 1: the part grids has no 'show_gird'; it has DOUBLE, show_grid, show_grids",
        ),
        ("import notebook_parts.grids", "take what you use by its name, as in 'from notebook_parts.grids import"),
        ("from notebook_parts import grids", "take what you use by its name"),
        ("from notebook_parts.grids import *", "take what you use by its name"),
        ("from notebook_parts.grids import show_grids as show", "take what you use by its name"),
        ("def f():\n    from notebook_parts.grids import show_grids", "outside of functions"),
    ],
)
def test_a_wrong_import_says_what_there_is(parts: Path, source: str, message: str) -> None:
    assert message in refused(parts, given(source), student("show_grids, show_gird"))


def test_a_part_that_the_notebook_does_not_use_is_refused(parts: Path) -> None:
    assert refused(parts, given("from notebook_parts.grids import show_grids")) == (
        "01_x.py, cell 1: the notebook never uses show_grids of the part grids; remove the import"
    )


def test_a_cell_that_students_may_change_takes_no_parts(parts: Path) -> None:
    message = refused(parts, student("from notebook_parts.grids import show_grids\nshow_grids([])"))
    assert message == '01_x.py, cell 1: it takes from notebook_parts; only cells with role="given" can'


@pytest.mark.parametrize("source", ["outline = [1, 2]", "def np(): pass", "from os import sep as outline"])
def test_a_name_that_the_parts_need_cannot_mean_something_else(parts: Path, source: str) -> None:
    setup = given("from notebook_parts.grids import show_grids")
    message = refused(parts, setup, student("show_grids([])"), student(source))
    assert message.startswith("01_x.py, cell 3: the code from notebook_parts needs the name ")


@pytest.mark.parametrize("source", ["import numpy as np", "[outline for outline in 'abc']", "def f():\n    write = 1"])
def test_the_same_import_again_and_names_of_inner_scopes_do_no_harm(parts: Path, source: str) -> None:
    setup = given("from notebook_parts.grids import show_grids")
    assert injected(parts, setup, student("show_grids([])"), student(source))[2] == source


def test_one_name_imported_in_two_ways_is_refused(parts: Path) -> None:
    message = refused(parts, given("import numpy.linalg as np\nfrom notebook_parts.grids import show_grid\nshow_grid"))
    assert message == "01_x.py, cell 1: 'np' would be imported in two ways; rename one of them"


def test_a_part_that_does_something_when_imported_is_refused(parts: Path) -> None:
    (parts / "loud.py").write_text('"""Loud."""\n\nprint("loud")\n\n\ndef f():\n    pass\n')
    assert refused(parts, given("from notebook_parts.loud import f\nf()")) == (
        "notebook_parts/loud.py, line 3: a part may hold imports, functions, classes and constants; "
        "got 'print(\"loud\")': put it into a function, for a cell to call"
    )


def test_a_part_that_takes_what_is_not_there_is_named(parts: Path) -> None:
    (parts / "loud.py").write_text("from .canvas import wrote\n\n\ndef f():\n    wrote()\n")
    assert refused(parts, given("from notebook_parts.loud import f\nf()")) == (
        "notebook_parts/loud.py: the part canvas has no 'wrote'; it has INK, WIDTH, canvas, outline, unused, write"
    )
