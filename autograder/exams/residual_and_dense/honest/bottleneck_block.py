"""Right ways to write `BottleneckBlock`."""

import torch
from torch import nn
from torch.nn import functional

from autograder.exams.residual_and_dense.honest.shortcut import early_return


class ThreeConvolutions(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        width = self.width_of(c_out)
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = early_return(c_in, c_out, stride)

    def width_of(self, c_out):
        if c_out < 1 or c_out % 4 != 0:
            raise ValueError(f"c_out must be a multiple of 4, got {c_out}")
        return c_out // 4

    def learned(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.relu(self.bn2(self.conv2(x)))
        return self.bn3(self.conv3(x))

    def joined(self, learned, past):
        return torch.relu(learned + past)

    def forward(self, x):
        return self.joined(self.learned(x), self.downsample(x))


class NoneForTheIdentity(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        width, rest = divmod(c_out, 4)
        if rest or width <= 0:
            raise ValueError("c_out must be a positive multiple of 4")
        self.conv1, self.bn1 = nn.Conv2d(c_in, width, kernel_size=1, bias=False), nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, width * 4, kernel_size=1, bias=False), nn.BatchNorm2d(width * 4)
        self.relu, self.downsample = nn.ReLU(inplace=True), None
        if stride > 1 or c_in != c_out:
            self.downsample = nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        out += x if self.downsample is None else self.downsample(x)
        return self.relu(out)


class InALoop(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out <= 0 or c_out / 4 != int(c_out / 4):
            raise ValueError("no quarter can be taken")
        width = int(c_out / 4)
        sizes = [(c_in, width, 1, 1), (width, width, 3, stride), (width, c_out, 1, 1)]
        for number, (before, after, k, step) in enumerate(sizes, start=1):
            setattr(self, f"conv{number}", nn.Conv2d(before, after, k, step, padding=k // 2, bias=False))
            setattr(self, f"bn{number}", nn.BatchNorm2d(after))
        self.downsample = early_return(c_in, c_out, stride)

    def forward(self, x):
        y = x
        for number in (1, 2, 3):
            y = getattr(self, f"bn{number}")(getattr(self, f"conv{number}")(y))
            if number < 3:
                y = y.relu()
        return (y + self.downsample(x)).relu()


class PixelsAsRows(ThreeConvolutions):
    def learned(self, x):
        thin = torch.einsum("nchw,oc->nohw", x, self.conv1.weight.flatten(1))
        look = self.conv2(functional.relu(self.bn1(thin)))
        wide = torch.einsum("nchw,oc->nohw", functional.relu(self.bn2(look)), self.conv3.weight.flatten(1))
        return self.bn3(wide)


class ChainOfLayers(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if not (c_out > 0 and c_out in range(0, c_out + 1, 4)):
            raise ValueError("c_out must be 4, 8, 12, ...")
        super().__init__()
        quarter = c_out // 4
        self.conv1, self.bn1 = nn.Conv2d(c_in, quarter, (1, 1), bias=False), nn.BatchNorm2d(quarter)
        self.conv2, self.bn2 = nn.Conv2d(quarter, quarter, 3, stride, 1, bias=False), nn.BatchNorm2d(quarter)
        self.conv3, self.bn3 = nn.Conv2d(quarter, c_out, (1, 1), bias=False), nn.BatchNorm2d(c_out)
        self.downsample = early_return(c_in, c_out, stride)

    def chain(self):
        return (self.conv1, self.bn1, nn.ReLU(), self.conv2, self.bn2, nn.ReLU(), self.conv3, self.bn3)

    def forward(self, x):
        learned = x
        for layer in self.chain():
            learned = layer(learned)
        return torch.clamp_min(self.downsample(x) + learned, 0)
