"""What goes past IPython is what it would have been, whatever stands in a cell."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from IPython.core.async_helpers import _should_be_async
from IPython.core.inputtransformer2 import TransformerManager

from autograder.sandbox.inside.plain_python import Translation, may_await

NOTEBOOKS = sorted((Path(__file__).parents[2] / "solutions").glob("*/*.ipynb"))

PIECES = (
    *("x", "1", " ", "  ", "\t", "\n", "\n\n", "=", "==", "!=", "%", "%%", "!", "!!", "?", "??", "/", ",", ";", "\\"),
    *('"', "'", '"""', "'''", "#", ">>>", ">>> ", "...", "... ", "In [1]: ", "[nav] In [2]: ", "   ...: ", "\\\n"),
    *("[", "]", "(", ")", ":", "if x:", "def f():", "await ", "async ", "    return", "\r", "\f", "\x1c", "\u2028"),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("x = (a\n% b)\n")
@example('"""\n>>> f(x)\n"""\n')
@example("x = 1\n   \ny = 2")
@example("x = \\\n%time")
@example("x = \\\n !ls")
@example("x \\\n = !ls")
@example("if x:\n\t%time")
@example("x = 1\nx?  # help")
@example("x = '?'\n# why\x1c%time")
@example("x = [\n%s]")
@settings(max_examples=500)
def test_a_cell_is_what_ipython_makes_of_it(source):
    try:
        wanted = TransformerManager().transform_cell(source)
    except SyntaxError:  # it is no Python: here the compiler may be the one to say so
        with pytest.raises(SyntaxError):
            ast.parse(Translation().transform_cell(source))
    except IndexError:  # a mistake of IPython's own
        with pytest.raises(IndexError):
            Translation().transform_cell(source)
    else:
        assert Translation().transform_cell(source) == wanted


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("async for x in y:\n    pass")
@example("[x async for x in y]")
@example("await x")
def test_a_cell_that_is_not_asked_whether_it_waits_does_not(source):
    if not may_await(source):
        assert not _should_be_async(source)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_cell_of_the_course_is_split_into_tokens(path, monkeypatch):
    """Or it would be of no use."""
    monkeypatch.setattr(TransformerManager, "do_token_transforms", None)
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            Translation().transform_cell("".join(cell["source"]))


def test_nothing_is_said_of_a_cell_before_it_runs(recwarn):
    source = "print('why?')\nx = '\\d' if 1 is 1 else 0x1or x\n"
    assert Translation().transform_cell(source) == source
    assert list(recwarn) == []


def test_a_translation_of_a_cells_own_is_asked():
    translation = Translation()
    translation.token_transformers.append(Doubling)
    assert translation.transform_cell("x\n") == "x x\n"


class Doubling:
    priority, start_line, start_col = 10, 0, 0

    @classmethod
    def find(cls, tokens_by_line):
        return cls() if [token.string for token in tokens_by_line[0]] == ["x", "\n"] else None

    def sortby(self):
        return 0, 0, self.priority

    def transform(self, lines):
        return ["x x\n", *lines[1:]]
