"""Parameters and multiply-adds of single layers against the lectures' numbers and against PyTorch."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.utils.flop_counter import FlopCounterMode

from cnnedu.formulas.costs import (
    batch_norm_parameters,
    conv_multiply_adds,
    conv_parameters,
    linear_multiply_adds,
    linear_parameters,
)

small = st.integers(1, 6)


def _parameters(module):
    return sum(p.numel() for p in module.parameters())


def _multiply_adds(module, x):
    with FlopCounterMode(display=False) as counter:
        module(x)
    return counter.get_total_flops() // 2  # PyTorch counts the product and the addition


def test_lenets_two_convolutions_differ_fifteenfold():
    # Erratum 7: L0 and L1 call the counts of the two layers similar.
    assert (conv_parameters(1, 6, (5, 5)), conv_parameters(6, 16, (5, 5))) == (156, 2416)


def test_doubling_the_channels_gives_four_times_the_weights():
    # Erratum 8: L0 says that VGG's layers have equal counts.
    assert conv_parameters(128, 128, (3, 3), bias=False) == 4 * conv_parameters(64, 64, (3, 3), bias=False)


def test_the_image_plays_no_part_in_the_parameters_but_in_the_multiply_adds():
    # Erratum 8: L0 multiplies the parameters by height and width.
    assert conv_multiply_adds(3, 8, (3, 3), (20, 10)) == 200 * conv_parameters(3, 8, (3, 3), bias=False)


@pytest.mark.parametrize("c", [1, 3, 64, 512])
def test_two_3x3_layers_hold_18_c_squared_weights_and_one_5x5_layer_25(c):
    # Erratum 13: L2 prints 18C and 25C.
    assert 2 * conv_parameters(c, c, (3, 3), bias=False) == 18 * c**2
    assert conv_parameters(c, c, (5, 5), bias=False) == 25 * c**2


def test_one_7x7_layer_costs_81_percent_more_than_three_3x3_layers():
    ratio = conv_parameters(64, 64, (7, 7), bias=False) / (3 * conv_parameters(64, 64, (3, 3), bias=False))
    assert round(100 * (ratio - 1)) == 81


def test_a_bottleneck_has_69632_weights_and_two_3x3_layers_16_94_times_as_many():
    bottleneck = (
        conv_parameters(256, 64, (1, 1), bias=False)
        + conv_parameters(64, 64, (3, 3), bias=False)
        + conv_parameters(64, 256, (1, 1), bias=False)
    )
    plain = 2 * conv_parameters(256, 256, (3, 3), bias=False)
    assert (bottleneck, plain, round(plain / bottleneck, 2)) == (69_632, 1_179_648, 16.94)


def test_a_fully_connected_layer_on_maps_is_a_convolution_of_288000_weights():
    assert conv_parameters(20, 100, (12, 12), bias=False) == 288_000
    assert linear_parameters(20 * 12 * 12, 100, bias=False) == 288_000


def test_a_photograph_and_100_units_need_14_4_gigabytes():
    # Erratum 14: L4 gives a weight 4 bits; they are bytes.
    weights = linear_parameters(36_000_000, 100, bias=False)
    assert (weights, 4 * weights) == (3_600_000_000, 14_400_000_000)


def test_googlenets_first_layer_as_printed_is_no_7x7_convolution():
    # Erratum 16: the table prints 2.7K weights and 34M operations, what a separable convolution has.
    assert conv_parameters(3, 64, (7, 7), bias=False) == 9_408
    assert conv_multiply_adds(3, 64, (7, 7), (112, 112)) == 118_013_952
    each_channel_alone = conv_parameters(3, 24, (7, 7), bias=False, groups=3)
    then_mixed = conv_parameters(24, 64, (1, 1), bias=False)
    assert each_channel_alone + then_mixed == 2_712
    assert round(112 * 112 * 2_712 / 1e6) == 34


@settings(deadline=None)
@given(small, small, st.tuples(small, small), st.booleans(), st.integers(1, 3))
def test_conv_parameters_are_pytorchs(c_in, c_out, kernel, bias, groups):
    c_in, c_out = c_in * groups, c_out * groups
    layer = torch.nn.Conv2d(c_in, c_out, kernel, bias=bias, groups=groups, device="meta")
    assert conv_parameters(c_in, c_out, kernel, bias, groups) == _parameters(layer)


@settings(deadline=None)
@given(small, small, st.tuples(small, small), st.tuples(small, small), st.integers(1, 3), st.integers(1, 3))
def test_conv_multiply_adds_are_pytorchs(c_in, c_out, kernel, extra, stride, groups):
    c_in, c_out = c_in * groups, c_out * groups
    layer = torch.nn.Conv2d(c_in, c_out, kernel, stride, groups=groups, device="meta")
    x = torch.empty(1, c_in, kernel[0] + extra[0], kernel[1] + extra[1], device="meta")
    oh, ow = layer(x).shape[2:]
    assert conv_multiply_adds(c_in, c_out, kernel, (oh, ow), groups) == _multiply_adds(layer, x)


@settings(deadline=None)
@given(st.integers(1, 50), st.integers(1, 50), st.booleans())
def test_linear_counts_are_pytorchs(n_in, n_out, bias):
    layer = torch.nn.Linear(n_in, n_out, bias=bias, device="meta")
    assert linear_parameters(n_in, n_out, bias) == _parameters(layer)
    assert linear_multiply_adds(n_in, n_out) == _multiply_adds(layer, torch.empty(1, n_in, device="meta"))


@settings(deadline=None)
@given(st.integers(1, 50))
def test_batch_norm_parameters_are_pytorchs(channels):
    assert batch_norm_parameters(channels) == _parameters(torch.nn.BatchNorm2d(channels))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: conv_parameters(0, 4, (3, 3)), "c_in must be at least 1, got 0"),
        (lambda: conv_parameters(4, 4, (3, 0)), "kw must be at least 1, got 0"),
        (lambda: conv_parameters(3, 4, (3, 3), groups=2), "groups must divide c_in and c_out, got groups=2, c_in=3"),
        (lambda: conv_multiply_adds(3, 4, (3, 3), (0, 5)), "oh must be at least 1, got 0"),
        (lambda: linear_parameters(4, -1), "n_out must be at least 1, got -1"),
        (lambda: batch_norm_parameters(0), "channels must be at least 1, got 0"),
    ],
)
def test_errors_name_the_value(call, message):
    with pytest.raises(ValueError, match=message):
        call()
