"""A student's answer, asked question by question in a process of its own."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from functools import partial
from types import TracebackType
from typing import Any

from ..wire.channel import Channel, ChannelClosed
from ..wire.limits import Limits
from ..wire.outcome import Died, Outcome, Played, Raised, Refused, Returned, TimedOut
from ..wire.prepared import Prepared
from ..wire.protocol import ProtocolError, decode, outcome_from_plain
from ..wire.questions import Question, Script
from .endings import COMPUTED_TOO_LONG
from .patience import COSTLY_SECONDS
from .session import Gone, Session

__all__ = ["Check"]

_FAILURES = 3
_COSTLY_FAILURES = 1
_AHEAD = 64
_NAP_FOR = 8  # questions under way
_NAP_SECONDS = 0.001
_SMALL_FRAME = 4096
_PER_BYTE = 60  # bytes of memory that a byte of a frame can come to
_PER_FRAME = 256  # bytes that the kernel takes for one, beside its own
_ON_THE_CHANNEL = "it wrote on the grader's own channel"
_AHEAD_BYTES = 32 << 10  # less than any socket's buffer, so that neither end ever waits for the other to read


class Check:
    """A student's function or class in a process of its own, which stays warm from one `answer` to the next.

    Satisfies `autograder.exam.candidate.Candidate`. Questions are sent ahead of the answers, so that neither side
    waits for the other. One that hangs or dies costs that question: the others are asked in a fresh process, three
    times; after that every further one has the fate of the last. The same goes for those that find no room for another
    process. Where it took long to die, or to run out of memory, they are asked afresh once, and not at all in a
    submission that has kept the grader waiting before. So it is with those that follow results which are together more
    than the grader will hold.

    One that is given the `channel` to a process of its own to begin with has no other: when that hangs or dies, all
    further questions have the fate of the last, and the submission is not charged for having kept the grader waiting.
    """

    def __init__(
        self, session: Session, isolated: bool, name: str, limits: Limits, channel: Channel | None = None
    ) -> None:
        self.isolated = isolated
        self._session = session
        self._limits = limits
        self._name = name
        self._channel = channel
        self._borrowed = channel is not None
        self._number = 0
        self._sent: deque[tuple[int, int]] = deque()  # questions not answered yet: their numbers and sizes
        self._sent_bytes = 0
        self._failures = 0
        self._costly_failures = 0
        self._computing = 0.0  # seconds that the process may compute each answer
        self._spent = 0.0
        self._held = 0  # bytes of the results so far
        self._fate: Outcome | None = None

    def answer(self, questions: Sequence[Question]) -> list[Outcome]:
        """Return one outcome for each question, in order. Never raises for anything the candidate does."""
        return list(self.one_by_one(questions))

    def one_by_one(self, questions: Sequence[Question]) -> Iterator[Outcome]:
        """Yield one outcome for each question, in order. Who has heard enough closes the check."""
        asked = questions if isinstance(questions, Prepared) else Prepared(questions)
        count = 0
        while count < len(asked):
            yield self._fate or self._answer(asked, count)
            come = self._at_hand(asked, count + 1)
            yield from come
            count += 1 + len(come)

    def afresh(self) -> bool:
        """Forget what was asked before: the next question comes to a process that was asked nothing yet."""
        if self._channel is not None:
            self._end_process()
        return True

    def hand_over(self) -> Channel | None:
        """Give the process away, if it has answered all it was asked and none had to be started anew."""
        if self._failures or self._fate or self._sent or self._channel is None or self._channel.has_read_ahead:
            return None
        channel, self._channel = self._channel, None
        return channel

    @property
    def failed(self) -> bool:
        """Whether its process hung or died."""
        return self._failures > 0

    def close(self) -> None:
        """End the check's process and all it started."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
            self._session.sweep()
        self._fate = Died("the check is closed")

    def __enter__(self) -> Check:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _answer(self, questions: Prepared, index: int) -> Outcome:
        left = min(self._limits.check_seconds - self._spent, self._session.left())
        if left <= 0:
            self._fate = TimedOut(min(self._limits.check_seconds, self._limits.submission_seconds))
            return self._fate
        start = time.monotonic()
        try:
            with self._session.clock():
                seconds = self._session.patience.clock(self._limits.call_seconds)
                outcome = self._ask(questions, index, min(seconds, left))
        finally:
            taken = time.monotonic() - start
            self._spent += taken
        if taken > COSTLY_SECONDS and _came_to_nothing(outcome) and not self._borrowed:
            self._note_costly(outcome)
        return outcome

    def _at_hand(self, questions: Prepared, index: int) -> list[Outcome]:
        """Return what the questions from `index` on came to whose replies have come along with an earlier one."""
        outcomes: list[Outcome] = []
        start = time.monotonic()
        try:
            while self._channel is not None and self._sent:
                following = index + len(outcomes) + len(self._sent)
                if len(self._sent) <= _AHEAD // 2 and following < len(questions):
                    break  # more are to be sent first
                outcome = self._at_hand_now(self._channel, questions, index + len(outcomes))
                if outcome is None:
                    break
                outcomes.append(outcome)
        except ProtocolError:
            self._end_process()
            outcomes.append(self._failed(Died(_ON_THE_CHANNEL)))
        self._spent += time.monotonic() - start
        return outcomes

    def _at_hand_now(self, channel: Channel, questions: Prepared, index: int) -> Outcome | None:
        """Return what the reply to the first question of those under way says, if it has come.

        Raises:
            ProtocolError: it is no reply to it.
        """
        outcome = questions.heard_before(index, self._sent[0][0], channel.comes)
        if outcome is not None:
            self._answered()
            return self._holding(outcome, channel.received)
        frame = channel.at_hand()
        return None if frame is None else self._heard(channel, questions, index, *frame)

    def _heard(self, channel: Channel, questions: Prepared, index: int, header: bytes, body: bytes) -> Outcome:
        """Return what the reply to the first question of those under way says.

        Raises:
            ProtocolError: it is no reply to it.
        """
        number = self._answered()
        outcome = questions.outcome(index, number, header, body, partial(_read, questions[index], number))
        if isinstance(outcome, Raised) and outcome.kind == "BlockingIOError":
            return self._failed(outcome)
        return self._holding(outcome, channel.received)

    def _answered(self) -> int:
        """Strike the first question of those under way, and return its number."""
        number, size = self._sent.popleft()
        self._sent_bytes -= size
        return number

    def _note_costly(self, outcome: Outcome) -> None:
        """Decide whether an answer that took long and came to nothing is asked for anything more."""
        self._costly_failures += 1
        if self._costly_failures > _COSTLY_FAILURES or self._session.patience.tired:
            self._fate = Died("it ran out of memory again and again") if isinstance(outcome, Raised) else outcome
        self._session.patience.stopped()

    def _ask(self, questions: Prepared, index: int, seconds: float) -> Outcome:
        try:
            if self._channel is None:
                self._computing = self._session.patience.own(self._limits.call_processor_seconds)
                self._channel = self._session.fork_check(self._name, self._computing)
            self._send_ahead(self._channel, questions, index, seconds)
            if len(self._sent) > _NAP_FOR and not self._channel.has_read_ahead:
                time.sleep(_NAP_SECONDS)  # woken for each reply, both sides would do little else than change places
            if not self._channel.has_read_ahead:
                idle = self._session.patience.own(self._limits.call_idle_seconds)
                in_vain = self._session.wait([self._channel], seconds, idle)
                if in_vain is not None:
                    return self._stopped_after(in_vain)
            return self._heard(self._channel, questions, index, *self._channel.receive_bytes(seconds))
        except TimeoutError:
            return self._stopped_after(seconds)
        except ProtocolError:
            self._end_process()
            return self._failed(Died(_ON_THE_CHANNEL))
        except ChannelClosed:
            how = self._end_process()
            stopped = how == COMPUTED_TOO_LONG
            return self._failed(TimedOut(round(self._computing, 3)) if stopped else Died(how))
        except Gone as error:
            return self._failed(Died(str(error)))

    def _stopped_after(self, seconds: float) -> Outcome:
        self._end_process()
        return self._failed(TimedOut(round(seconds, 3)))

    def _send_ahead(self, channel: Channel, questions: Prepared, index: int, seconds: float) -> None:
        """Send the question at `index` and some of those that follow it, unless enough are on their way."""
        if len(self._sent) > _AHEAD // 2:
            return
        frames = []
        for following in range(index + len(self._sent), min(index + _AHEAD, len(questions))):
            frame = questions.frame(following, self._number + 1, self._limits.message_bytes)
            size = _PER_FRAME + len(frame)
            if self._sent and self._sent_bytes + size > _AHEAD_BYTES:
                break
            self._number += 1
            frames.append(frame)
            self._sent.append((self._number, size))
            self._sent_bytes += size
        if not frames:
            return
        try:
            channel.send_frames(b"".join(frames), seconds)
        except ChannelClosed:
            if len(self._sent) == len(frames):
                raise
            # It died of an earlier one: what it answered before that is still to be read.

    def _holding(self, outcome: Outcome, received: int) -> Outcome:
        """Return an outcome, or refuse it and all that follow when the results grow beyond the limit."""
        small = received < _SMALL_FRAME  # then counting would take longer than all the rest
        self._held += received * _PER_BYTE if small else _bytes(outcome)
        if self._held <= self._limits.results_bytes:
            return outcome
        self._end_process()
        most = self._limits.results_bytes >> 20
        self._fate = Refused(f"the results are together more than {most} MB: return arrays of the size asked for")
        return self._fate

    def _end_process(self) -> str:
        assert self._channel is not None
        self._channel.close()
        self._channel = None
        self._sent.clear()
        self._sent_bytes = 0
        return self._session.sweep()

    def _failed(self, outcome: Outcome) -> Outcome:
        self._failures += 1
        if self._failures > _FAILURES or self._borrowed:
            self._fate = outcome
        return outcome


