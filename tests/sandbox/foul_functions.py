"""Answers that cheat, break or vanish. Each is asked with 2.0, to which the right answer would be 4.0."""

from __future__ import annotations


def object_that_pickles_itself(x):
    class Bomb:
        def __reduce__(self):
            return (print, ("pickled code ran",))

    return Bomb()


def object_array(x):
    import numpy as np

    return np.array([x, None])


def object_with_an_array_method(x):
    import numpy as np

    class Lazy:
        def __array__(self, *args, **kwargs):
            return np.array(4.0)

    return Lazy()


def object_equal_to_everything(x):
    class Equal:
        def __eq__(self, other):
            return True

    return Equal()


def object_that_claims_to_be_an_array(x):
    import numpy as np

    class Liar:
        __class__ = np.ndarray

    return Liar()


def generator(x):
    yield 4.0


def function(x):
    return lambda: 4.0


def number_not_a_number(x):
    return float("nan")


def garbage_on_every_descriptor(x):
    import contextlib
    import os

    for fd in range(3, 60):
        with contextlib.suppress(OSError):
            os.write(fd, b"\x80\x04garbage" * 99)
    return 4.0


def every_descriptor_closed(x):
    import os

    os.closerange(0, 200)
    return 4.0


def forged_answer_to_another_call(x):
    import contextlib
    import json
    import os
    import struct

    header = json.dumps({"d": {"number": 999, "outcome": {"d": {}}}}).encode()
    for fd in range(3, 60):
        with contextlib.suppress(OSError):
            os.write(fd, struct.pack("<4sIQ", b"cnn1", len(header), 0) + header)
    return 4.0


def huge_frame_announced(x):
    import contextlib
    import os
    import struct

    for fd in range(3, 60):
        with contextlib.suppress(OSError):
            os.write(fd, struct.pack("<4sIQ", b"cnn1", 10, 1 << 60))
    return 4.0


def exception_named_like_an_outcome(x):
    class Returned(Exception):
        value = 4.0

    raise Returned(4.0)


def exception_with_a_huge_message(x):
    raise ValueError("x" * 10**8)


def exits(x):
    import os

    os._exit(0)


def kills_itself(x):
    import os

    os.kill(os.getpid(), 9)


def kills_everything(x):
    import os

    os.kill(-1, 9)


def kills_the_worker(x):
    import os

    os.kill(os.getppid(), 9)
    return "killed"


def stops_the_worker(x):
    import os
    import signal

    os.kill(os.getppid(), signal.SIGSTOP)
    return "stopped"


def endless_recursion(x):
    return endless_recursion(x)


def endless_loop(x):
    while True:
        pass


def giant_result(x):
    import numpy as np

    return np.zeros(10**7)


def patches_what_makes_values_plain(x):
    import confined.inside.answering

    confined.inside.answering.to_plain = lambda value: "anything"
    return object()


def patches_json(x):
    import json

    import confined.wire.protocol

    json.JSONEncoder.encode = confined.wire.protocol._to_json = lambda *args: "null"
    return 4.0


def overwrites_the_notebook(x):
    import sys

    sys._getframe(1).f_globals.clear()
    return "gone"


FOUL = (
    object_that_pickles_itself,
    object_array,
    object_with_an_array_method,
    object_equal_to_everything,
    object_that_claims_to_be_an_array,
    generator,
    function,
    number_not_a_number,
    garbage_on_every_descriptor,
    every_descriptor_closed,
    forged_answer_to_another_call,
    huge_frame_announced,
    exception_named_like_an_outcome,
    exception_with_a_huge_message,
    exits,
    kills_itself,
    kills_everything,
    kills_the_worker,
    stops_the_worker,
    endless_recursion,
    endless_loop,
    giant_result,
    patches_what_makes_values_plain,
    patches_json,
    overwrites_the_notebook,
)
