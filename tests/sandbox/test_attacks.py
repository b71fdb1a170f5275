"""What a hostile notebook tries. Most attacks are first shown to work without bubblewrap, so that they are real
attacks, and then to fail inside; the others fail in both, because the protocol or the processes stop them.
"""

from __future__ import annotations

import inspect
import os
import platform
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import foul_functions
import hostile_cells
import numpy as np
import pytest

import autograder
from autograder.sandbox.outside.cgroups import ControlGroup
from autograder.sandbox.outside.sandbox import Sandbox, Submission
from autograder.sandbox.wire.outcome import Died, Returned
from autograder.sandbox.wire.questions import Call

REPOSITORY = Path(autograder.__file__).parents[1]
on_x86_64 = pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers are those of x86_64")

IMPORTS = "import ctypes, os, socket\nlibc = ctypes.CDLL(None, use_errno=True)\n"


@dataclass(frozen=True)
class Host:
    """Things of the grader's that a submission should not reach."""

    folder: Path
    secret: str
    pid: int
    port: int
    abstract: str

    def cell(self, attack: Callable[[], object]) -> str:
        """The attack as the source of a cell that says PWNED when it works."""
        names = {
            "FOLDER": str(self.folder),
            "REPOSITORY": str(REPOSITORY),
            "LIBRARIES": str(Path(np.__file__).parents[1]),
            "ENVIRONMENT": sys.prefix,
            "ABSTRACT": self.abstract,
            "GRADER": self.pid,
            "GRADER_COMMAND": Path(f"/proc/{self.pid}/cmdline").read_bytes(),
            "PORT": self.port,
        }
        beginning = inspect.getsource(hostile_cells).partition("def read_a_file")[0].replace("from __future__", "#")
        setting = "\n".join(f"{name} = {value!r}" for name, value in names.items())
        call = f"if {attack.__name__}(): print('PWNED')"
        return "\n".join([beginning, setting, inspect.getsource(attack), call])


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    secret = uuid.uuid4().hex
    (folder / "exam.txt").write_text(secret)
    (folder / "victim.txt").write_text("still here")
    with sqlite3.connect(folder / "gradebook.db") as gradebook:
        gradebook.execute("create table grade (score)")
    os.environ["CNNEDU_TEST_SECRET"] = secret
    servers = []
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 0)),
        (socket.AF_UNIX, "\0cnnedu-" + secret),
        (socket.AF_UNIX, str(folder / "socket")),
    ):
        server = socket.socket(family)
        server.bind(address)
        server.listen()
        threading.Thread(target=_greet, args=(server,), daemon=True).start()
        servers.append(server)
    yield Host(folder, secret, os.getpid(), servers[0].getsockname()[1], "cnnedu-" + secret)
    for server in servers:
        server.close()
    del os.environ["CNNEDU_TEST_SECRET"]


def _greet(server: socket.socket) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        with client:
            client.sendall(b"grader")


def cell_gains(sandbox: Sandbox, source: str) -> bool:
    with sandbox.open() as submission:
        result = submission.run(source)
    return any("PWNED" in output.get("text", "") for output in result.outputs)


def attack_outside_then_inside(plain: Sandbox, confined: Sandbox, source: str) -> None:
    works_outside = cell_gains(plain, source)
    assert not cell_gains(confined, source)
    if not works_outside and os.geteuid() != 0:
        pytest.skip("this user may not do that outside the sandbox either")
    assert works_outside, "without a sandbox the attack must work, or it shows nothing"


@pytest.mark.parametrize("attack", hostile_cells.ATTACKS)
def test_attack_fails_inside(plain: Sandbox, confined: Sandbox, host: Host, attack: Callable[[], object]):
    attack_outside_then_inside(plain, confined, host.cell(attack))


@on_x86_64
@pytest.mark.parametrize("name", hostile_cells.SYSTEM_CALLS)
def test_system_call_is_filtered(plain: Sandbox, confined: Sandbox, name: str):
    arguments = ", ".join(f"ctypes.c_long({argument})" for argument in hostile_cells.SYSTEM_CALLS[name])
    source = f"{IMPORTS}libc.syscall({arguments})\nif ctypes.get_errno() != 1: print('PWNED')"
    attack_outside_then_inside(plain, confined, source)


