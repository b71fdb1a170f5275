"""Right ways to write `shortcut`."""

from collections import OrderedDict

import torch
from torch import nn


def early_return(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


def list_of_layers(c_in, c_out, stride):
    layers = []
    if stride != 1 or c_in != c_out:
        layers.append(nn.Conv2d(c_in, c_out, kernel_size=(1, 1), stride=(stride, stride), padding=0, bias=False))
        layers.append(nn.BatchNorm2d(num_features=c_out))
    return nn.Sequential(*layers)


def grown(c_in, c_out, stride):
    way = nn.Sequential()
    if (c_in, 1) == (c_out, stride):
        return way
    way.add_module("0", nn.Conv2d(c_in, c_out, 1, stride, bias=None))
    way.add_module("1", nn.BatchNorm2d(c_out))
    return way


class _Unchanged(nn.Module):
    def forward(self, x):
        return x


class _EveryOther(nn.Conv2d):
    def forward(self, x):
        step = self.stride[0]
        return nn.functional.conv2d(x[:, :, ::step, ::step], self.weight)


def pixels_taken_first(c_in, c_out, stride):
    if c_in == c_out and stride < 2:
        return _Unchanged()
    return nn.Sequential(_EveryOther(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))


class _Projection(nn.Sequential):
    def __init__(self, c_in, c_out, stride):
        conv = nn.Conv2d(c_in, c_out, 1, stride, bias=False)
        super().__init__(OrderedDict([("0", conv), ("1", nn.BatchNorm2d(c_out))]))

    def forward(self, x):
        step = self[0].stride[0]
        return self[1](torch.einsum("nchw,oc->nohw", x[..., ::step, ::step], self[0].weight[:, :, 0, 0]))


def einsum(c_in, c_out, stride):
    fits = c_in == c_out and stride == 1
    return nn.Identity() if fits else _Projection(c_in, c_out, stride)
