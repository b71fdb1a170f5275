"""Zeros where numbers could be: an answer that looks at one of them for all takes them for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from autograder.sandbox.wire.questions import Call

__all__ = ["blank", "first_blank"]


def blank(calls: st.SearchStrategy[Call], *places: int) -> list[st.SearchStrategy[Call]]:
    """Return corners: what these calls ask, with zeros alone in one of the arrays at these places."""

    def without_any(place: int) -> st.SearchStrategy[Call]:
        return calls.map(lambda call: _replaced(call, place, np.zeros_like(call.args[place])))

    return [without_any(place) for place in places]


def first_blank(
    calls: st.SearchStrategy[Call], *places: int, axes: Sequence[int] = (0, 1)
) -> list[st.SearchStrategy[Call]]:
    """Return corners: what comes first along an axis is blank, and not what is behind it.

    With the usual axes that is the first sample, filter or channel of an array of four axes.
    """

    def without_first(place: int, axis: int) -> st.SearchStrategy[Call]:
        def ask(call: Call) -> Call:
            array = call.args[place].copy()
            array[(slice(None),) * axis + (0,)] = 0
            return _replaced(call, place, array)

        return calls.map(ask)

    return [without_first(place, axis) for place in places for axis in axes]


def _replaced(call: Call, place: int, array: np.ndarray) -> Call:
    return replace(call, args=(*call.args[:place], array, *call.args[place + 1 :]))
