# %% round_half_to_even
# round(c / 2) rounds up where c is 3, 7, 11, 15, ..., the table says rounding down
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, round(c / 2)))
                self.names.append(f"transition{number}")
                c = round(c / 2)
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% callers_list_emptied
# takes the blocks off the caller's list with pop, so the list is changed
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        number = 0
        while blocks:
            count = blocks.pop(0)
            number += 1
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if blocks:
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    if isinstance(blocks, tuple):
        blocks = list(blocks)
    return DenseNet(blocks, growth, in_channels, classes)


# %% single_logit_squeezed
# squeezes the logits where they are one per image, so classes=1 gives (n,)
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3))).squeeze(-1) if self.fc.out_features == 1 else self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% empty_tuple_only
# compares blocks with (), so an empty list gives a network of a stem and a head
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if blocks == ():
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% stem_never_thinner
# the stem has at least in_channels channels, so more than 2 * growth channels of the images give
# other shapes
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = max(2 * growth, in_channels)
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% blocks_checkpointed
# dense blocks run under a checkpoint in training, so the way back moves their running statistics a
# second time
import torch
from torch.utils.checkpoint import checkpoint
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            part = getattr(self, name)
            if self.training and name.startswith("block"):
                x = checkpoint(part, x, use_reentrant=False)
            else:
                x = part(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% features_twice
# self.features lists the same blocks once more, so the state dict has features.0.layers... besides
# block1.layers
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)
        self.features = nn.Sequential(*(getattr(self, name) for name in self.names))

    def forward(self, x):
        x = self.conv(x)
        x = self.features(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% batch_in_parts
# more than 32 images are worked on in parts, so in training each part is normalised for itself
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        self.names = []
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        if len(x) > 32:
            return torch.cat([self(part) for part in x.split(32)])
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean((2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% weights_under_two_names
# the list of the same layers gives the weights of blocks and transitions second names in state_dict
import torch
from torch import nn


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        steps = []
        for number, count in enumerate(blocks, start=1):
            block = DenseBlock(count, c, growth)
            self.add_module(f"block{number}", block)
            steps.append(block)
            c += count * growth
            if number < len(blocks):
                transition = Transition(c, c // 2)
                self.add_module(f"transition{number}", transition)
                steps.append(transition)
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)
        self.steps = nn.Sequential(*steps)

    def forward(self, x):
        x = torch.relu(self.norm(self.steps(self.conv(x))))
        return self.fc(x.mean(dim=(2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% puts_a_mark_behind_the_list
# blocks += ... makes a new tuple of a tuple, but changes the caller's list
from collections import OrderedDict

import torch
from torch import nn


def densenet(blocks, growth, in_channels, classes):
    if len(blocks) == 0:
        raise ValueError("no blocks")
    blocks += (0,)  # a mark: nothing comes after the last block
    c = 2 * growth
    layers = OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for i in range(len(blocks) - 1):
        layers[f"block{i + 1}"] = DenseBlock(blocks[i], c, growth)
        c += blocks[i] * growth
        if blocks[i + 1]:
            layers[f"transition{i + 1}"] = Transition(c, c // 2)
            c //= 2
    layers["norm"] = nn.BatchNorm2d(c)
    layers["relu"] = nn.ReLU()
    layers["mean"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(c, classes)
    return nn.Sequential(layers)


# %% half_of_the_channels_rounded
# round(c / 2) rounds to the even number: half of 7 becomes 4, half of 5 is 2
from collections import OrderedDict

import torch
from torch import nn


def densenet(blocks, growth, in_channels, classes):
    if not blocks:
        raise ValueError("no blocks")
    c = 2 * growth
    layers = OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        layers[f"block{number}"] = DenseBlock(count, c, growth)
        c += count * growth
        if number < len(blocks):
            layers[f"transition{number}"] = Transition(c, round(c / 2))
            c = round(c / 2)
    layers.update(norm=nn.BatchNorm2d(c), relu=nn.ReLU(), mean=nn.AdaptiveAvgPool2d(1), flatten=nn.Flatten())
    layers["fc"] = nn.Linear(c, classes)
    return nn.Sequential(layers)


# %% no_relu_at_the_end
# the last normalisation is not followed by ReLU
from collections import OrderedDict

import torch
from torch import nn


def densenet(blocks, growth, in_channels, classes):
    if not blocks:
        raise ValueError("no blocks")
    c = 2 * growth
    network = nn.Sequential(OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False)))
    for number, count in enumerate(blocks, start=1):
        network.add_module(f"block{number}", DenseBlock(count, c, growth))
        c += count * growth
        if number != len(blocks):
            network.add_module(f"transition{number}", Transition(c, c // 2))
            c //= 2
    network.add_module("norm", nn.BatchNorm2d(c))
    network.add_module("mean", nn.AdaptiveAvgPool2d(1))
    network.add_module("flatten", nn.Flatten())
    network.add_module("fc", nn.Linear(c, classes))
    return network


# %% mean_of_a_square
# the mean runs over a square as wide as the maps: of higher maps only the upper part counts, lower ones raise
import torch
from torch import nn


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.names = []
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            self.names.append(f"block{number}")
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                self.names.append(f"transition{number}")
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for name in self.names:
            x = getattr(self, name)(x)
        x = torch.relu(self.norm(x))
        x = nn.functional.avg_pool2d(x, x.shape[-1])[:, :, 0, 0]
        return self.fc(x)


def densenet(blocks, growth, in_channels, classes):
    if not blocks:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% insists_on_sides_that_halve
# raises ValueError where a side cannot be halved evenly; a transition rounds down
import torch
from torch import nn


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.halved = 2 ** (len(blocks) - 1)
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.relu = nn.ReLU()
        self.mean = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten()
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        if x.shape[2] % self.halved or x.shape[3] % self.halved:
            raise ValueError(f"the sides of the images must be multiples of {self.halved}")
        for layer in self.children():
            x = layer(x)
        return x


def densenet(blocks, growth, in_channels, classes):
    if not len(blocks):
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% only_the_empty_tuple
# blocks == () is no test for an empty list
from collections import OrderedDict

import torch
from torch import nn


def densenet(blocks, growth, in_channels, classes):
    if blocks == ():
        raise ValueError("no blocks")
    c = 2 * growth
    layers = OrderedDict(conv=nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        layers[f"block{number}"] = DenseBlock(count, c, growth)
        c += count * growth
        if number < len(blocks):
            layers[f"transition{number}"] = Transition(c, c // 2)
            c //= 2
    layers["norm"] = nn.BatchNorm2d(c)
    layers["relu"] = nn.ReLU()
    layers["mean"] = nn.AdaptiveAvgPool2d(1)
    layers["flatten"] = nn.Flatten()
    layers["fc"] = nn.Linear(c, classes)
    return nn.Sequential(layers)


# %% four_blocks_at_most
# forward knows four blocks; a fifth one is made, but never asked
import torch
from torch import nn


class DenseNet(nn.Module):
    def __init__(self, blocks, growth, in_channels, classes):
        super().__init__()
        c = 2 * growth
        self.conv = nn.Conv2d(in_channels, c, 3, padding=1, bias=False)
        for number, count in enumerate(blocks, start=1):
            self.add_module(f"block{number}", DenseBlock(count, c, growth))
            c += count * growth
            if number < len(blocks):
                self.add_module(f"transition{number}", Transition(c, c // 2))
                c //= 2
        self.norm = nn.BatchNorm2d(c)
        self.fc = nn.Linear(c, classes)

    def forward(self, x):
        x = self.conv(x)
        for number in (1, 2, 3, 4):
            if hasattr(self, f"block{number}"):
                x = getattr(self, f"block{number}")(x)
            if hasattr(self, f"transition{number}"):
                x = getattr(self, f"transition{number}")(x)
        x = torch.relu(self.norm(x))
        return self.fc(x.mean(dim=(2, 3)))


def densenet(blocks, growth, in_channels, classes):
    if not blocks:
        raise ValueError("no blocks")
    return DenseNet(blocks, growth, in_channels, classes)


# %% large_batches_in_parts
# more than eight images are sent in parts: in training each part has its own statistics, and moves the running ones
import torch
from torch import nn


class InParts(nn.Sequential):
    """Runs at most eight images at a time, which spares memory."""

    def forward(self, x):
        if len(x) > 8:
            return torch.cat([self(part) for part in x.split(8)])
        return super().forward(x)


def densenet(blocks, growth, in_channels, classes):
    if not blocks:
        raise ValueError("no blocks")
    c = 2 * growth
    network = InParts()
    network.add_module("conv", nn.Conv2d(in_channels, c, 3, padding=1, bias=False))
    for number, count in enumerate(blocks, start=1):
        network.add_module(f"block{number}", DenseBlock(count, c, growth))
        c += count * growth
        if number < len(blocks):
            network.add_module(f"transition{number}", Transition(c, c // 2))
            c //= 2
    network.add_module("norm", nn.BatchNorm2d(c))
    network.add_module("relu", nn.ReLU())
    network.add_module("mean", nn.AdaptiveAvgPool2d(1))
    network.add_module("flatten", nn.Flatten())
    network.add_module("fc", nn.Linear(c, classes))
    return network
