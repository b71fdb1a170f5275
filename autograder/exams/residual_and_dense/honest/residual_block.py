"""Right ways to write `ResidualBlock`."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional

from autograder.exams.residual_and_dense.honest.shortcut import early_return


class TwoConvolutions(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = early_return(c_in, c_out, stride)

    def learned(self, x):
        return self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))

    def joined(self, learned, past):
        return torch.relu(learned + past)

    def forward(self, x):
        return self.joined(self.learned(x), self.downsample(x))


class NoneForTheIdentity(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(c_out, c_out, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = None
        if stride != 1 or c_in != c_out:
            self.downsample = nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)


class FunctionsOnly(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.bn2, self.bn1 = nn.BatchNorm2d(c_out), nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, (3, 3), (1, 1), (1, 1), bias=None)
        self.conv1 = nn.Conv2d(c_in, c_out, (3, 3), (stride, stride), (1, 1), bias=None)
        self.downsample = nn.Sequential()
        if not (stride == 1 and c_in == c_out):
            self.downsample.append(nn.Conv2d(c_in, c_out, 1, stride, bias=False)).append(nn.BatchNorm2d(c_out))

    def forward(self, x):
        inner = functional.conv2d(x, self.conv1.weight, stride=self.conv1.stride, padding=1)
        inner = functional.relu(self.bn1(inner))
        inner = self.bn2(functional.conv2d(functional.pad(inner, (1, 1, 1, 1)), self.conv2.weight))
        return functional.relu(torch.add(self.downsample(x), inner))


class InChains(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        sizes = {1: (c_in, stride), 2: (c_out, 1)}
        for number, (channels, step) in sizes.items():
            self.add_module(f"conv{number}", nn.Conv2d(channels, c_out, 3, step, 1, bias=False))
            self.add_module(f"bn{number}", nn.BatchNorm2d(c_out))
        self.downsample = nn.Identity()
        if sizes[1] != (c_out, 1):
            projection = nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False)
            self.downsample = nn.Sequential(OrderedDict([("0", projection), ("1", nn.BatchNorm2d(c_out))]))

    def forward(self, x):
        y = x
        for conv, norm, after in ((self.conv1, self.bn1, nn.ReLU()), (self.conv2, self.bn2, nn.Identity())):
            y = after(norm(conv(y)))
        return (self.downsample(x) + y).clamp(min=0)


class StackedAndSummed(TwoConvolutions):
    def joined(self, learned, past):
        return torch.stack([learned, past]).sum(dim=0).relu()

    def learned(self, x):
        return nn.Sequential(self.conv1, self.bn1, nn.ReLU(), self.conv2, self.bn2)(x)
