"""Cells run as in a notebook: outputs, errors, figures, magics, and what happens when one goes wrong."""

from __future__ import annotations

import time

import pytest

from autograder.sandbox.outside.sandbox import CellResult, Sandbox


def text(result: CellResult) -> str:
    return "".join(output["text"] for output in result.outputs if output["output_type"] == "stream")


def error(result: CellResult) -> str:
    return next(output["ename"] for output in result.outputs if output["output_type"] == "error")


def mimes(result: CellResult) -> list[str]:
    return [mime for output in result.outputs for mime in output.get("data", {})]


def test_last_expression_is_the_result(either: Sandbox):
    with either.open() as submission:
        assert submission.run("x = 3").outputs == []
        assert submission.run("x + 1").outputs == [
            {"output_type": "execute_result", "data": {"text/plain": "4"}, "metadata": {}, "execution_count": 2}
        ]


def test_streams_keep_their_order(either: Sandbox):
    with either.open() as submission:
        outputs = submission.run("import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')").outputs
    assert [(o["name"], o["text"]) for o in outputs] == [("stdout", "a\n"), ("stderr", "b\n"), ("stdout", "c\n")]


def test_error_carries_name_value_and_traceback(either: Sandbox):
    with either.open() as submission:
        result = submission.run("def f(x):\n    return 1 / x\nf(0)")
    assert result.problem == ""
    (output,) = result.outputs
    assert (output["output_type"], output["ename"], output["evalue"]) == (
        "error",
        "ZeroDivisionError",
        "division by zero",
    )
    assert any("line" in line for line in output["traceback"])


def test_syntax_error_is_an_error_output(either: Sandbox):
    with either.open() as submission:
        assert error(submission.run("def f(:")) == "SyntaxError"


@pytest.mark.parametrize("ending", ["", "\nplt.show()"])
def test_figure_is_shown_once_and_closed(either: Sandbox, ending: str):
    with either.open() as submission:
        figure = submission.run("import matplotlib.pyplot as plt\nplt.plot([1, 2]);" + ending)
        assert mimes(figure).count("image/png") == 1
        assert text(submission.run("print(plt.get_fignums())")) == "[]\n"


def test_rich_display(either: Sandbox):
    with either.open() as submission:
        result = submission.run(
            "from IPython.display import HTML, Image, Javascript, display\n"
            "display(HTML('<b>x</b>'), Image(data=b'\\x89PNG', format='png'), Javascript('alert(1)'))"
        )
    assert {"text/html", "image/png"} <= set(mimes(result))
    assert "application/javascript" not in mimes(result)


def test_display_update_replaces(either: Sandbox):
    with either.open() as submission:
        result = submission.run("h = display('old', display_id=True)\nh.update('new')")
    assert [output["data"]["text/plain"] for output in result.outputs] == ["'new'"]


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline",
        "%time sum(range(10))",
        "%timeit -n1 -r1 1",
        "%%time\n1",
        "%who",
        "%pwd",
        "%history",
        "%cd /",
        "%%capture out\nprint(1)",
        "%config InlineBackend.figure_format = 'png'",
        "%load_ext autoreload\n%autoreload 2",
        "%no_such_magic",
        "%%writefile note.txt\nx",
        "%%bash\necho hello",
        "%gui",
        "%debug",
        "?len",
        "input('name')",
        "exit",
        "quit()",
        "import sys; sys.exit(1)",
        "raise SystemExit",
        "await __import__('asyncio').sleep(0)",
        "import logging; logging.warning('x')",
        "from tqdm import tqdm",
        "breakpoint()",
    ],
)
def test_cell_of_ipython_syntax_leaves_the_worker_alive(either: Sandbox, source: str):
    with either.open() as submission:
        assert submission.run(source).problem == ""
        assert text(submission.run("print('alive')")) == "alive\n"


def test_installing_a_package_fails_and_leaves_the_worker_alive(confined: Sandbox):
    with confined.open() as submission:
        assert "No module named pip" in text(submission.run("%pip install scipy"))
        assert text(submission.run("print('alive')")) == "alive\n"


def test_shell_commands_show_their_output(either: Sandbox):
    with either.open() as submission:
        assert text(submission.run("!echo from a shell")) == "from a shell\n"
        assert text(submission.run("lines = !echo one\nprint(lines[0])")) == "one\n"


def test_device_files_work(confined: Sandbox):
    source = "open('/dev/null', 'w').write('x')\n"
    source += "len(open('/dev/urandom', 'rb').read(3)) + len(open('/dev/zero', 'rb').read(4))"
    with confined.open() as submission:
        assert submission.run(source).outputs[0]["data"] == {"text/plain": "7"}


def test_output_of_child_processes_and_c_code_is_shown(either: Sandbox):
    with either.open() as submission:
        assert text(submission.run("import os\nos.system('echo child')\nos.write(1, b'raw');")) == "child\nraw"


def test_execution_count_is_the_number_of_the_cell(either: Sandbox):
    with either.open() as submission:
        submission.run("import os; os._exit(1)")
        submission.run("1 / 0")
        assert submission.run("'third'").outputs[0]["execution_count"] == 3


def test_large_output_is_cut_with_a_note(either: Sandbox):
    with either.open() as submission:
        result = submission.run("for _ in range(100_000): print('x' * 50)")
        assert result.problem == ""
        assert "output cut" in text(result)
        assert len(text(result)) < 2 * either.limits.output_bytes
        assert text(submission.run("print('next')")) == "next\n"


