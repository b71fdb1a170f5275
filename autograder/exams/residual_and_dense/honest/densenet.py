"""Right ways to write `densenet`."""

from collections import OrderedDict

from torch import nn
from torch.nn import functional

from autograder.exams.residual_and_dense.honest.dense_block import GrowingMaps, ListOfMaps
from autograder.exams.residual_and_dense.honest.transition import OneAfterTheOther, PooledFirst


def blocks_by_name(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("at least one block")
    c = 2 * growth
    layers = OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        layers[f"block{number}"] = GrowingMaps(count, c, growth)
        c += count * growth
        if number < len(blocks):
            layers[f"transition{number}"] = OneAfterTheOther(c, c // 2)
            c //= 2
    layers["norm"] = nn.BatchNorm2d(c)
    layers["relu"] = nn.ReLU()
    layers["mean"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(c, classes)
    return nn.Sequential(layers)


def transition_before_each_but_the_first(blocks, growth, in_channels, classes):
    if not blocks:
        raise ValueError("blocks is empty")
    network, c = nn.Sequential(), growth * 2
    network.add_module("conv", nn.Conv2d(in_channels, c, kernel_size=3, padding="same", bias=False))
    for i in range(len(blocks)):
        if i > 0:
            network.add_module(f"transition{i}", PooledFirst(c, c // 2))
            c = c // 2
        network.add_module(f"block{i + 1}", ListOfMaps(blocks[i], c, growth))
        c = c + blocks[i] * growth
    network.add_module("norm", nn.BatchNorm2d(c))
    network.add_module("act", nn.ReLU(inplace=True))
    network.add_module("pool", nn.AdaptiveAvgPool2d((1, 1)))
    network.add_module("flat", nn.Flatten())
    network.add_module("fc", nn.Linear(c, classes))
    return network


class _BlocksInTurn(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        self.count, c = len(blocks), growth + growth
        self.conv = nn.Conv2d(in_channels, c, 3, 1, 1, bias=False)
        for number in range(1, self.count + 1):
            setattr(self, f"block{number}", GrowingMaps(blocks[number - 1], c, growth))
            c += blocks[number - 1] * growth
            if number != self.count:
                setattr(self, f"transition{number}", OneAfterTheOther(c, c // 2))
                c //= 2
        self.norm, self.fc = nn.BatchNorm2d(c), nn.Linear(c, classes)

    def forward(self, x):
        x = self.block1(self.conv(x))
        for number in range(1, self.count):
            x = self.get_submodule(f"transition{number}")(x)
            x = self.get_submodule(f"block{number + 1}")(x)
        return self.fc(functional.relu(self.norm(x)).mean(dim=(2, 3)))


def class_of_its_own(blocks, growth, in_channels, classes):
    if len(blocks) < 1:
        raise ValueError("a network needs a block")
    return _BlocksInTurn(blocks, growth, in_channels, classes)


def channels_counted_first(blocks, growth, in_channels, classes):
    blocks = list(blocks)
    if blocks == []:
        raise ValueError("no blocks")
    before, after = [2 * growth], []
    for count in blocks:
        after.append(before[-1] + count * growth)
        before.append(after[-1] // 2)
    layers = {"conv": nn.Conv2d(in_channels, before[0], (3, 3), padding=(1, 1), bias=False)}
    for i, count in enumerate(blocks):
        layers[f"block{i + 1}"] = GrowingMaps(count, before[i], growth)
        layers[f"transition{i + 1}"] = OneAfterTheOther(after[i], before[i + 1])
    del layers[f"transition{len(blocks)}"]
    head = {"norm": nn.BatchNorm2d(after[-1]), "r": nn.ReLU(), "m": nn.AdaptiveAvgPool2d(1), "f": nn.Flatten()}
    return nn.Sequential(OrderedDict(layers | head | {"fc": nn.Linear(after[-1], classes)}))


def _grown(network, left, number, c, growth):
    network.add_module(f"block{number}", ListOfMaps(left[0], c, growth))
    c += left[0] * growth
    if len(left) == 1:
        return c
    network.add_module(f"transition{number}", OneAfterTheOther(c, c // 2))
    return _grown(network, left[1:], number + 1, c // 2, growth)


def calling_itself(blocks, growth, in_channels, classes):
    if not len(blocks):
        raise ValueError("blocks is empty")
    network = nn.Sequential(OrderedDict(conv=nn.Conv2d(in_channels, 2 * growth, 3, padding=1, bias=False)))
    c = _grown(network, tuple(blocks), 1, 2 * growth, growth)
    for name, layer in (("norm", nn.BatchNorm2d(c)), ("relu", nn.ReLU()), ("mean", nn.AdaptiveAvgPool2d(1))):
        network.add_module(name, layer)
    network.add_module("flatten", nn.Flatten(1, 3))
    network.add_module("fc", nn.Linear(c, classes))
    return network
