"""Networks as test parameters: those of a hundred layers and more run in the full suite alone.

A network without weights still takes PyTorch milliseconds a layer. Every family keeps a quick member: ResNet-50 stands
for those of 101 and 152 layers, and one DenseNet-121 for the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

_DEEP = ("resnet101", "resnet152", "densenet121_small")


def by_network(cases: Iterable[Any]) -> list[Any]:
    """Mark the cases of deep networks as slow.

    Args:
        cases: names of networks, or tuples that begin with one, as for `pytest.mark.parametrize`.
    """
    return [_case(case if isinstance(case, tuple) else (case,)) for case in cases]


def _case(values: tuple[Any, ...]) -> Any:
    marks = pytest.mark.slow if values[0].startswith(_DEEP) else ()
    return pytest.param(*values, marks=marks)
