"""What a stack costs, against PyTorch's own counts and the published numbers of LeNet."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from cnnedu.formulas.stack_costs import layer_costs, stack_costs
from cnnedu.models import create

LENET = [
    ("conv", 6, (5, 5), (1, 1), (2, 2)),
    ("pool", (2, 2), (2, 2)),
    ("conv", 16, (5, 5), (1, 1), (0, 0)),
    ("pool", (2, 2), (2, 2)),
    ("linear", 120),
    ("linear", 84),
    ("linear", 10),
]

sides, channels = st.integers(1, 3), st.integers(1, 4)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(channels, channels, st.tuples(sides, sides), st.tuples(sides, sides), st.tuples(sides, sides), st.booleans())
def test_a_layer_costs_what_pytorch_counts(c_in, c_out, kernel, stride, padding, bias):
    layer = nn.Conv2d(c_in, c_out, kernel, stride, padding, bias=bias)
    with FlopCounterMode(display=False) as counter:
        layer(torch.zeros(1, c_in, 5, 7))
    parameters = sum(p.numel() for p in layer.parameters())
    nbytes = sum(p.numel() * p.element_size() for p in layer.parameters())
    wanted = {"parameters": parameters, "bytes": nbytes, "multiply_adds": counter.get_total_flops() // 2}
    assert layer_costs(c_in, c_out, kernel, (5, 7), stride, padding, bias) == wanted


def test_36_million_inputs_and_100_units_take_14_gigabytes():
    costs = layer_costs(36_000_000, 100, (1, 1), (1, 1), bias=False)
    assert (costs["parameters"], costs["bytes"]) == (3_600_000_000, 14_400_000_000)


def test_lenet_costs_what_is_published():
    costs = stack_costs(LENET, (1, 28, 28))
    assert costs["shapes"] == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1), (84, 1, 1), (10, 1, 1)]
    assert (costs["parameters"], costs["multiply_adds"]) == (61_706, 416_520)
    assert costs["parameters"] == sum(p.numel() for p in create("lenet").parameters())


def test_a_layer_of_another_kind_is_refused():
    with pytest.raises(ValueError, match="a conv, a pool or a linear, got 'dropout'"):
        stack_costs([("dropout", 0.5)], (1, 2, 2))


def test_a_window_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        stack_costs([("pool", (2, 2), (2, 2)), ("pool", (2, 2), (2, 2))], (1, 3, 3))
