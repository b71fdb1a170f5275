"""The last hour before a deadline on the practice page: students who send notebooks, and how long each one waits.

    python benchmarks/bench_serve.py [--students 200] [--hour 3600] [--jobs 2] [--assignment 01_correlation]

`--students` uploads, of a class of right, mistaken, unfinished and looping notebooks, come to a real server over HTTP.
They come by chance within `--hour` seconds, and more of them the nearer the deadline is, as in a real class: half of
them in the last third. Each student's page asks for its state as a browser's does. What counts is the time from the
upload's first byte to the feedback page's last. Exit status 1 if one waits longer than `--longest` seconds, or gets no
page. A shorter `--hour` is a harder test.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import nbformat

from autograder.exams import find_assignment
from autograder.sample.sample_class import sample_class

ROOT = Path(__file__).resolve().parent.parent
KINDS = {"right-style": 8, "mistaken": 8, "flipped": 4, "half-finished": 6, "blank": 2, "infinite-loop": 1}
"""Kinds of notebooks by how often they come. One student in thirty has a loop that never ends."""
START_SECONDS = 600


@dataclass(frozen=True)
class Waited:
    """What one student met. Times in seconds; `page` is the feedback's length."""

    kind: str
    arrival: float
    seconds: float
    page: int
    slowest_answer: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--hour", type=float, default=3600.0, help="seconds within which they come")
    parser.add_argument("--longest", type=float, default=60.0, help="seconds that nobody may wait longer than")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--assignment", default="01_correlation")
    parser.add_argument("--port", type=int, default=8643)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        links = _links(Path(folder), options.students, options.port)
        server, started = _server(Path(folder), options)
        try:
            print(f"ready after {started:.0f} s; {options.students} students in {options.hour:g} s", file=sys.stderr)
            waited = asyncio.run(_class(links, options))
            used = _cpu_seconds(server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    sys.exit(_told(waited, used, options))


def _links(folder: Path, students: int, port: int) -> list[str]:
    roster = "id\n" + "".join(f"student{number}\n" for number in range(students))
    (folder / "roster.csv").write_text(roster)
    files = ["--roster", str(folder / "roster.csv"), "--tokens", str(folder / "tokens")]
    command = [sys.executable, "-m", "autograder", "serve", *files, "--url", f"http://127.0.0.1:{port}"]
    made = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [row["link"] for row in csv.DictReader(io.StringIO(made))]


def _server(folder: Path, options: argparse.Namespace) -> tuple[subprocess.Popen[bytes], float]:
    started = time.monotonic()
    known = ["--tokens", str(folder / "tokens"), "--port", str(options.port), "--jobs", str(options.jobs)]
    server = subprocess.Popen([sys.executable, "-m", "autograder", "serve", options.assignment, *known], cwd=ROOT)
    while time.monotonic() < started + START_SECONDS and server.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{options.port}/alive").raise_for_status()
            return server, time.monotonic() - started
        except httpx.HTTPError:
            time.sleep(0.5)
    server.kill()
    raise SystemExit("the server did not start; what it said is above")


async def _class(links: list[str], options: argparse.Namespace) -> list[Waited]:
    chance = random.Random(options.seed)
    notebooks = _notebooks(options.assignment)
    likely = {kind: weight for kind, weight in KINDS.items() if notebooks[kind]}  # a flipped kernel is 01's alone
    kinds = chance.choices(list(likely), list(likely.values()), k=len(links))
    arrivals = sorted(options.hour * chance.random() ** 0.585 for _ in links)  # half of them in the last third
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(limits=limits, timeout=120) as client:
        began = time.monotonic()
        students = [
            _student(client, link, kind, chance.choice(notebooks[kind]), began, arrival)
            for link, kind, arrival in zip(links, kinds, arrivals, strict=True)
        ]
        return await asyncio.gather(*students)


def _notebooks(assignment: str) -> dict[str, list[bytes]]:
    released = nbformat.read(ROOT / "assignments" / assignment / f"{assignment}.ipynb", as_version=4)
    handed_in = sample_class(find_assignment(assignment), released)
    return {kind: [each.content for each in handed_in if each.student.startswith(kind)] for kind in KINDS}


async def _student(
    client: httpx.AsyncClient, link: str, kind: str, notebook: bytes, began: float, arrival: float
) -> Waited:
    await asyncio.sleep(began + arrival - time.monotonic())
    slowest = 0.0

    async def asked(method: str, path: str, **more: object) -> httpx.Response:
        nonlocal slowest
        since = time.monotonic()
        answer = await client.request(method, link + path, **more)  # type: ignore[arg-type]
        slowest = max(slowest, time.monotonic() - since)
        return answer

    started = time.monotonic()
    proof = re.search(r'name="proof" value="(\w+)"', (await asked("GET", "")).text)
    assert proof is not None, link
    files, data = {"notebook": (f"{kind}.ipynb", notebook)}, {"proof": proof[1]}
    sent = await asked("POST", "upload", files=files, data=data)
    page = 0
    while sent.status_code == 303:
        state = (await asked("GET", "state")).json()
        if state["go"]:
            page = len((await asked("GET", "feedback")).text) if state["go"] == "feedback" else 0
            break
        await asyncio.sleep(1.5)
    return Waited(kind, arrival, time.monotonic() - started, page, slowest)


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process, in seconds: the server's own, without its workers."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _told(waited: list[Waited], used: float, options: argparse.Namespace) -> int:
    print(f"\n{len(waited)} students within {options.hour:g} s, {options.jobs} workers, {options.assignment}\n")
    print(f"{'notebooks':<16}{'count':>6}{'median s':>10}{'95 % s':>9}{'longest s':>11}")
    for kind in (*KINDS, "all"):
        seconds = sorted(each.seconds for each in waited if kind in (each.kind, "all"))
        if seconds:
            high = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
            print(f"{kind:<16}{len(seconds):>6}{statistics.median(seconds):>10.1f}{high:>9.1f}{seconds[-1]:>11.1f}")
    slowest = max(each.slowest_answer for each in waited)
    print(f"\nslowest answer of the page: {slowest:.2f} s; CPU time of the page: {used:.1f} s")
    pageless = [each for each in waited if not each.page]
    late = [each for each in waited if each.seconds > options.longest]
    print(f"without feedback: {len(pageless)}; waited longer than {options.longest:g} s: {len(late)}")
    for each in [*pageless, *late]:
        print(
            f"  {each.kind}, came at {each.arrival:.0f} s, waited {each.seconds:.1f} s, page of {each.page} characters"
        )
    return 1 if pageless or late else 0


if __name__ == "__main__":
    main()
