"""The networks with the signatures of assignment 07, held against PyTorch's own functions, weights and published
counts."""

import math

import pytest
import torch
from torch import nn
from torch.nn import functional

from cnnedu.formulas.costs import conv_parameters, linear_parameters
from cnnedu.models.lenet import lenet
from cnnedu.models.vgg import CONFIGURATIONS
from cnnedu.nn import nin_head
from cnnedu.nn.counting import count_parameters, layer_table
from cnnedu.nn.lenet5 import LeNet5
from cnnedu.nn.plain_inception import PlainInception
from cnnedu.nn.vgg_by_count import vgg, vgg_block

VGG11 = ((1, 64), (1, 128), (2, 256), (2, 512), (2, 512))


def test_a_count_is_that_of_the_formulas():
    network = nn.Sequential(nn.Conv2d(3, 4, (2, 5)), nn.Sequential(nn.Linear(7, 2), nn.BatchNorm1d(9)))
    assert count_parameters(network) == conv_parameters(3, 4, (2, 5)) + linear_parameters(7, 2) + 2 * 9


def test_what_is_shared_counts_once_and_what_is_frozen_not_at_all():
    shared, frozen = nn.Linear(3, 3), nn.Linear(5, 2)
    frozen.weight.requires_grad = False
    assert count_parameters(nn.Sequential(shared, shared, frozen)) == 12 + 2


def test_the_table_of_lenet_is_that_of_the_lectures():
    rows = [(name, size, count) for name, size, count in layer_table(lenet(), (1, 28, 28)) if name[0] in "csfo"]
    maps = [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1)]
    assert [size for _, size, _ in rows] == [*maps, (120,), (84,), (10,)]
    assert [count for _, _, count in rows] == [156, 0, 2416, 0, 48120, 0, 10164, 850]


def test_a_table_leaves_modes_and_statistics_alone():
    network = nn.Sequential(nn.BatchNorm2d(3), nn.Sequential(nn.Conv2d(3, 2, 3), nn.BatchNorm2d(2)), nn.Dropout())
    network[1].eval()
    network[0].running_mean.fill_(3.0)
    layer_table(network, (3, 3, 3))
    assert [module.training for module in network.modules()] == [True, True, False, False, False, True]
    assert network[0].running_mean.tolist() == [3.0] * 3


def test_lenet5_is_the_network_that_ships_trained():
    ours, shipped = LeNet5(classes=4, channels=2), lenet(4, 2)
    ours.load_state_dict(shipped.state_dict())
    x = torch.randn(3, 2, 28, 28)
    torch.testing.assert_close(ours(x), shipped(x))


def test_vgg_11_has_its_published_parameters():
    with torch.device("meta"):
        assert count_parameters(vgg(VGG11, 3, (224, 224), 4096, 1000)) == 132_863_336


def test_the_configuration_is_the_papers_column_a():
    assert [convs for convs, _ in VGG11] == [len(kernels) for kernels in CONFIGURATIONS["A"]]


def test_a_block_is_its_operations():
    block, x = vgg_block(2, 3, 4), torch.randn(2, 3, 7, 5)
    inner = functional.relu(functional.conv2d(x, block[0].weight, block[0].bias, padding=1))
    inner = functional.relu(functional.conv2d(inner, block[2].weight, block[2].bias, padding=1))
    torch.testing.assert_close(block(x), functional.max_pool2d(inner, 2))


def test_a_vgg_that_leaves_no_pixel_is_refused():
    with pytest.raises(ValueError, match="3 blocks leave nothing of 9 x 7 pixels"):
        vgg(((1, 2),) * 3, 1, (9, 7), 4, 2)
    with pytest.raises(ValueError, match="at least one convolution, got 0"):
        vgg_block(0, 1, 1)


def test_a_head_is_the_mean_of_maps_that_may_be_negative():
    torch.manual_seed(0)
    head, x = nin_head(3, 4), torch.randn(2, 3, 5, 6)
    maps = head[:-2](x)
    torch.testing.assert_close(head(x), maps.mean(dim=(2, 3)))
    assert maps.min() < 0


def test_an_inception_block_is_four_branches_side_by_side():
    block, x = PlainInception(3, 2, (4, 5), (1, 6), 7), torch.randn(2, 3, 5, 4)
    pooled = functional.max_pool2d(functional.pad(x, (1, 1, 1, 1), value=-math.inf), 3, stride=1)
    wanted = [
        functional.relu(block.branch1(x)),
        functional.relu(block.branch2(functional.relu(block.reduce2(x)))),
        functional.relu(block.branch3(functional.relu(block.reduce3(x)))),
        functional.relu(block.branch4(pooled)),
    ]
    for got, want in zip(block(x).split([2, 5, 6, 7], dim=1), wanted, strict=True):
        torch.testing.assert_close(got, want)


def test_block_3a_has_the_163_thousand_parameters_of_the_table():
    block = PlainInception(192, 64, (96, 128), (16, 32), 32)
    weights = sum(p.numel() for name, p in block.named_parameters() if name.endswith("weight"))
    assert weights == 163_328
    assert weights // 1024 == 159  # the table's K
