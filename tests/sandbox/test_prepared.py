"""Questions that a class is asked: a reply that comes again is read once, and one that only looks like it is read."""

import pytest

from autograder.sandbox.outside.sandbox import Sandbox
from autograder.sandbox.wire.outcome import Returned
from autograder.sandbox.wire.prepared import REPLIES_KEPT, Prepared
from autograder.sandbox.wire.protocol import PREFIX, decode, whole_frame
from autograder.sandbox.wire.questions import Call


class Reader:
    def __init__(self):
        self.read = []

    def __call__(self, header, body):
        self.read.append((header, body))
        return Returned(len(self.read))


def _parts(frame):
    _, header, _ = PREFIX.unpack(frame[: PREFIX.size])
    return frame[PREFIX.size : PREFIX.size + header], frame[PREFIX.size + header :]


def test_the_same_reply_is_read_once():
    questions, reader = Prepared([Call((1,))]), Reader()
    first = questions.outcome(0, 7, b"header", b"body", reader)
    assert questions.outcome(0, 7, b"header", b"body", reader) is first
    assert reader.read == [(b"header", b"body")]


def test_replies_that_differ_by_rounding_are_read_once_each_as_long_as_they_are_few():
    questions, reader = Prepared([Call((1,))]), Reader()
    for _ in range(3):
        for number in range(REPLIES_KEPT):
            questions.outcome(0, 1, b"header", b"%d" % number, reader)
    assert len(reader.read) == REPLIES_KEPT
    questions.outcome(0, 1, b"header", b"one more", reader)
    questions.outcome(0, 1, b"header", b"0", reader)  # which came first, and is forgotten
    assert len(reader.read) == REPLIES_KEPT + 2


@pytest.mark.parametrize(
    "other",
    [(1, 7, b"header", b"body"), (0, 8, b"header", b"body"), (0, 7, b"HEADER", b"body"), (0, 7, b"header", b"")],
)
def test_another_question_number_header_or_body_is_read(other):
    questions, reader = Prepared([Call((1,)), Call((2,))]), Reader()
    questions.outcome(0, 7, b"header", b"body", reader)
    questions.outcome(*other, reader)
    assert len(reader.read) == 2


@pytest.mark.parametrize(("header", "body"), [(b"h" * 10_000, b""), (b"", b"b" * 10_000)])
def test_a_long_reply_is_not_kept(header, body):
    questions, reader = Prepared([Call((1,))]), Reader()
    for _ in range(2):
        questions.outcome(0, 1, header, body, reader)
    assert len(reader.read) == 2


def test_a_frame_that_was_heard_before_is_taken_as_it_comes_and_only_under_its_number():
    questions = Prepared([Call((1,))])
    first = questions.outcome(0, 7, b"header", b"body", Reader())
    asked = []
    assert questions.heard_before(0, 7, lambda frame: asked.append(frame) or True) is first
    assert asked == [whole_frame(b"header", b"body")]
    assert questions.heard_before(0, 7, lambda frame: False) is None
    assert questions.heard_before(0, 8, lambda frame: True) is None


def test_a_question_is_framed_anew_under_another_number():
    questions = Prepared([Call((1,))])
    for number in (7, 7, 8, 7):
        assert decode(*_parts(questions.frame(0, number, 1000)), questions=True)["number"] == number


def test_what_cannot_be_read_is_not_kept():
    def fail(header, body):
        raise ValueError

    questions, reader = Prepared([Call((1,))]), Reader()
    with pytest.raises(ValueError):
        questions.outcome(0, 1, b"header", b"body", fail)
    questions.outcome(0, 1, b"header", b"body", reader)
    assert len(reader.read) == 1


def test_a_class_that_answers_alike_is_read_once_and_another_answer_is_its_own(confined: Sandbox):
    questions = Prepared(Call((number,)) for number in range(3))
    answers = []
    for source in ("def f(x): return x * x", "def f(x): return x ** 2", "def f(x): return 2 * x"):
        with confined.open() as submission:
            submission.run(source)
            with submission.check("f") as check:
                answers.append(check.answer(questions))
    first, alike, other = answers
    assert [outcome.value for outcome in first] == [0, 1, 4]
    assert all(mine is theirs for mine, theirs in zip(first, alike, strict=True))
    assert [outcome.value for outcome in other] == [0, 2, 4]
