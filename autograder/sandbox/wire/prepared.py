"""Questions that a whole class is asked: each is written down once, and a reply that comes again is read once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from typing import overload

from .outcome import Outcome
from .protocol import numbered_question, write_question
from .questions import Question

__all__ = ["REPLIES_KEPT", "Prepared"]

REPLIES_KEPT = 4
"""For each question. Right answers round in a few ways."""

_LONGEST_KEPT = 16 << 10  # bytes: what is longer takes longer to send than to write down
_LONGEST_HEADER_KEPT, _LONGEST_BODY_KEPT = 1 << 9, 1 << 12  # bytes; a header's can come to sixty of memory each


class Prepared(Sequence[Question]):
    """A sequence of questions that knows how each is sent.

    >>> from autograder.sandbox.wire.questions import Call
    >>> Prepared([Call((1,))]).frame(0, number=7, limit=1000)[16:]
    b'{"d":{"number":7,"question":{"q":["Call",{"args":{"t":[1]}}]}}}'
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self._questions = tuple(questions)
        self._written: dict[int, tuple[bytes, bytes]] = {}
        self._heard: defaultdict[int, deque[tuple[int, bytes, bytes, Outcome]]] = defaultdict(
            lambda: deque(maxlen=REPLIES_KEPT)
        )

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
        written = self._written.get(index)
        if written is None:
            written = write_question(self._questions[index], limit)
            if sum(map(len, written)) <= _LONGEST_KEPT:
                self._written[index] = written
        return numbered_question(number, written)

    def outcome(
        self, index: int, number: int, header: bytes, body: bytes, read: Callable[[bytes, bytes], Outcome]
    ) -> Outcome:
        """Return what a reply to a question says. One that is the same as one of the last, to the byte, is not read.

        Most answers of a class are right, and say the same but for rounding. The same outcome is then the same object.

        Args:
            index: of the question.
            number: under which it was asked.
            header, body: of the frame that came.
            read: reads them; may raise.
        """
        for known_number, known_header, known_body, outcome in self._heard[index]:
            if known_number == number and known_header == header and known_body == body:
                return outcome
        outcome = read(header, body)
        if len(header) <= _LONGEST_HEADER_KEPT and len(body) <= _LONGEST_BODY_KEPT:
            self._heard[index].appendleft((number, header, body, outcome))
        return outcome
