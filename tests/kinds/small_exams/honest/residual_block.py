"""Right ways to write `ResidualBlock`."""

import torch
from torch import nn


class Plain(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)

    def inner(self, x):
        return self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))

    def forward(self, x):
        return torch.relu(self.inner(x) + x)


class InStages(nn.Module):
    def __init__(self, channels):
        super().__init__()
        for number in (2, 1):
            setattr(self, f"bn{number}", nn.BatchNorm2d(channels))
            setattr(self, f"conv{number}", nn.Conv2d(channels, channels, (3, 3), 1, 1, bias=None))
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += x
        return self.relu(out)
