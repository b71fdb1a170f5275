"""Dense blocks and transitions."""

import torch
import torch.nn.functional as F  # noqa: N812, the field's name for it

from cnnedu.nn import DenseBlock, DenseLayer, Transition


def _norm_relu(x, bn):
    return F.relu(F.batch_norm(x, bn.running_mean, bn.running_var, bn.weight, bn.bias, training=False))


def _reference(layer, x):
    x = F.conv2d(_norm_relu(x, layer.norm1), layer.conv1.weight)
    return F.conv2d(_norm_relu(x, layer.norm2), layer.conv2.weight, padding=1)


def test_a_dense_layer_normalises_before_it_convolves():
    torch.manual_seed(0)
    layer = DenseLayer(5, growth=3).eval()
    x = torch.randn(2, 5, 6, 4)
    torch.testing.assert_close(layer(x), _reference(layer, x))
    assert layer(x).min() < 0  # no activation after the last convolution


def test_every_layer_sees_all_maps_before_it():
    torch.manual_seed(0)
    block = DenseBlock(3, c_in=5, growth=2).eval()
    maps = [torch.randn(2, 5, 6, 4)]
    for layer in block.values():
        maps.append(_reference(layer, torch.cat(maps, dim=1)))
    torch.testing.assert_close(block(maps[0]), torch.cat(maps, dim=1))


def test_a_dense_block_hands_its_input_on_unchanged():
    x = torch.randn(2, 5, 6, 4)
    assert torch.equal(DenseBlock(2, c_in=5, growth=3)(x)[:, :5], x)


def test_channels_grow_by_the_growth_rate():
    block = DenseBlock(4, c_in=10, growth=3)
    assert [layer.conv1.in_channels for layer in block.values()] == [10, 13, 16, 19]


def test_a_transition_thins_the_channels_and_takes_means_of_2x2():
    torch.manual_seed(0)
    transition = Transition(6, 3).eval()
    x = torch.randn(2, 6, 7, 8)
    expected = F.avg_pool2d(F.conv2d(_norm_relu(x, transition.norm), transition.conv.weight), 2)
    assert expected.shape == (2, 3, 3, 4)
    torch.testing.assert_close(transition(x), expected)
