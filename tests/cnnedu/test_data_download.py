"""Downloads against a server on this machine: mirrors, resuming, refusing, and two processes at once."""

import hashlib
import os
import re
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
    """A server of one content that can be told to misbehave, and that remembers what it was asked."""

    def __init__(self, content=CONTENT, *, ranges=True, break_after=(), seconds_per_chunk=0.0, status=200, length=True):
        self.content, self.ranges, self.status, self.length = content, ranges, status, length
        self.break_after = list(break_after)  # bytes after which each of the first answers is cut off
        self.seconds_per_chunk = seconds_per_chunk
        self.asked = []  # the Range header of every request, None where there was none
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
        wanted = request.headers.get("Range")
        self.asked.append(wanted)
        if self.status != 200:
            request.send_error(self.status)
            return
        start = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1]) if wanted and self.ranges else 0
        if start >= len(self.content):
            request.send_error(416)
            return
        body = self.content[start:]
        request.send_response(206 if wanted and self.ranges else 200)
        if wanted and self.ranges:
            request.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        if self.length:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if self.break_after:
            body = body[: self.break_after.pop(0)]
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


def bring(urls, target, **options):
    download(urls, target, is_content, **{"limit": 2 * len(CONTENT), "timeout": 5.0, **options})


def parts(target):
    return sorted(target.parent.glob("*.part"))


def test_a_file_is_brought_in_one_piece(mirror, target):
    good = mirror()
    bring([good.url], target)
    assert target.read_bytes() == CONTENT
    assert good.asked == [None]
    assert parts(target) == []


def test_a_file_that_is_there_is_not_fetched_again(mirror, target):
    good = mirror()
    target.parent.mkdir()
    target.write_bytes(CONTENT)
    bring([good.url], target)
    assert good.asked == []


def test_a_broken_transfer_goes_on_where_it_stopped(mirror, target):
    flaky = mirror(break_after=[300_000, 200_000])
    bring([flaky.url], target)
    assert target.read_bytes() == CONTENT
    assert flaky.asked == [None, "bytes=300000-", "bytes=500000-"]


def test_without_ranges_a_broken_transfer_begins_anew(mirror, target):
    flaky = mirror(ranges=False, break_after=[300_000])
    bring([flaky.url], target)
    assert target.read_bytes() == CONTENT
    assert flaky.asked == [None, "bytes=300000-"]


def test_after_three_broken_transfers_the_next_mirror_serves(mirror, target):
    hopeless, good = mirror(break_after=[1000] * 9), mirror()
    bring([hopeless.url, good.url], target)
    assert target.read_bytes() == CONTENT
    assert len(hopeless.asked) == 3
    assert good.asked == [None], "bytes of one mirror must not be continued with those of another"


def test_the_next_call_goes_on_with_what_an_earlier_one_left(mirror, target):
    flaky = mirror(break_after=[1000, 1000, 1000])
    with pytest.raises(DataError, match=r"broke off after 3000 of 1024000 bytes"):
        bring([flaky.url], target)
    bring([flaky.url], target)
    assert target.read_bytes() == CONTENT
    assert flaky.asked[-1] == "bytes=3000-"


def test_a_mirror_that_serves_a_wrong_file_is_passed_over(mirror, target):
    wrong, good = mirror(CONTENT[::-1]), mirror()
    bring([wrong.url, good.url], target)
    assert target.read_bytes() == CONTENT
    assert len(wrong.asked) == 1, "a wrong file brought in one piece is not asked for again"


def test_a_file_that_changed_between_two_transfers_is_brought_anew(mirror, target):
    changed = mirror(b"x" * 5000, break_after=[1000, 1000, 1000])
    with pytest.raises(DataError):
        bring([changed.url], target)
    changed.content = CONTENT
    bring([changed.url], target)
    assert target.read_bytes() == CONTENT
    assert changed.asked[-2:] == ["bytes=3000-", None]


def test_a_part_longer_than_the_file_is_thrown_away(mirror, target):
    shrunk = mirror(CONTENT + b"xyz", break_after=[len(CONTENT), 1, 1])
    with pytest.raises(DataError):
        bring([shrunk.url], target)
    shrunk.content = CONTENT
    bring([shrunk.url], target)
    assert target.read_bytes() == CONTENT


def test_an_answer_without_a_length_is_judged_by_its_content(mirror, target):
    bring([mirror(length=False).url], target)
    assert target.read_bytes() == CONTENT


def test_an_endless_answer_is_cut_off(mirror, target):
    with pytest.raises(DataError, match="more than 200000 bytes"):
        bring([mirror().url], target, limit=200_000)
    assert parts(target) == []


def test_a_server_that_stalls_is_given_up(mirror, target):
    stalled, good = mirror(seconds_per_chunk=2.0), mirror()
    bring([stalled.url, good.url], target, timeout=0.5)
    assert target.read_bytes() == CONTENT
    assert good.asked == [None]


def test_the_error_says_what_each_mirror_did(mirror, target):
    missing, failing, wrong = mirror(status=404), mirror(status=503), mirror(b"wrong")
    closed = mirror()
    closed.server.shutdown()
    closed.server.server_close()
    with pytest.raises(DataError) as raised:
        bring([missing.url, failing.url, wrong.url, closed.url], target)
    lines = str(raised.value).splitlines()
    assert lines[0] == "file.gz could not be downloaded:"
    assert "answers 404" in lines[1]
    assert "answers 503" in lines[2]
    assert "serves a wrong file" in lines[3]
    assert "is altered" in lines[3]
    assert "cannot be reached" in lines[4]
    assert (len(missing.asked), len(failing.asked)) == (1, 3), "only a server's own trouble is worth another try"
    assert not target.exists()


def test_a_folder_that_cannot_be_made_is_named(mirror, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(DataError, match=r"cache.file\.gz cannot be written"):
        bring([mirror().url], tmp_path / "cache" / "file.gz")


def test_nothing_is_printed_in_a_pipe(mirror, target, capfd):
    bring([mirror().url], target)
    assert capfd.readouterr() == ("", "")


def test_a_terminal_sees_a_bar(mirror, target, capfd, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bring([mirror().url], target)
    assert "file.gz" in capfd.readouterr().err


# ---- several processes ----------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from pathlib import Path
from cnnedu.data.download import download
download([sys.argv[1]], Path(sys.argv[2]), lambda path: None, limit=2_000_000)
"""


def start_process(url, target):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([sys.executable, "-c", SCRIPT, url, str(target)], env=environment)


def test_two_processes_at_once_fetch_the_file_once(mirror, target):
    slow = mirror(seconds_per_chunk=0.1)  # two seconds: both processes are there before the file is
    processes = [start_process(slow.url, target) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert target.read_bytes() == CONTENT
    assert slow.asked == [None]
    assert parts(target) == []


def test_a_killed_process_leaves_no_lock_and_no_file_but_its_bytes(mirror, target):
    slow = mirror(seconds_per_chunk=0.1)
    process = start_process(slow.url, target)
    deadline = time.monotonic() + 30
    while not (parts(target) and parts(target)[0].stat().st_size):
        assert time.monotonic() < deadline, "the process never began to write"
        time.sleep(0.02)
    process.kill()
    process.wait(30)
    assert not target.exists()
    kept = parts(target)[0].stat().st_size
    slow.seconds_per_chunk = 0.0
    bring([slow.url], target)
    assert target.read_bytes() == CONTENT
    assert slow.asked == [None, f"bytes={kept}-"]
