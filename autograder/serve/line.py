"""The line of uploads that wait to be graded: who is next, how long it takes, and what came of it.

Every student has one place. A newer upload takes the place of the one that waits, and nobody is graded twice at a time,
so one student holds one worker at most. Who lately used up a notebook's time waits behind everybody else.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.serve.rules import Rules

__all__ = ["Line", "RefusedError", "Result", "State", "Upload"]

_HOUR = 3600.0
_FIRST_GUESS = 4.0  # seconds a notebook takes, before one was graded
_REMEMBERED = 20  # gradings of which the mean is the guess


class RefusedError(RuntimeError):
    """An upload is not taken. The message is for the student; `status` is HTTP's, `wait` in seconds."""

    def __init__(self, message: str, status: int, wait: float = 0.0) -> None:
        super().__init__(message)
        self.status, self.wait = status, wait


@dataclass(frozen=True)
class Upload:
    """A notebook as it came, and the name its file had."""

    student: str
    name: str
    content: bytes
    number: int


@dataclass(frozen=True)
class Result:
    """What came of an upload: a feedback page and its points, or a sentence on why there is none."""

    name: str
    page: str = ""
    assignment: str = ""
    score: float = 0.0
    max_score: float = 0.0
    problem: str = ""
    overran: bool = False


@dataclass(frozen=True)
class State:
    """What a student sees. `stage` is nothing, waiting, grading or done; `seconds` is the guess until the result."""

    stage: str
    ahead: int
    seconds: float
    left: int
    next_seconds: float
    result: Result | None


@dataclass
class _Place:
    waiting: Upload | None = None
    grading: Upload | None = None
    since: float = 0.0
    result: Result | None = None
    result_at: float = 0.0
    taken: deque[float] = field(default_factory=deque)
    overran: deque[float] = field(default_factory=deque)

    def forget(self, now: float, rules: Rules) -> bool:
        """Drop what is old; say whether nothing is left."""
        for times in (self.taken, self.overran):
            while times and times[0] <= now - _HOUR:
                times.popleft()
        if self.result and self.result_at <= now - rules.result_seconds:
            self.result = None
        return not (self.waiting or self.grading or self.result or self.taken or self.overran)


class Line:
    """The line, for the threads of a process.

    Args:
        rules: the bounds.
        clock: seconds that only grow.
    """

    def __init__(self, rules: Rules, clock: Callable[[], float] = time.monotonic) -> None:
        self._rules, self._clock = rules, clock
        self._changed = threading.Condition()
        self._places: dict[str, _Place] = {}
        self._number = 0
        self._durations: deque[float] = deque(maxlen=_REMEMBERED)

    def may_join(self, student: str) -> None:
        """Look whether an upload would be taken, before it is read.

        Raises:
            RefusedError: the student has had the uploads of this hour, or the line is full.
        """
        with self._changed:
            self._check(student, 0)

    def join(self, student: str, name: str, content: bytes) -> None:
        """Put an upload in line, in the place of the student's one that waits, if there is one.

        Raises:
            RefusedError: as for `may_join`.
        """
        with self._changed:
            place = self._check(student, len(content))
            self._number += 1
            number = place.waiting.number if place.waiting else self._number
            place.waiting = Upload(student, name, content, number)
            place.taken.append(self._clock())
            self._places[student] = place
            self._changed.notify()

    def take(self, timeout: float) -> Upload | None:
        """Wait for the next upload that is to be graded; None if there is none in time."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._next()), timeout)
            waiting = self._next()
            if not waiting:
                return None
            place = self._places[waiting[0].student]
            place.grading, place.waiting, place.since = place.waiting, None, self._clock()
            return place.grading

    def finish(self, upload: Upload, result: Result) -> None:
        """Note what came of an upload that was taken."""
        with self._changed:
            place, now = self._places[upload.student], self._clock()
            self._durations.append(now - place.since)
            place.grading, place.result, place.result_at = None, result, now
            if result.overran:
                place.overran.append(now)
            self._changed.notify_all()

    def state(self, student: str) -> State:
        """Return what to tell a student."""
        with self._changed:
            now = self._clock()
            self._forget(now)
            place = self._places.get(student, _Place())
            left = max(0, self._rules.per_hour - len(place.taken))
            opens = 0.0 if left else place.taken[0] + _HOUR - now
            if place.waiting:
                line = self._in_line()
                ahead = line.index(place.waiting)
                return State("waiting", ahead, self._guess(ahead, now), left, opens, place.result)
            if place.grading:
                rest = max(1.0, self._mean() - (now - place.since))
                return State("grading", 0, rest, left, opens, place.result)
            return State("done" if place.result else "nothing", 0, 0.0, left, opens, place.result)

    def _check(self, student: str, size: int) -> _Place:
        now = self._clock()
        self._forget(now)
        place = self._places.get(student) or _Place()
        if len(place.taken) >= self._rules.per_hour:
            wait = place.taken[0] + _HOUR - now
            raise RefusedError(
                f"You have handed in {self._rules.per_hour} notebooks in the last hour, which is the limit. "
                f"The next one is taken in {max(1, round(wait / 60))} minutes.",
                429,
                wait,
            )
        others = [each.waiting for name, each in self._places.items() if each.waiting and name != student]
        held = size + sum(len(upload.content) for upload in others)
        if len(others) >= self._rules.waiting or held > self._rules.waiting_bytes:
            raise RefusedError("Too many notebooks wait already. Try again in a few minutes.", 503, 60)
        return place

    def _forget(self, now: float) -> None:
        for student in [name for name, place in self._places.items() if place.forget(now, self._rules)]:
            del self._places[student]

    def _in_line(self) -> list[Upload]:
        waiting = [(len(place.overran), place.waiting) for place in self._places.values() if place.waiting]
        return [upload for _, upload in sorted(waiting, key=lambda each: (each[0], each[1].number))]

    def _next(self) -> list[Upload]:
        return [upload for upload in self._in_line() if not self._places[upload.student].grading]

    def _mean(self) -> float:
        return sum(self._durations) / len(self._durations) if self._durations else _FIRST_GUESS

    def _guess(self, ahead: int, now: float) -> float:
        """Seconds until an upload with so many ahead has its result, if all take as long as the last ones did."""
        mean = self._mean()
        busy = [max(1.0, mean - (now - place.since)) for place in self._places.values() if place.grading]
        free = sorted(busy + [0.0] * (self._rules.jobs - len(busy)))
        heapq.heapify(free)
        for _ in range(ahead):
            heapq.heapreplace(free, free[0] + mean)
        return free[0] + mean
