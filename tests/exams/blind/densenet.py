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
