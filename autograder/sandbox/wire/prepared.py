"""Questions that a whole class is asked: each is written down once, and a reply that comes again is read once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, overload

from .outcome import Outcome
from .protocol import numbered_question, whole_frame, write_question
from .questions import Question

__all__ = ["REPLIES_KEPT", "Prepared"]

REPLIES_KEPT = 4
"""For each question. Right answers round in a few ways."""

_LONGEST_KEPT = 16 << 10  # bytes: what is longer takes longer to send than to write down
_LONGEST_HEADER_KEPT, _LONGEST_BODY_KEPT = 1 << 9, 1 << 12  # bytes; a header's can come to sixty of memory each


class _Reply(NamedTuple):
    """What came of a question under a number, as bytes and as what they say."""

    number: int
    frame: bytes
    outcome: Outcome


class Prepared(Sequence[Question]):
    """A sequence of questions that knows how each is sent.

    >>> from autograder.sandbox.wire.questions import Call
    >>> Prepared([Call((1,))]).frame(0, number=7, limit=1000)[16:]
    b'{"d":{"number":7,"question":{"q":["Call",{"args":{"t":[1]}}]}}}'
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = tuple(questions)
        self._written: dict[int, tuple[bytes, bytes]] = {}
        self._frames: dict[int, tuple[int, bytes]] = {}
        self._heard: defaultdict[int, deque[_Reply]] = defaultdict(lambda: deque(maxlen=REPLIES_KEPT))

    def __len__(self) -> int:
        return len(self._questions)

    @overload
    def __getitem__(self, index: int) -> Question: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Question, ...]: ...
    def __getitem__(self, index: int | slice) -> Question | tuple[Question, ...]:
        return self._questions[index]

    def frame(self, index: int, number: int, limit: int) -> bytes:
        """Return the frame of a question under a number.

        Raises:
            NotPlainError: it cannot be sent in a frame of `limit` bytes.
        """
        known_number, known_frame = self._frames.get(index, (-1, b""))
        if known_number == number:  # in a class it is the same each time, unless the process before was killed
            return known_frame
        written = self._written.get(index) or write_question(self._questions[index], limit)
        frame = numbered_question(number, written)
        if len(frame) <= _LONGEST_KEPT:
            self._written[index], self._frames[index] = written, (number, frame)
        return frame

    def heard_before(self, index: int, number: int, comes: Callable[[bytes], bool]) -> Outcome | None:
        """Return what a reply says that is the same as one of the last, to the byte, or None if it is another.

        Most answers of a class are right, and say the same but for rounding. The same outcome is then the same object.

        Args:
            index: of the question.
            number: under which it was asked.
            comes: says whether a frame is the one that comes next; then takes it.
        """
        for known in self._heard[index]:
            if known.number == number and comes(known.frame):
                return known.outcome
        return None

    def outcome(
        self, index: int, number: int, header: bytes, body: bytes, read: Callable[[bytes, bytes], Outcome]
    ) -> Outcome:
        """Return what a reply to a question says. One that was heard before is not read.

        Args:
            index: of the question.
            number: under which it was asked.
            header, body: of the frame that came.
            read: reads them; may raise.
        """
        frame = whole_frame(header, body)
        outcome = self.heard_before(index, number, frame.__eq__)
        if outcome is None:
            outcome = read(header, body)
            if len(header) <= _LONGEST_HEADER_KEPT and len(body) <= _LONGEST_BODY_KEPT:
                self._heard[index].appendleft(_Reply(number, frame, outcome))
        return outcome
