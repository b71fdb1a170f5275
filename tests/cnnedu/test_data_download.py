"""Downloads against a server on this machine: mirrors in trouble, what is said, and two processes at once."""

import errno
import hashlib
import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cnnedu.data.download import download
from cnnedu.data.errors import DataError

CONTENT = bytes(range(256)) * 4000  # about a megabyte: many chunks


class Mirror:
    """A server of one content that can be told to misbehave, and that counts how often it was asked."""

    def __init__(self, content=CONTENT, *, break_after=None, seconds_per_chunk=0.0, status=200):
        self.content, self.status = content, status
        self.break_after = break_after  # bytes after which the answer is cut off
        self.seconds_per_chunk = seconds_per_chunk
        self.asked = 0
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                mirror.answer(self)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/file.gz"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, request):
        self.asked += 1
        if self.status != 200:
            request.send_error(self.status)
            return
        request.send_response(200)
        request.send_header("Content-Length", str(len(self.content)))
        request.end_headers()
        body = self.content[: self.break_after]
        try:
            for i in range(0, len(body), 50_000):
                request.wfile.write(body[i : i + 50_000])
                time.sleep(self.seconds_per_chunk)
        except OSError:
            pass  # the client has gone: some tests kill it


@pytest.fixture
def mirror(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    mirrors = []

    def start(*args, **options):
        mirrors.append(Mirror(*args, **options))
        return mirrors[-1]

    yield start
    for each in mirrors:
        each.server.shutdown()
        each.server.server_close()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "cache" / "file.gz"


def is_content(path):
    if hashlib.sha256(path.read_bytes()).digest() != hashlib.sha256(CONTENT).digest():
        raise DataError(f"{path.name} is altered")


def bring(urls, target, timeout=5.0):
    download(urls, target, is_content, timeout=timeout)


def left_in(folder):
    return [path.name for path in folder.iterdir()]


def test_a_file_is_brought_and_nothing_else_is_left(mirror, target):
    good = mirror()
    bring([good.url], target)
    assert target.read_bytes() == CONTENT
    assert left_in(target.parent) == ["file.gz"]


def test_a_file_that_is_there_is_not_fetched_again(mirror, target):
    good = mirror()
    target.parent.mkdir()
    target.write_bytes(CONTENT)
    bring([good.url], target)
    assert good.asked == 0


def test_the_second_mirror_is_not_asked_when_the_first_serves(mirror, target):
    first, second = mirror(), mirror()
    bring([first.url, second.url], target)
    assert (first.asked, second.asked) == (1, 0)


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 404},
        {"status": 503},
        {"content": CONTENT[::-1]},
        {"content": CONTENT + b"xyz"},
        {"break_after": 300_000},
        {"break_after": 0},
    ],
)
def test_a_mirror_in_trouble_gives_way_to_the_next(mirror, target, trouble):
    bad, good = mirror(**trouble), mirror()
    bring([bad.url, good.url], target)
    assert target.read_bytes() == CONTENT
    assert (bad.asked, good.asked) == (1, 1)


def test_a_server_that_stalls_gives_way_to_the_next(mirror, target):
    stalled, good = mirror(seconds_per_chunk=2.0), mirror()
    bring([stalled.url, good.url], target, timeout=0.5)
    assert target.read_bytes() == CONTENT
    assert good.asked == 1


def test_the_error_says_what_each_mirror_did(mirror, target):
    missing, failing, wrong, broken = (
        mirror(status=404),
        mirror(status=503),
        mirror(b"wrong"),
        mirror(break_after=1000),
    )
    closed = mirror()
    closed.server.shutdown()
    closed.server.server_close()
    with pytest.raises(DataError) as raised:
        bring([each.url for each in (missing, failing, wrong, broken, closed)], target)
    said = str(raised.value).splitlines()
    assert said[0] == "file.gz could not be downloaded:"
    wanted = [
        f"  {missing.url}: answers 404",
        f"  {failing.url}: answers 503",
        f"  {wrong.url}: serves a wrong file (file.gz is altered)",
        f"  {broken.url}: cannot be reached, or broke off (IncompleteRead(1000 bytes read, 1023000 more expected))",
        f"  {closed.url}: cannot be reached, or broke off ([Errno {errno.ECONNREFUSED}] ",
    ]
    assert [line[: len(begin)] for line, begin in zip(said[1:], wanted, strict=True)] == wanted
    assert left_in(target.parent) == []


def test_a_folder_that_cannot_be_made_is_named(mirror, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(DataError, match=r"cache.file\.gz cannot be written"):
        bring([mirror().url], tmp_path / "cache" / "file.gz")


def test_a_full_disk_is_not_blamed_on_the_mirror(mirror, target, monkeypatch):
    def full(*arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pooch.HTTPDownloader.__call__", full)
    with pytest.raises(DataError, match=r"file\.gz cannot be written: No space left on device"):
        bring([mirror().url], target)


def test_nothing_is_printed_where_there_is_no_terminal(mirror, target, capfd):
    bring([mirror().url], target)
    assert capfd.readouterr() == ("", "")


def test_a_terminal_is_told_what_is_downloaded(mirror, target, capfd, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")  # how rich is told to take a pipe for a terminal
    bring([mirror().url], target)
    assert "file.gz" in capfd.readouterr().err


# ---- several processes ----------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from pathlib import Path
from cnnedu.data.download import download
download([sys.argv[1]], Path(sys.argv[2]), lambda path: None)
"""


def start_process(url, target):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-c", SCRIPT, url, str(target)], env=environment)


def test_two_processes_at_once_leave_one_whole_file(mirror, target):
    slow = mirror(seconds_per_chunk=0.02)
    processes = [start_process(slow.url, target) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert target.read_bytes() == CONTENT
    assert left_in(target.parent) == ["file.gz"]


def test_a_killed_process_leaves_no_file_of_that_name(mirror, target):
    slow = mirror(seconds_per_chunk=0.1)
    process = start_process(slow.url, target)
    deadline = time.monotonic() + 30
    while not slow.asked:
        assert time.monotonic() < deadline, "the process never asked"
        time.sleep(0.02)
    time.sleep(0.3)
    process.kill()
    process.wait(30)
    assert not target.exists()
    bring([mirror().url], target)
    assert target.read_bytes() == CONTENT