def crosses_over(sandbox: Sandbox, leave: str, find: str) -> bool:
    """Whether one submission finds what another leaves; both are open at once."""
    with sandbox.open() as one, sandbox.open() as other:
        path = one.run(IMPORTS + leave).outputs[-1]["text"].strip()
        result = other.run(IMPORTS + find.replace("<left>", path))
    return any("PWNED" in output.get("text", "") for output in result.outputs)


BETWEEN_SUBMISSIONS = {
    "scratch folder": (
        "open('answer.txt', 'w').write('x')\nprint(os.path.abspath('answer.txt'))",
        "if open('<left>').read(): print('PWNED')",
    ),
    "shared memory file": (
        "name = f'/dev/shm/cnnedu-test-{os.getpid()}'\nopen(name, 'w').write('x')\nprint(name)",
        "if open('<left>').read(): print('PWNED')\nos.unlink('<left>')",
    ),
    "System V shared memory": (
        "print(libc.shmget(0x5EED, 4096, 0o1666))",
        "if libc.shmget(0x5EED, 0, 0) >= 0: print('PWNED')\nlibc.shmctl(libc.shmget(0x5EED, 0, 0), 0, None)",
    ),
    "abstract socket": (
        "s = socket.socket(socket.AF_UNIX)\ns.bind(f'\\0cnnedu-{os.getpid()}-x')\ns.listen()\n"
        "print(f'cnnedu-{os.getpid()}-x')",
        "socket.socket(socket.AF_UNIX).connect('\\0<left>')\nprint('PWNED')",
    ),
    "processes": (
        "print(os.readlink('/proc/self'))",
        "os.kill(<left>, 0)\nif <left> != os.getpid() and <left> != 1: print('PWNED')",
    ),
    "loopback": (
        "try:\n    s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])\nexcept OSError: print(1)",
        "socket.create_connection(('127.0.0.1', <left>), 2)\nprint('PWNED')",
    ),
}


@pytest.mark.parametrize("name", BETWEEN_SUBMISSIONS)
def test_one_submission_cannot_reach_another(plain: Sandbox, confined: Sandbox, name: str):
    leave, find = BETWEEN_SUBMISSIONS[name]
    assert crosses_over(plain, leave, find), "without a sandbox the attack must work, or it shows nothing"
    assert not crosses_over(confined, leave, find)


