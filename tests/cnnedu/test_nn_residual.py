"""Residual blocks: what is added to what, and when."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812, the field's name for it
from torch import nn

from cnnedu.nn import BasicBlock, Bottleneck


def _norm(x, bn):
    return F.batch_norm(x, bn.running_mean, bn.running_var, bn.weight, bn.bias, training=False)


def _shortcut(block, x, stride):
    if block.downsample is None:
        return x
    conv, bn = block.downsample
    return _norm(F.conv2d(x, conv.weight, stride=stride), bn)


def _randomised(block):
    torch.manual_seed(0)
    for module in block.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.weight)
            nn.init.normal_(module.bias)
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
    return block.eval()


@pytest.mark.parametrize(("c_in", "width", "stride"), [(6, 6, 1), (6, 9, 1), (6, 6, 2), (4, 7, 3)])
def test_a_basic_block_is_relu_of_x_plus_f(c_in, width, stride):
    block = _randomised(BasicBlock(c_in, width, stride))
    x = torch.randn(2, c_in, 9, 8)
    inner = F.relu(_norm(F.conv2d(x, block.conv1.weight, stride=stride, padding=1), block.bn1))
    inner = _norm(F.conv2d(inner, block.conv2.weight, padding=1), block.bn2)
    torch.testing.assert_close(block(x), F.relu(inner + _shortcut(block, x, stride)))


@pytest.mark.parametrize("stride_in_first", [False, True])
@pytest.mark.parametrize(("c_in", "width", "stride"), [(8, 2, 1), (6, 2, 1), (8, 2, 2), (5, 3, 3)])
def test_a_bottleneck_is_relu_of_x_plus_f(c_in, width, stride, stride_in_first):
    block = _randomised(Bottleneck(c_in, width, stride, stride_in_first))
    x = torch.randn(2, c_in, 9, 8)
    first, second = (stride, 1) if stride_in_first else (1, stride)
    inner = F.relu(_norm(F.conv2d(x, block.conv1.weight, stride=first), block.bn1))
    inner = F.relu(_norm(F.conv2d(inner, block.conv2.weight, stride=second, padding=1), block.bn2))
    inner = _norm(F.conv2d(inner, block.conv3.weight), block.bn3)
    torch.testing.assert_close(block(x), F.relu(inner + _shortcut(block, x, stride)))


@pytest.mark.parametrize(
    ("block", "projected"),
    [
        (BasicBlock(8, 8), False),
        (BasicBlock(8, 8, stride=2), True),
        (BasicBlock(8, 16), True),
        (Bottleneck(8, 2), False),
        (Bottleneck(8, 2, stride=2), True),
        (Bottleneck(2, 2), True),
    ],
)
def test_a_projection_is_there_only_where_shapes_differ(block, projected):
    assert (block.downsample is not None) == projected


def test_a_block_whose_f_is_zero_passes_positive_maps_through():
    # Why residual networks can be deep: doing nothing is easy to learn.
    block = BasicBlock(3, 3).eval()
    nn.init.zeros_(block.bn2.weight)
    x = torch.rand(2, 3, 5, 4)
    assert torch.equal(block(x), x)


def test_the_input_is_not_changed():
    x = torch.randn(2, 3, 5, 4)
    before = x.clone()
    BasicBlock(3, 3)(x)
    assert torch.equal(x, before)


def test_two_strides_of_a_bottleneck_have_the_same_weights():
    shapes = [
        {key: value.shape for key, value in Bottleneck(8, 4, 2, first).state_dict().items()} for first in (False, True)
    ]
    assert shapes[0] == shapes[1]


def test_weights_of_the_lectures_bottleneck():
    block = Bottleneck(256, 64)
    assert sum(m.weight.numel() for m in block.modules() if isinstance(m, nn.Conv2d)) == 69_632
    plain = BasicBlock(256, 256)
    assert sum(m.weight.numel() for m in plain.modules() if isinstance(m, nn.Conv2d)) == 1_179_648
