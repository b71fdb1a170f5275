"""The driver that fills a list again does in a notebook what it does in the exam."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from autograder.exams.receptive_fields.draws import GIVEN

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize("where", ["notebook", "exam"])
def test_stacks_come_in_one_list_behind_what_goes_before(part: Part, where: str) -> None:
    driver = part("refilled_lists").with_one_list if where == "notebook" else GIVEN["with_one_list"]
    kept = []

    def answer(number, layers):
        kept.append(layers)
        return number, list(layers)

    stacks = [[(3, 2, 1)], [], [(3, 1, 0), (5, 1, 2)]]
    assert driver(answer, stacks, 7) == [(7, stack) for stack in stacks]
    assert all(each is kept[0] for each in kept)
