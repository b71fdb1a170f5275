"""Which functions and classes are answers, and what of their files goes along into a notebook."""

from __future__ import annotations

import builtins
import importlib
import itertools
import sys

import numpy as np
import pytest

from autograder.exam.answers import Answers, answer_source, answers_of, source_closure
from autograder.exam.exercise import Exercise, Misconception

unused = (f"course{number}" for number in itertools.count())


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write files of answers, `wrong/x.py` and `honest/x.py`, and import them."""
    package = next(unused)
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(wrong="", honest=""):
        for folder, text in (("wrong", wrong), ("honest", honest)):
            place = tmp_path / package / folder
            place.mkdir(parents=True)
            (place / "x.py").write_text("import numpy as np\n" + text.replace("COURSE", package), encoding="utf-8")
        importlib.invalidate_caches()
        return tuple(importlib.import_module(f"{package}.{folder}.x") for folder in ("wrong", "honest"))

    yield write
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[name]


def run(source, name):
    """Run a source where a notebook would: nothing is there but NumPy."""
    namespace = {"np": np, "__builtins__": builtins, "__name__": "__main__"}
    exec(source, namespace)
    return namespace[name]


# Which are answers


def test_every_public_function_and_class_is_an_answer_in_the_order_of_the_file(write):
    wrong, honest = write("def later(): ...\nclass Early: ...\n", "def right(): ...\n")
    assert answers_of(wrong, honest) == Answers(wrong=(wrong.later, wrong.Early), honest=(honest.right,))


def test_helpers_and_constants_are_no_answers(write):
    wrong, honest = write("LIMIT = 3\ndef _helper(): ...\nclass _Base: ...\ndef answer(): ...\n")
    assert answers_of(wrong, honest).wrong == (wrong.answer,)


def test_what_is_imported_is_no_answer(write):
    wrong, honest = write("from COURSE.honest.x import Plain\nfrom math import prod\n", "class Plain: ...\n")
    assert answers_of(wrong, honest) == Answers(honest=(honest.Plain,))


def test_a_function_under_two_names_is_refused(write):
    wrong, honest = write("def one(): ...\nother = one\n")
    with pytest.raises(ValueError, match=r"wrong\.x calls one other, too: write every answer as a def"):
        answers_of(wrong, honest)


def test_a_misconception_is_named_after_its_function():
    def flipped_kernel():
        """You turned
        the kernel."""

    misconception = Misconception.of(flipped_kernel)
    assert (misconception.name, misconception.explanation) == ("flipped kernel", "You turned the kernel.")


@pytest.mark.parametrize(
    ("name", "words"), [("MomentumReversed", "momentum reversed"), ("SGDWithoutDecay", "SGD without decay")]
)
def test_a_misconception_is_named_after_its_class(name, words):
    assert Misconception.of(type(name, (), {"__doc__": "You did."})).name == words


def test_a_wrong_class_does_not_inherit_its_explanation():
    class Right:
        """Not what a student should read."""

    class Wrong(Right):
        pass

    with pytest.raises(ValueError, match="Wrong needs a docstring: it is what the student will read"):
        Exercise("Right", 1, Right, (), Answers(wrong=(Wrong,)))


# What goes along


def test_an_answer_takes_its_helpers_and_their_helpers_along(write):
    wrong, _ = write(
        "def _inner(x):\n    return x + 1\ndef _outer(x):\n    return _inner(x)\ndef f(x):\n    return _outer(x)"
    )
    assert run(source_closure(wrong.f), "f")(1) == 2


def test_a_helper_below_the_answer_goes_along_too(write):
    wrong, _ = write("def f(x):\n    return _below(x)\ndef _below(x):\n    return x + 1\n")
    assert run(source_closure(wrong.f), "f")(1) == 2


def test_a_constant_takes_what_it_is_made_from_along(write):
    wrong, _ = write("BASE = 2\nSQUARE = BASE**2\ndef f():\n    return SQUARE\n")
    assert run(source_closure(wrong.f), "f")() == 4


def test_constants_assigned_together_go_along_together(write):
    wrong, _ = write("(LOW, HIGH), STEP = (0, 255), 1\ndef f():\n    return HIGH, LOW\n")
    source = source_closure(wrong.f)
    assert run(source, "f")() == (255, 0)
    assert source.count("HIGH") == 2


def test_nothing_else_goes_along(write):
    wrong, _ = write("_SHARED = 1\n_OTHER = 2\ndef f():\n    return _SHARED\ndef g():\n    return _SHARED + _OTHER\n")
    assert source_closure(wrong.f) == "_SHARED = 1\n\n\ndef f():\n    return _SHARED\n"


def test_two_answers_share_a_helper(write):
    wrong, _ = write("def _one():\n    return 1\ndef f():\n    return _one()\ndef g():\n    return _one() + 1\n")
    assert (run(source_closure(wrong.f), "f")(), run(source_closure(wrong.g), "g")()) == (1, 2)


@pytest.mark.parametrize(
    "answer",
    [
        "@_same\ndef f(x=1):\n    return x + 1",
        "def f(x=_same(1)):\n    return x + 1",
        "def f(x: _same(int) = 1):\n    return x + 1",
        "def f(x=1):\n    return [_same(y) for y in (x,)][0] + 1",
        "def f(x=1):\n    def inner():\n        return _same(x)\n    return inner() + 1",
        "def f(x=1):\n    return (lambda y: _same(y))(x) + 1",
        "def f(x=1):\n    return int(f'{_same(x)}') + 1",
        "class f(_same(int)):\n    def __new__(cls):\n        return 2",
        "class f:\n    one = _same(1)\n    def __new__(cls):\n        return cls.one + 1",
        "class f(metaclass=_same(type)):\n    def __new__(cls):\n        return 2",
    ],
)
def test_every_place_where_a_name_can_stand_counts(write, answer):
    wrong, _ = write(f"def _same(x):\n    return x\n{answer}\n")
    source = source_closure(wrong.f)
    assert source.startswith("def _same(x)")
    assert run(source, "f")() == 2


def test_a_local_variable_is_not_taken_for_a_helper(write):
    wrong, _ = write("def kernel():\n    ...\ndef f(x):\n    kernel = x\n    return kernel\n")
    assert source_closure(wrong.f) == "def f(x):\n    kernel = x\n    return kernel\n"


def test_imports_go_along_but_for_numpys(write):
    wrong, _ = write(
        "import math, os.path\nfrom itertools import chain as joined\n"
        "def f(x):\n    return np.array([*joined([math.pi], x)])\n"
    )
    source = source_closure(wrong.f)
    assert source.splitlines()[:2] == ["import math", "from itertools import chain as joined"]
    assert run(source, "f")([1]).tolist() == [np.pi, 1]


def test_decorators_and_comments_stay(write):
    wrong, _ = write("@np.errstate(all='ignore')\ndef f(x):  # why\n    return 1 / x\n")
    assert source_closure(wrong.f) == "@np.errstate(all='ignore')\ndef f(x):  # why\n    return 1 / x\n"


def test_what_another_file_of_answers_defines_is_written_out(write):
    wrong, _ = write(
        "from COURSE.honest.x import Plain\nclass Wrong(Plain):\n"
        "    def rate(self):\n        return 2 * super().rate()\n",
        "RATE = 0.5\nclass Plain:\n    def rate(self):\n        return RATE\n",
    )
    source = source_closure(wrong.Wrong)
    assert "import" not in source
    assert run(source, "Wrong")().rate() == 1.0


def test_it_may_be_imported_under_another_name(write):
    wrong, _ = write(
        "from ..honest.x import plain as right\ndef f():\n    return right() + 1\n", "def plain():\n    return 1\n"
    )
    assert run(source_closure(wrong.f), "f")() == 2


def test_two_files_may_import_the_same(write):
    wrong, _ = write(
        "import math\nfrom COURSE.honest.x import plain\ndef f():\n    return math.pi - plain()\n",
        "import math\ndef plain():\n    return math.pi\n",
    )
    assert source_closure(wrong.f).count("import math") == 1


def test_two_files_that_call_different_things_alike_are_refused(write):
    wrong, _ = write(
        "from COURSE.honest.x import plain\ndef _one():\n    return 1\ndef f():\n    return plain() + _one()\n",
        "def _one():\n    return 1.0\ndef plain():\n    return _one()\n",
    )
    with pytest.raises(ValueError, match=r"both define _one: rename one of them"):
        source_closure(wrong.f)


@pytest.mark.parametrize("module", ["cnnedu.ops.corr2d", "autograder.exam.exercise"])
def test_an_answer_cannot_use_what_no_notebook_has(write, module):
    wrong, _ = write(f"from {module} import __all__ as names\ndef f():\n    return names\n")
    with pytest.raises(ValueError, match=rf"line 2: a notebook cannot import names from {module}"):
        source_closure(wrong.f)


@pytest.mark.parametrize(
    "definition",
    [
        "try:\n    import json\nexcept ImportError:\n    json = None\n",
        "if True:\n    json = 1\n",
        "json = 1\njson = 2\n",
        "json = {}\njson['a'] = 1\n",
        "json = 1\njson += 1\n",
        "json = []\njson.append(1)\n",
    ],
)
def test_what_is_not_defined_by_one_plain_statement_is_refused(write, definition):
    wrong, _ = write(f"{definition}def f():\n    return json\n")
    with pytest.raises(ValueError, match=r"wrong\.x: json gets its meaning in line .* Define it once, at the margin"):
        source_closure(wrong.f)


def test_what_is_not_plain_does_not_matter_to_others(write):
    wrong, _ = write(
        "TABLE = []\nfor number in range(3):\n    TABLE.append(number)\ndef f():\n    return sum(range(3))\n"
    )
    assert run(source_closure(wrong.f), "f")() == 3


def test_a_name_that_is_nowhere_defined_is_refused(write):
    wrong, _ = write("def f():\n    return nothing\n")
    with pytest.raises(ValueError, match=r"wrong\.x, line 2: nothing is not defined in that file"):
        source_closure(wrong.f)


def test_an_answer_inside_a_function_is_refused():
    def inside():
        return 1

    with pytest.raises(ValueError, match="is defined inside something else: an answer stands at the margin"):
        source_closure(inside)


# Under the exercise's name


def test_an_answer_is_renamed_where_it_calls_itself(write):
    wrong, _ = write("def fac(n):\n    return n * fac(n - 1) if n else 1\n")
    assert run(answer_source(wrong.fac, "factorial"), "factorial")(4) == 24


def test_longer_words_attributes_arguments_and_texts_keep_the_name(write):
    wrong, _ = write(
        "def _loops_deep(**named):\n    return np.array(named['loops'])\n"
        "def loops(x):\n    'Of loops.'  # loops\n    return _loops_deep(loops=x).real if x else loops(1)\n"
    )
    source = answer_source(wrong.loops, "f")
    assert source.splitlines()[-3:] == [
        "def f(x):",
        "    'Of loops.'  # loops",
        "    return _loops_deep(loops=x).real if x else f(1)",
    ]
    assert run(source, "f")(0) == 1


def test_characters_of_several_bytes_do_not_shift_the_renaming(write):
    wrong, _ = write("def loops(x):\n    return 'ä × b', x and loops(0)\n")
    assert answer_source(wrong.loops, "f").endswith("return 'ä × b', x and f(0)\n")


def test_a_class_is_renamed_where_its_methods_name_it(write):
    wrong, _ = write(
        "class Old:\n    def again(self):\n        return Old()\n"
        "    def up(self):\n        return super(Old, self).__init__()\n"
    )
    again = run(answer_source(wrong.Old, "New"), "New")
    assert type(again().again()) is again
    assert again().up() is None


def test_super_without_arguments_still_works_after_renaming(write):
    wrong, _ = write(
        "class _Base:\n    def f(self):\n        return 1\n"
        "class Old(_Base):\n    def f(self):\n        return super().f() + 1\n"
    )
    assert run(answer_source(wrong.Old, "New"), "New")().f() == 2


def test_an_answer_may_have_the_exercises_name_already(write):
    wrong, _ = write("def f():\n    return 1\n")
    assert answer_source(wrong.f, "f") == source_closure(wrong.f)


@pytest.mark.parametrize("body", ["loops = 1\n    return loops", "return [loops for loops in (1,)]", "global loops"])
def test_an_answer_that_uses_its_own_name_for_something_else_is_refused(write, body):
    wrong, _ = write(f"def loops():\n    {body}\n")
    with pytest.raises(ValueError, match="loops uses its own name for something else, too"):
        answer_source(wrong.loops, "f")


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    return 1\ndef loops():\n    return f()\n",
        "def loops(n):\n    f = n\n    return loops(f)\n",
    ],
)
def test_a_new_name_that_means_something_already_is_refused(write, text):
    wrong, _ = write(text)
    with pytest.raises(ValueError, match="loops cannot be called f: in its source f means something else"):
        answer_source(wrong.loops, "f")


def test_a_builtin_that_the_answer_uses_cannot_be_its_new_name(write):
    wrong, _ = write("def largest(x):\n    return max(x)\n")
    with pytest.raises(ValueError, match="largest cannot be called max"):
        answer_source(wrong.largest, "max")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on an f-string is read token by token")
def test_a_name_inside_an_f_string_is_refused_where_it_cannot_be_renamed(write):
    wrong, _ = write("def loops(x):\n    return f'{loops.__name__}'\n")
    with pytest.raises(ValueError, match="inside an f-string, where it cannot be renamed"):
        answer_source(wrong.loops, "f")
