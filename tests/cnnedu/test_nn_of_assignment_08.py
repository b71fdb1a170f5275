"""Blocks and networks with the signatures of assignment 08, held against functions, published counts and weights."""

import math

import pytest
import torch
from torch import nn
from torch.nn import functional

from cnnedu.models.resnet import resnet
from cnnedu.models.resnet18_by_width import resnet18
from cnnedu.nn.gradients_by_layer import gradients_by_layer
from cnnedu.nn.plain_dense import PlainDenseBlock, plain_densenet
from cnnedu.nn.residual_by_channels import BottleneckBlock, ResidualBlock, shortcut
from cnnedu.weights.store import load_trained


def norm(x, bn):
    return functional.batch_norm(x, bn.running_mean, bn.running_var, bn.weight, bn.bias)


def randomised(module):
    torch.manual_seed(0)
    for inner in module.modules():
        if isinstance(inner, nn.BatchNorm2d):
            nn.init.normal_(inner.weight)
            nn.init.normal_(inner.bias)
            inner.running_mean.normal_()
            inner.running_var.uniform_(0.5, 2)
    return module.eval()


def test_a_shortcut_without_a_change_is_the_input_itself():
    x = torch.randn(2, 3, 4, 5)
    assert shortcut(3, 3, 1)(x) is x


@pytest.mark.parametrize(("c_in", "c_out", "stride"), [(3, 4, 1), (3, 3, 2), (4, 2, 3)])
def test_a_shortcut_that_changes_something_projects_and_normalises(c_in, c_out, stride):
    way = randomised(shortcut(c_in, c_out, stride))
    x = torch.randn(2, c_in, 7, 6)
    picked = torch.einsum("nchw,oc->nohw", x[:, :, ::stride, ::stride], way[0].weight[:, :, 0, 0])
    torch.testing.assert_close(way(x), norm(picked, way[1]))


@pytest.mark.parametrize(("c_in", "c_out", "stride"), [(3, 3, 1), (3, 4, 2)])
def test_a_residual_block_adds_before_the_second_relu(c_in, c_out, stride):
    block = randomised(ResidualBlock(c_in, c_out, stride))
    x = torch.randn(2, c_in, 7, 6)
    inner = functional.relu(norm(functional.conv2d(x, block.conv1.weight, stride=stride, padding=1), block.bn1))
    inner = norm(functional.conv2d(inner, block.conv2.weight, padding=1), block.bn2)
    past = x
    if c_in != c_out:
        conv, bn = block.downsample
        past = norm(functional.conv2d(x, conv.weight, stride=stride), bn)
    torch.testing.assert_close(block(x), functional.relu(inner + past))


def test_a_bottleneck_has_the_lectures_weights():
    counts = [p.numel() for p in BottleneckBlock(256, 256).parameters() if p.dim() == 4]
    assert sum(counts) == 69_632
    assert sum(p.numel() for p in ResidualBlock(256, 256).parameters() if p.dim() == 4) == 1_179_648


@pytest.mark.parametrize("c_out", [0, 6, -4, 1])
def test_a_bottleneck_that_cannot_be_thinned_is_refused(c_out):
    with pytest.raises(ValueError, match=f"multiple of 4, got {c_out}"):
        BottleneckBlock(8, c_out)


def test_resnet18_has_the_published_names_and_counts():
    with torch.device("meta"):
        network = resnet18()
        published = resnet(18).state_dict()
    assert sum(p.numel() for p in network.parameters()) == 11_689_512
    assert {name: p.shape for name, p in network.state_dict().items()} == {n: p.shape for n, p in published.items()}


def test_the_shipped_small_network_fits_by_name():
    model = load_trained("resnet18_small", "fashion-mnist").network()
    network = resnet18(in_channels=1, classes=10, width=16, small=True)
    network.load_state_dict(model.state_dict())
    x = torch.randn(2, 1, 28, 28)
    torch.testing.assert_close(network.eval()(x), model.eval()(x))


def test_a_dense_block_hands_every_map_on():
    block = randomised(PlainDenseBlock(2, 3, 4))
    x = torch.randn(2, 3, 5, 6)
    maps = [x]
    for bn, _, conv in block.layers:
        seen = torch.cat(maps, dim=1)
        maps.append(functional.conv2d(functional.relu(norm(seen, bn)), conv.weight, padding=1))
    torch.testing.assert_close(block(x), torch.cat(maps, dim=1))


def test_a_dense_block_without_layers_is_refused():
    with pytest.raises(ValueError, match="at least one layer, got 0"):
        PlainDenseBlock(0, 3, 4)


def test_channels_of_the_lectures_densenet():
    with torch.device("meta"):
        network = plain_densenet((4, 4, 4, 4), 32, 1, 10)
        x, channels = torch.zeros(1, 1, 56, 56), []
        for name, layer in network.named_children():
            x = layer(x)
            channels += [x.shape[1]] if name[0] in "bt" else []
    assert channels == [192, 96, 224, 112, 240, 120, 248]


def test_a_densenet_without_blocks_is_refused():
    with pytest.raises(ValueError, match="at least one dense block"):
        plain_densenet((), 4, 1, 10)


def test_gradients_by_layer_are_those_of_backward():
    torch.manual_seed(0)
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Sequential(nn.BatchNorm2d(2), nn.Conv2d(2, 3, 2)), nn.Flatten())
    x, y = torch.randn(4, 1, 4, 5), torch.tensor([0, 2, 1, 5])
    measured = gradients_by_layer(network, x, y)
    assert all(p.grad is None for p in network.parameters())
    functional.nll_loss(functional.log_softmax(network(x), dim=1), y).backward()
    wanted = {name: network.get_parameter(f"{name}.weight").grad for name in ("0", "1.1")}
    assert measured == {name: pytest.approx(math.sqrt((g**2).mean().item()), rel=1e-5) for name, g in wanted.items()}


def test_gradients_of_a_network_without_convolutions_are_refused():
    with pytest.raises(ValueError, match=r"no nn\.Conv2d"):
        gradients_by_layer(nn.Flatten(), torch.zeros(1, 2, 1, 1), torch.tensor([0]))
