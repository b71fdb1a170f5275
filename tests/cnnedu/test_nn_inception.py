"""The Inception block and the auxiliary head."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812, the field's name for it

from cnnedu.nn import AuxiliaryHead, ConvNormReLU, Inception


def _reference(unit, x, padding=0):
    x = F.conv2d(x, unit.conv.weight, padding=padding)
    bn = unit.bn
    return F.relu(F.batch_norm(x, bn.running_mean, bn.running_var, bn.weight, bn.bias, training=False, eps=0.001))


@pytest.mark.parametrize("kernel", [3, 5])
def test_the_four_branches_side_by_side(kernel):
    torch.manual_seed(0)
    block = Inception(6, 3, 4, 5, 2, 7, 8, branch3_kernel=kernel).eval()
    x = torch.randn(2, 6, 9, 7)
    expected = torch.cat(
        [
            _reference(block.branch1, x),
            _reference(block.branch2[1], _reference(block.branch2[0], x), padding=1),
            _reference(block.branch3[1], _reference(block.branch3[0], x), padding=kernel // 2),
            _reference(block.branch4[1], F.max_pool2d(x, 3, stride=1, padding=1)),
        ],
        dim=1,
    )
    assert expected.shape == (2, 3 + 5 + 7 + 8, 9, 7)
    torch.testing.assert_close(block(x), expected)


def test_negative_maps_survive_the_pooling_of_the_fourth_branch():
    # Erratum 6: zeros around negative maps would win; the padding is minus infinity.
    block = Inception(1, 1, 1, 1, 1, 1, 1)
    assert (block.branch4[0](torch.full((1, 1, 3, 4), -2.0)) == -2).all()


def test_a_convolution_with_normalisation_has_no_bias():
    assert ConvNormReLU(3, 5, kernel=3).conv.bias is None


def test_the_head_pools_to_4x4_and_classifies():
    torch.manual_seed(0)
    head = AuxiliaryHead(6, num_classes=5).eval()
    x = torch.randn(2, 6, 8, 12)
    pooled = _reference(head.conv, F.avg_pool2d(x, (2, 3))).flatten(1)
    expected = F.linear(F.relu(F.linear(pooled, head.fc1.weight, head.fc1.bias)), head.fc2.weight, head.fc2.bias)
    torch.testing.assert_close(head(x), expected)