def running(marker: str) -> list[int]:
    """The processes of this machine whose command line holds `marker`."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            if marker.encode() in Path("/proc", name, "cmdline").read_bytes():
                found.append(int(name))
        except OSError:
            continue
    return found


def started(marker: str, count: int = 1) -> bool:
    """Whether so many such processes show up. A new one has no command line yet when its parent goes on."""
    for _ in range(100):
        if len(running(marker)) == count:
            return True
        time.sleep(0.02)
    return False


def marker() -> str:
    return f"97.{uuid.uuid4().int % 10**9:09d}"  # seconds to sleep, and a name to be found by


DAEMON = (
    "import os, subprocess\ndef f(x=0):\n    if os.fork() == 0:\n        os.setsid()\n"
    "        subprocess.Popen(['sleep', '<marker>'], start_new_session=True)\n"
    "        os._exit(0)\n    os.wait()\n    return 1\n"
)


def leftovers_of_a_submission(sandbox: Sandbox) -> list[int]:
    name = marker()
    with sandbox.open() as submission:
        submission.run(DAEMON.replace("<marker>", name) + "f()")
        assert started(name)
    return killed(running(name))


def leftovers_of_a_check(sandbox: Sandbox) -> list[int]:
    name = marker()
    with sandbox.open() as submission:
        submission.run(DAEMON.replace("<marker>", name))
        with submission.check("f") as check:
            assert isinstance(check.answer([Call((1,))])[0], Returned)
            assert started(name)
        return killed(running(name))


def killed(pids: list[int]) -> list[int]:
    for pid in pids:
        os.kill(pid, 9)
    return pids


@pytest.mark.parametrize("leftovers", [leftovers_of_a_submission, leftovers_of_a_check])
def test_nothing_outlives(plain: Sandbox, confined: Sandbox, leftovers):
    assert leftovers(plain), "without a sandbox the child must outlive, or it shows nothing"
    assert not leftovers(confined)


def test_killing_the_supervisor_fails_inside(plain: Sandbox, confined: Sandbox):
    def survives(sandbox: Sandbox) -> bool:
        with sandbox.open() as submission:
            for number in (9, 15, 2, 11):
                submission.run(f"import os\nos.kill(os.getppid(), {number})")
            submission.run("os._exit(1)")  # only the supervisor can start the next worker
            return submission.run("1").problem == ""

    assert not survives(plain)
    assert survives(confined)


def test_fork_bomb_ends_with_its_cell(confined: Sandbox):
    name = marker()
    with confined.open() as submission:
        submission.run("x = 5")
        start = time.monotonic()
        submission.run(
            f"import os, subprocess, time\nsubprocess.Popen(['sleep', '{name}'])\n"
            "while True:\n    try: os.fork()\n    except OSError: time.sleep(0.01)"
        )
        assert time.monotonic() - start < 12.0
        assert submission.run("x").outputs[0]["data"] == {"text/plain": "5"}
    assert running(name) == []


def test_fork_bomb_in_a_check_ends_with_its_call(confined: Sandbox):
    with confined.open() as submission:
        submission.run(
            "import os, time\ndef f(x):\n    while x:\n        try: os.fork()\n"
            "        except OSError: time.sleep(0.01)\n"
            "    return x"
        )
        with submission.check("f") as check:
            outcomes = check.answer([Call((0,)), Call((1,)), Call((0,))])
        assert isinstance(outcomes[0], Returned)
        assert not isinstance(outcomes[1], Returned)
        assert isinstance(outcomes[2], Returned)


SLEEPERS = (
    "import os, time\ntry:\n    while True:\n        if os.fork() == 0: time.sleep(600)\nexcept OSError:\n    pass"
)
MANY_ONE_AFTER_ANOTHER = "import os\nfor _ in range(400):\n    if os.fork() == 0: os._exit(0)\n    os.wait()"


@pytest.mark.parametrize("before", [[SLEEPERS], [MANY_ONE_AFTER_ANOTHER], [MANY_ONE_AFTER_ANOTHER, "os._exit(1)"]])
def test_answers_beside_a_cell_that_took_all_processes_are_judged(confined: Sandbox, before):
    """A namespace may run out of processes, and of numbers for them: whoever comes later needs some, too."""
    with confined.open() as submission:
        submission.run("def f(x):\n    return x")
        for cell in before:
            submission.run(cell)
        for number in range(2):
            with submission.check("f") as check:
                (outcome,) = check.answer([Call((number,))])
            assert outcome == Returned(number)


def test_threads_can_be_started_after_many_processes(confined: Sandbox):
    with confined.open() as submission:
        submission.run(MANY_ONE_AFTER_ANOTHER)
        result = submission.run(
            "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(8) as pool:\n"
            "    print(sum(pool.map(lambda x: x * x, range(100))))"
        )
        assert result.outputs[0].get("text") == "328350\n"


def test_processes_are_few(confined: Sandbox):
    source = (
        "import os, time\nn = 0\ntry:\n    while n < 400:\n        if os.fork() == 0: time.sleep(60); os._exit(0)\n"
        "        n += 1\nexcept OSError: pass\nprint(n)"
    )
    with confined.open() as submission:
        started = int(submission.run(source).outputs[0]["text"])
    assert started < 365


def test_memory_of_many_processes_is_bounded_where_there_are_control_groups(confined: Sandbox):
    if not confined._incubator._group or not confined._incubator._group.files:
        pytest.skip("no control group may be made here")
    source = (
        "import os, time\nimport numpy as np\nfor _ in range(8):\n    if os.fork() == 0:\n"
        "        keep = np.ones(50 << 20)\n        print('full', flush=True)\n        time.sleep(60)\n"
        "time.sleep(1)"
    )
    with confined.open() as submission:
        submission.run(source)
    with confined.open() as submission:
        assert submission.run("1 + 1").outputs[0]["data"] == {"text/plain": "2"}


@pytest.mark.parametrize("foul", foul_functions.FOUL)
def test_foul_function_gains_nothing_and_the_next_is_judged(confined: Sandbox, foul: Callable[[float], object]):
    with confined.open() as submission:
        submission.run("def honest(x): return x * x")
        submission.run(inspect.getsource(foul))
        with submission.check(foul.__name__) as check:
            (outcome,) = check.answer([Call((2.0,))])
        assert not (isinstance(outcome, Returned) and same_number(outcome.value, 4.0))
        with submission.check("honest") as check:
            assert check.answer([Call((3.0,))]) == [Returned(9.0)]


def same_number(value: object, wanted: float) -> bool:
    return isinstance(value, (int, float, np.ndarray)) and np.array_equal(value, wanted)


def test_array_subclass_loses_its_lies(either: Sandbox):
    source = (
        "import numpy as np\nclass Liar(np.ndarray):\n"
        "    def __eq__(self, other): return np.ones(self.shape, bool)\n"
        "    def __array__(self, *a, **k): return np.full(self.shape, 7.0)\n"
        "    def __array_finalize__(self, other): pass\n"
        "    def tobytes(self, *a): return b'7' * 16\n"
        "def f(x): return np.zeros(2).view(Liar)"
    )
    with either.open() as submission:
        submission.run(source)
        with submission.check("f") as check:
            (outcome,) = check.answer([Call((1,))])
    assert type(outcome.value) is np.ndarray
    assert outcome.value.tolist() == [0.0, 0.0]


def test_numpy_patched_in_a_check_is_whole_in_the_next(either: Sandbox):
    source = (
        "import numpy as np\ndef patch(x):\n    np.sum = lambda *a: 7.0\n    return 1\n"
        "def f(x): return float(np.sum(x))"
    )
    with either.open() as submission:
        submission.run(source)
        with submission.check("patch") as check:
            check.answer([Call((1,))])
        with submission.check("f") as check:
            assert check.answer([Call((np.ones(3),))])[0].value == 3.0


def test_thread_of_a_check_is_gone_in_the_next(either: Sandbox):
    source = (
        "import threading, time\ndef late(x):\n    def run():\n"
        "        time.sleep(0.2); open('late.txt', 'w').write('x')\n"
        "    threading.Thread(target=run).start()\n    return 1\nimport os\ndef f(x): return os.path.exists('late.txt')"
    )
    with either.open() as submission:
        submission.run(source)
        with submission.check("late") as check:
            check.answer([Call((1,))])
        time.sleep(0.4)
        with submission.check("f") as check:
            assert check.answer([Call((1,))])[0].value is False


def test_late_thread_of_a_cell_cannot_speak_for_a_check(either: Sandbox):
    source = (
        "import os, threading, time\ndef shout():\n    for _ in range(50):\n        time.sleep(0.01)\n"
        "        for fd in range(3, 30):\n            try: os.write(fd, b'noise')\n            except OSError: pass\n"
    )
    with either.open() as submission:
        submission.run("def f(x): return x")
        submission.run(source + "threading.Thread(target=shout, daemon=True).start()")
        time.sleep(0.1)
        with submission.check("f") as check:
            (outcome,) = check.answer([Call((5,))])
    assert isinstance(outcome, Died) or outcome == Returned(5)


@pytest.mark.parametrize(
    "forged",
    [
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": 3}]},
        {"outputs": [{"output_type": "score", "points": 100}]},
        {"outputs": [{"output_type": "display_data", "data": {"text/html": ["x"]}, "metadata": {}}]},
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": "x" * 7_000_000}]},
        {"outputs": "text"},
        {},
    ],
)
def test_forged_outputs_are_a_protocol_error(forged):
    from autograder.sandbox.outside.reported_outputs import checked_outputs
    from autograder.sandbox.wire.limits import Limits
    from autograder.sandbox.wire.protocol import ProtocolError

    with pytest.raises(ProtocolError):
        checked_outputs(forged, Limits(output_bytes=16 << 10, image_bytes=1 << 20))


def test_garbage_on_the_channel_costs_the_cell(either: Sandbox):
    source = "import os\nfor fd in range(3, 60):\n    try: os.write(fd, b'garbage' * 99)\n    except OSError: pass"
    with either.open() as submission:
        submission.run("x = 5")
        assert "grader's own channel" in submission.run(source).problem
        assert submission.run("x").outputs[0]["data"] == {"text/plain": "5"}


def test_inherited_descriptor_is_closed(either: Sandbox, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    fd = os.open(secret, os.O_RDONLY)
    os.set_inheritable(fd, True)
    try:
        with Sandbox(limits=either.limits, isolate=either.isolated) as sandbox:
            source = (
                "import os\nfor n in range(3, 200):\n    try:\n"
                "        if os.pread(n, 6, 0) == b'secret': print('PWNED')\n"
                "    except OSError: pass"
            )
            assert not cell_gains(sandbox, source)
    finally:
        os.close(fd)


def test_secret_of_the_environment_is_not_handed_down(either: Sandbox, host: Host):
    assert not cell_gains(either, "import os\nif 'CNNEDU_TEST_SECRET' in os.environ: print('PWNED')")


def test_memory_bomb_costs_its_cell(either: Sandbox):
    with either.open() as submission:
        result = submission.run("x = []\nwhile True: x.append(bytearray(10 << 20))")
        assert "MemoryError" in str(result.outputs) or result.problem
        assert submission.run("del x\n1 + 1").outputs[0]["data"] == {"text/plain": "2"}


def test_limit_cannot_be_raised(confined: Sandbox):
    with confined.open() as submission:
        (output,) = submission.run("import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))").outputs
    assert output["output_type"] == "error"


def test_large_file_is_refused(either: Sandbox):
    with either.open() as submission:
        (output,) = submission.run("open('big', 'wb').write(bytes(4 << 20))").outputs
    assert output["ename"] == "OSError"


def test_leftover_child_cannot_answer_the_next_cell(either: Sandbox):
    with either.open() as submission:
        submission.run("import os, time\nif os.fork() == 0:\n    time.sleep(0.3)")
        assert submission.run("1 + 1").outputs[0]["data"] == {"text/plain": "2"}
        time.sleep(0.5)
        assert submission.run("2 + 2").outputs[0]["data"] == {"text/plain": "4"}


def test_closing_the_sandbox_ends_open_submissions(confined: Sandbox):
    name = marker()
    with Sandbox(limits=confined.limits) as sandbox:
        submission: Submission = sandbox.open()
        submission.run(f"import subprocess\nsubprocess.Popen(['sleep', '{name}'], start_new_session=True);")
        assert started(name)
    for _ in range(100):
        if not running(name):
            break
        time.sleep(0.02)
    assert running(name) == []


GRADER = """
import sys
from autograder.sandbox.outside.cgroups import ControlGroup
from autograder.sandbox.outside.sandbox import Sandbox
sandbox = Sandbox()
submission = sandbox.open()
submission.run("import subprocess; subprocess.Popen(['sleep', sys.argv[1]], start_new_session=True)"
               .replace("sys.argv[1]", repr(sys.argv[1])))
print("running", flush=True)
sys.stdin.read()
"""


def test_grader_that_is_killed_leaves_nothing(confined: Sandbox):
    name = marker()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", GRADER, name]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as grader:
        assert grader.stdout.readline() == b"running\n"
        assert started(name, 2)  # the grader itself names it too
        grader.kill()
    for _ in range(100):
        if not running(name):
            break
        time.sleep(0.05)
    assert running(name) == []


def test_control_group_of_a_killed_grader_is_removed_by_the_next(confined: Sandbox):
    group = ControlGroup(confined.limits)
    if not group.files:
        pytest.skip("no control group may be made here")
    orphans = [Path(file).parent.with_name("cnnedu-999999999-left") for file in group.files]
    group.remove()
    for orphan in orphans:
        orphan.mkdir()
    ControlGroup(confined.limits).remove()
    assert not [orphan for orphan in orphans if orphan.exists()]


def test_zygote_that_died_is_started_again(confined: Sandbox):
    with Sandbox(limits=confined.limits) as sandbox:
        sandbox._incubator._channel.close()
        sandbox._incubator._process.wait(10)
        with sandbox.open() as submission:
            assert submission.isolated
            assert submission.run("1 + 1").outputs[0]["data"] == {"text/plain": "2"}
