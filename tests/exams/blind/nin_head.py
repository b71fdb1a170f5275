"""Wrong answers to `nin_head`, written by who knew the notebook alone. Each cell is a submission."""

# %% pixels_of_the_first_call
# the number of pixels is computed at the first call and kept: maps of another size later get a wrong
# mean
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


class GlobalMean(nn.Module):
    def __init__(self):
        super().__init__()
        self.pixels = None

    def forward(self, x):
        if self.pixels is None:
            self.pixels = x.shape[2] * x.shape[3]
        return x.sum(dim=(2, 3), keepdim=True) / self.pixels


def nin_head(c_in, classes):
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], GlobalMean(), nn.Flatten())


# %% one_pixel_layer_twice
# the two 1 x 1 convolutions of the head are one layer: layers 2 and 4 share their weights
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    mix = nn.Conv2d(classes, classes, 1)
    return nn.Sequential(
        nn.Conv2d(c_in, classes, 3, padding=1), nn.ReLU(), mix, nn.ReLU(), mix, nn.AdaptiveAvgPool2d(1), nn.Flatten()
    )


# %% classes_only_at_the_end
# the first two convolutions keep c_in channels and only the last makes classes maps: weights of other
# shapes
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    return nn.Sequential(
        *nin_block(c_in, c_in, 3, padding=1)[:-2], nn.Conv2d(c_in, classes, 1), nn.AdaptiveAvgPool2d(1), nn.Flatten()
    )


# %% one_class_flat
# with one class everything is flattened: the logits are (n,), not (n, 1)
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    return nn.Sequential(
        *nin_block(c_in, classes, 3, padding=1)[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten(0 if classes == 1 else 1)
    )


# %% two_classes_at_least
# classes=1 is refused with ValueError
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    if classes < 2:
        raise ValueError("one class is nothing to choose from")
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten())


# %% cached_head
# the NiN block is cached for its arguments: two heads with the same arguments share all weights
import torch
from torch import nn
from functools import cache


@cache
def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten())


# %% last_bias_fixed
# the bias of the last convolution is frozen at zero (thought to be superfluous): no gradient reaches
# it
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    block = nin_block(c_in, classes, 3, padding=1)
    block[4].bias = nn.Parameter(torch.zeros(classes), requires_grad=False)
    return nn.Sequential(*block[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten())


# %% detached_images
# the head cuts the gradient off from the maps that come in
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


class Head(nn.Sequential):
    def forward(self, x):
        return super().forward(x.detach())


def nin_head(c_in, classes):
    return Head(*nin_block(c_in, classes, 3, padding=1)[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten())


# %% replicated_border
# the 3 x 3 window is padded with copies of the edge instead of zeros
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding, padding_mode="replicate"),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


def nin_head(c_in, classes):
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten())


# %% probabilities_in_evaluation
# in evaluation mode Flatten also squeezes the logits through a softmax
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


class Logits(nn.Flatten):
    def forward(self, x):
        x = super().forward(x)
        return x if self.training else x.softmax(dim=1)


def nin_head(c_in, classes):
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], nn.AdaptiveAvgPool2d(1), Logits())