def _read(question: Question, number: int, header: bytes, body: bytes) -> Outcome:
    """Return what the reply to a numbered question says.

    Raises:
        ProtocolError: it is no reply to this question.
    """
    reply = decode(header, body)
    if type(reply) is not dict or reply.get("number") != number:
        raise ProtocolError("not the answer to this question")
    outcome = outcome_from_plain(reply.get("outcome"))
    if not _fits(question, outcome):
        raise ProtocolError("not an answer to this question")
    return outcome


def _came_to_nothing(outcome: Outcome) -> bool:
    return isinstance(outcome, (TimedOut, Died)) or (isinstance(outcome, Raised) and outcome.kind == "MemoryError")


def _fits(question: Question, outcome: Outcome) -> bool:
    """Whether an outcome has the form that the question asks for; its contents are for a judge."""
    if isinstance(outcome, Refused):  # of all of it, for instance because it is too large to be sent
        return True
    if not isinstance(question, Script):
        return not isinstance(outcome, Played)
    if isinstance(outcome, Raised):  # the name was never defined
        return True
    if not isinstance(outcome, Played):
        return False
    made = isinstance(outcome.outcomes[0], Returned)
    return len(outcome.outcomes) == (1 + len(question.steps) if made else 1)


def _bytes(value: Any) -> int:
    """Return about how much memory a plain value takes."""
    if isinstance(value, (tuple, list)):
        return 100 + sum(map(_bytes, value))
    if isinstance(value, dict):
        return 100 + sum(map(_bytes, value.values()))
    if is_dataclass(value):
        return 100 + sum(map(_bytes, vars(value).values()))
    if isinstance(value, str):
        return 100 + len(value)
    return 100 + int(getattr(value, "nbytes", 0))
