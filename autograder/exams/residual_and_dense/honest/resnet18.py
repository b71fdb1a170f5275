"""Right ways to write `resnet18`."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional

from autograder.exams.residual_and_dense.honest.residual_block import NoneForTheIdentity, TwoConvolutions


def _stage(block, c_in, c_out, stride):
    return nn.Sequential(block(c_in, c_out, stride), block(c_out, c_out))


def named_layers(in_channels=3, classes=1000, width=64, small=False):
    layers = OrderedDict()
    if small:
        layers["conv1"] = nn.Conv2d(in_channels, width, 3, padding=1, bias=False)
    else:
        layers["conv1"] = nn.Conv2d(in_channels, width, 7, stride=2, padding=3, bias=False)
    layers["bn1"] = nn.BatchNorm2d(width)
    layers["relu"] = nn.ReLU()
    layers["maxpool"] = nn.Identity() if small else nn.MaxPool2d(3, stride=2, padding=1)
    layers["layer1"] = _stage(TwoConvolutions, width, width, 1)
    layers["layer2"] = _stage(TwoConvolutions, width, 2 * width, 2)
    layers["layer3"] = _stage(TwoConvolutions, 2 * width, 4 * width, 2)
    layers["layer4"] = _stage(TwoConvolutions, 4 * width, 8 * width, 2)
    layers["avgpool"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(8 * width, classes)
    return nn.Sequential(layers)


def in_a_loop(in_channels=3, classes=1000, width=64, small=False):
    kernel, stride = (3, 1) if small else (7, 2)
    network = nn.Sequential()
    network.add_module("conv1", nn.Conv2d(in_channels, width, kernel, stride, kernel // 2, bias=False))
    network.add_module("bn1", nn.BatchNorm2d(width))
    network.add_module("relu", nn.ReLU(inplace=True))
    if not small:
        network.add_module("pool", nn.MaxPool2d(kernel_size=3, stride=2, padding=1))
    c_in = width
    for number in range(1, 5):
        c_out = width * 2 ** (number - 1)
        network.add_module(f"layer{number}", _stage(NoneForTheIdentity, c_in, c_out, 1 if number == 1 else 2))
        c_in = c_out
    for name, layer in (
        ("mean", nn.AdaptiveAvgPool2d((1, 1))),
        ("flat", nn.Flatten(1)),
        ("fc", nn.Linear(c_in, classes)),
    ):
        network.add_module(name, layer)
    return network


class _WithForward(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.small = small
        self.conv1 = nn.Conv2d(in_channels, width, 3 if small else 7, 1 if small else 2, 1 if small else 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.layer1, self.layer2 = (
            _stage(TwoConvolutions, width, width, 1),
            _stage(TwoConvolutions, width, width * 2, 2),
        )
        self.layer3, self.layer4 = (
            _stage(TwoConvolutions, width * 2, width * 4, 2),
            _stage(TwoConvolutions, width * 4, width * 8, 2),
        )
        self.fc = nn.Linear(width * 8, classes)

    def forward(self, x):
        x = functional.relu(self.bn1(self.conv1(x)))
        if not self.small:
            x = functional.max_pool2d(x, 3, 2, 1)
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
        return self.fc(x.mean(dim=(2, 3)))


def class_of_its_own(in_channels=3, classes=1000, width=64, small=False):
    return _WithForward(in_channels, classes, width, small)


class _LastApart(nn.Module):
    def __init__(self, in_channels, classes, width, small):
        super().__init__()
        self.fc = nn.Linear(8 * width, classes)
        self.layer4, self.layer3 = (
            _stage(TwoConvolutions, 4 * width, 8 * width, 2),
            _stage(TwoConvolutions, 2 * width, 4 * width, 2),
        )
        self.layer2, self.layer1 = (
            _stage(TwoConvolutions, width, 2 * width, 2),
            _stage(TwoConvolutions, width, width, 1),
        )
        self.bn1 = nn.BatchNorm2d(width)
        if small:
            self.conv1 = nn.Conv2d(in_channels, width, (3, 3), padding="same", bias=False)
            self.pool = nn.Sequential()
        else:
            self.conv1 = nn.Conv2d(in_channels, width, (7, 7), (2, 2), (3, 3), bias=False)
            self.pool = nn.MaxPool2d(3, 2, 1)

    def stages(self, x):
        return self.layer4(self.layer3(self.layer2(self.layer1(x))))

    def forward(self, x):
        maps = self.stages(self.pool(torch.clamp(self.bn1(self.conv1(x)), min=0)))
        n, c, h, w = maps.shape
        return self.fc(maps.reshape(n, c, h * w).sum(dim=2) / (h * w))


def last_layer_first(in_channels=3, classes=1000, width=64, small=False):
    return _LastApart(in_channels, classes, width, small)


def stem_apart(in_channels=3, classes=1000, width=64, small=False):
    if small:
        stem = {
            "conv1": nn.Conv2d(in_channels, width, 3, 1, 1, bias=False),
            "bn1": nn.BatchNorm2d(width),
            "a": nn.ReLU(),
        }
    else:
        stem = {
            "conv1": nn.Conv2d(in_channels, width, 7, 2, 3, bias=False),
            "bn1": nn.BatchNorm2d(width),
            "a": nn.ReLU(),
        }
        stem |= {"b": nn.MaxPool2d(3, 2, 1)}
    widths = [width, width, 2 * width, 4 * width, 8 * width]
    stages = {f"layer{i}": _stage(TwoConvolutions, widths[i - 1], widths[i], min(i, 2)) for i in range(1, 5)}
    head = {"c": nn.AdaptiveAvgPool2d(output_size=1), "d": nn.Flatten(), "fc": nn.Linear(widths[-1], classes)}
    return nn.Sequential(OrderedDict(stem | stages | head))
