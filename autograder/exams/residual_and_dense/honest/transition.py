"""Right ways to write `Transition`."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional


class OneAfterTheOther(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)

    def pooled(self, maps):
        return functional.avg_pool2d(maps, 2)

    def forward(self, x):
        return self.pooled(self.conv(torch.relu(self.norm(x))))


class SequentialWithNames(nn.Sequential):
    def __init__(self, c_in, c_out):
        conv = nn.Conv2d(c_in, c_out, kernel_size=1, bias=False)
        super().__init__(OrderedDict(norm=nn.BatchNorm2d(c_in), relu=nn.ReLU(), conv=conv, pool=nn.AvgPool2d(2, 2)))


class PooledFirst(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.conv, self.norm = nn.Conv2d(c_in, c_out, (1, 1), bias=None), nn.BatchNorm2d(c_in)
        self.pool = nn.AvgPool2d(kernel_size=2, stride=2)

    def forward(self, x):
        return self.conv(self.pool(self.norm(x).clamp(min=0)))


class FourCorners(OneAfterTheOther):
    def pooled(self, maps):
        h, w = maps.shape[2] // 2 * 2, maps.shape[3] // 2 * 2
        rows = maps[:, :, 0:h:2] + maps[:, :, 1:h:2]
        return (rows[..., 0:w:2] + rows[..., 1:w:2]) / 4


class OneConvolutionForBoth(OneAfterTheOther):
    def forward(self, x):
        kernel = self.conv.weight.expand(-1, -1, 2, 2) / 4
        return functional.conv2d(nn.ReLU()(self.norm(x)), kernel, stride=2)


class Reshaped(OneAfterTheOther):
    def pooled(self, maps):
        n, c, h, w = maps.shape
        cut = maps[:, :, : h - h % 2, : w - w % 2]
        return cut.reshape(n, c, h // 2, 2, w // 2, 2).mean(dim=(3, 5))

    def forward(self, x):
        pixels = functional.relu(self.norm(x)).movedim(1, -1) @ self.conv.weight.flatten(1).T
        return self.pooled(pixels.movedim(-1, 1))
