"""Speaking to the grader in the protocol's own words, or in none: forged frames, early, late and endless replies."""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.NONE, quick=True)
def a_forged_reply_to_the_question():
    """Sends a frame with a result before the true one, on every descriptor that may be the channel."""
    import json
    import os
    import struct

    def frame(number, value):
        fields = {"outcome": "Returned", "value": value, "changed": {"t": []}, "shared": {"t": []}}
        header = json.dumps({"d": {"number": number, "outcome": {"d": fields}}}).encode()
        return struct.pack("<4sIQ", b"cnn1", len(header), 0) + header

    def row_sums(matrix):
        for fd in range(3, 64):
            for number in range(20):
                try:
                    os.write(fd, frame(number, True))
                except OSError:
                    pass
        return


@attack(Gain.NONE)
def replies_before_any_question():
    """A cell writes replies for the checks that will come, as many as the channel takes."""
    import json
    import os
    import struct

    header = json.dumps({"d": {"number": 1, "outputs": {"l": []}}}).encode()
    for fd in range(3, 64):
        for _ in range(10):
            try:
                os.write(fd, struct.pack("<4sIQ", b"cnn1", len(header), 0) + header)
            except OSError:
                pass


@attack(Gain.NONE)
def a_reply_that_never_ends():
    """Announces a frame of many gigabytes and begins to send it."""
    import os
    import struct

    def row_sums(matrix):
        for fd in range(3, 64):
            try:
                os.write(fd, struct.pack("<4sIQ", b"cnn1", 1 << 20, 1 << 60) + b"[" * 5000)
            except OSError:
                pass


@attack(Gain.NONE)
def a_reply_a_byte_at_a_time():
    """Sends an honest frame so slowly that each wait starts anew where a deadline is kept for each read alone."""
    import os
    import time

    def row_sums(matrix):
        while True:
            for fd in range(3, 64):
                try:
                    os.write(fd, b"c" if fd % 2 else b"\0")
                except OSError:
                    pass
            time.sleep(0.2)


@attack(Gain.NONE)
def nested_deeper_than_a_parser_goes():
    """A header of a hundred thousand brackets: Python's JSON parser is recursive."""
    import os
    import struct

    def row_sums(matrix):
        header = b"[" * 100_000 + b"]" * 100_000
        for fd in range(3, 64):
            try:
                os.write(fd, struct.pack("<4sIQ", b"cnn1", len(header), 0) + header)
            except OSError:
                pass


@attack(Gain.NONE)
def a_pickle_on_the_channel():
    """Sends a pickle that runs a command where it is loaded."""
    import os
    import pickle

    class Bomb:
        def __reduce__(self):
            return (os.system, ("touch /tmp/pwned",))

    def row_sums(matrix):
        for fd in range(3, 64):
            try:
                os.write(fd, pickle.dumps(Bomb()))
            except OSError:
                pass


@attack(Gain.NONE)
def descriptors_sent_along():
    """Sends descriptors with a reply, by the hundred: the grader's own would run out."""
    import os
    import socket

    def row_sums(matrix):
        for fd in range(3, 64):
            try:
                with socket.socket(fileno=os.dup(fd)) as channel:
                    for _ in range(50):
                        socket.send_fds(channel, [b"cnn1"], [0, 1, 2, fd])
            except OSError:
                pass


@attack(Gain.NONE)
def a_question_asked_back():
    """Answers with a question, which the protocol lets only the grader ask: it would be played on the grader's side."""
    import sys

    questions = next(module for name, module in sys.modules.items() if name.endswith("wire.questions"))

    def row_sums(matrix):
        return questions.Call(("os.system",), {})


@attack(Gain.NONE)
def an_answer_that_forks():
    """Two processes go on behind the answer, and both reply: the child's reply would answer the next question."""
    import os

    def row_sums(matrix):
        os.fork()
        return matrix[:, 0] * 0


@attack(Gain.NONE)
def a_cell_that_forks_and_answers_twice():
    """A cell forks; parent and child both hold the worker's channel."""
    import os

    os.fork()
    os.fork()


@attack(Gain.NONE)
def arguments_said_to_be_changed():
    """Changes the question's array in place, keeps it, and changes it again later."""
    kept = []

    def row_sums(matrix):
        for array in kept:
            array[:] = 0
        kept.append(matrix)
        matrix[:] = 0
        return matrix


@attack(Gain.NONE)
def the_answer_replaced_by_a_local_one():
    """Defines the function anew while it is asked, so that another one answers than was looked at."""

    def row_sums(matrix):
        get_ipython().user_ns["row_sums"] = lambda matrix: matrix[:, 0]
        return 0