def test_large_picture_is_left_out_with_a_note(either: Sandbox):
    with either.open() as submission:
        result = submission.run("from IPython.display import HTML\nHTML('x' * 3_000_000)")
    assert "text/html" not in mimes(result)
    assert "output cut" in text(result)


def test_many_outputs_are_cut_and_the_cell_stays(either: Sandbox):
    source = "from IPython.display import display\nfor i in range(3000):\n    display(i)\nx = 1"
    with either.open() as submission:
        result = submission.run(source)
        assert result.problem == ""
        assert len(result.outputs) <= 1001
        assert "output cut" in text(result)
        assert submission.run("x").outputs[0]["data"] == {"text/plain": "1"}


@pytest.mark.parametrize("endless", ["while True: pass", "import time\nwhile True: time.sleep(1)"])
def test_endless_cell_costs_itself_and_keeps_its_output(either: Sandbox, endless: str):
    with either.open() as submission:
        submission.run("x = 5")
        result = submission.run(f"print('before')\n{endless}")
        assert result.problem.startswith("The cell was stopped after ")  # computing; or, on a busy machine, waiting
        assert "before" in text(result)
        assert error(result) == "KeyboardInterrupt"
        assert text(submission.run("print(x)")) == "5\n"


DEAF = """\
import signal
for number in (signal.SIGINT, signal.SIGPROF, signal.SIGVTALRM):
    signal.signal(number, signal.SIG_IGN)
"""
STUBBORN = DEAF + "while True: pass"
DEADLY = {
    "os._exit": ("import os\nos._exit(3)", "it exited with status 3"),
    "SIGKILL": ("import os\nos.kill(os.getpid(), 9)", "it was killed"),
    "segfault": ("import ctypes\nctypes.string_at(0)", "segmentation fault"),
    "abort": ("import os\nos.abort()", "aborted"),
    "closed descriptors": ("import os\nos.closerange(0, 200)", "ended"),
    "deaf to interrupts": (STUBBORN, "did not react to an interrupt"),
    "stopped itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "did not react to an interrupt"),
}


@pytest.mark.parametrize("name", DEADLY)
def test_deadly_cell_costs_itself_and_says_why(either: Sandbox, name: str):
    source, wording = DEADLY[name]
    with either.open() as submission:
        submission.run("x = 5")
        assert wording in submission.run(source).problem
        assert text(submission.run("print(x)")) == "5\n"


def test_process_that_dies_too_often_is_given_up(confined: Sandbox):
    with confined.open() as submission:
        for _ in range(6):
            submission.run("import os; os._exit(1)")
        assert "ended 6 times" in submission.run("1").problem


def test_replay_shows_no_output_twice(either: Sandbox):
    with either.open() as submission:
        submission.run("print('once')")
        submission.run("import os; os._exit(1)")
        assert text(submission.run("print('now')")) == "now\n"


def test_forked_child_does_not_answer_for_the_cell(either: Sandbox):
    with either.open() as submission:
        submission.run("import os\npid = os.fork()")
        assert text(submission.run("print(pid > 0)")) == "True\n"
        assert text(submission.run("print('third')")) == "third\n"


def test_missing_library_says_why_it_is_missing(confined: Sandbox):
    with confined.open() as submission:
        (output,) = submission.run("import torch").outputs
    assert output["ename"] == "ModuleNotFoundError"
    assert "done without torch" in output["evalue"]


@pytest.mark.parametrize(
    "name", ["scipy", "sklearn", "jupyter_client", "nbgrader", "hypothesis", "autograder", "cnnedu"]
)
def test_library_that_is_not_named_is_not_there(confined: Sandbox, name: str):
    with confined.open() as submission:
        assert error(submission.run(f"import {name}")) == "ModuleNotFoundError"


def test_traceback_through_a_library_shows_no_path_of_the_host(confined: Sandbox):
    import sys

    with confined.open() as submission:
        lines = "".join(submission.run("import numpy as np\nnp.stack([])").outputs[0]["traceback"])
    assert "/site/numpy" in lines
    assert sys.prefix not in lines
    assert sys.base_prefix not in lines


def test_hash_seed_is_fixed(confined: Sandbox):
    with confined.open() as first, confined.open() as second:
        assert text(first.run("print(hash('seed'))")) == text(second.run("print(hash('seed'))"))


def test_random_numbers_are_the_same_in_every_submission(either: Sandbox):
    source = "import random\nimport numpy as np\nprint(random.random(), np.random.rand())"
    with either.open() as first, either.open() as second:
        assert text(first.run(source)) == text(second.run(source))


def test_monstrous_cell_is_not_run(either: Sandbox):
    with either.open() as submission:
        assert "too long" in submission.run("#" * 9_000_000).problem
        assert text(submission.run("print('next')")) == "next\n"


def test_replays_count_against_the_submission_budget(plain: Sandbox):
    with plain.open() as submission:
        submission.run("import time\ntime.sleep(1)")
        submission.run("import os; os._exit(1)")
        submission._session._spent = plain.limits.submission_seconds - 0.5
        start = time.monotonic()
        assert submission.run("1").problem
        assert time.monotonic() - start < 1.9


def test_submission_budget_ends_a_notebook(plain: Sandbox):
    with plain.open() as submission:
        submission._session._spent = plain.limits.submission_seconds + 1
        assert "60 seconds are used up" in submission.run("1").problem
