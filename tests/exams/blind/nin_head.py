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


# %% one_1x1_twice
# one 1 x 1 convolution stands at 2 and at 4: 4.weight is 2.weight
import torch
from torch import nn


def nin_head(c_in, classes):
    mix = nn.Conv2d(classes, classes, 1)
    return nn.Sequential(
        nn.Conv2d(c_in, classes, 3, padding=1),
        nn.ReLU(),
        mix,
        nn.ReLU(),
        mix,
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


# %% all_three_are_3x3
# 'windows of 3 x 3 and padding 1' is read as holding for all three convolutions
import torch
from torch import nn


def nin_head(c_in, classes):
    layers = []
    for _ in range(3):
        layers += [nn.Conv2d(c_in, classes, kernel_size=3, padding=1), nn.ReLU()]
        c_in = classes
    return nn.Sequential(*layers[:-1], nn.AdaptiveAvgPool2d(1), nn.Flatten())


# %% classes_only_at_the_end_again
# the first two convolutions keep c_in channels, only the last one makes a map for each class
import torch
from torch import nn


def nin_head(c_in, classes):
    block = nin_block(c_in, c_in, 3, padding=1)
    block[4] = nn.Conv2d(c_in, classes, 1)
    return nn.Sequential(*block[:-1], nn.AdaptiveAvgPool2d((1, 1)), nn.Flatten())


# %% squeezed
# all sides of 1 are squeezed away, and a row put back for a single image: with one class, many images become one row
import torch
from torch import nn


class GlobalAverage(nn.Module):
    def forward(self, x):
        logits = nn.functional.adaptive_avg_pool2d(x, 1).squeeze()
        return logits if logits.ndim > 1 else logits[None]  # one image: still a batch


def nin_head(c_in, classes):
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], GlobalAverage(), nn.Flatten())


# %% area_of_the_first_maps
# the mean divides by the area of the maps of the first call, also when later maps have another size
import torch
from torch import nn


class GlobalAverage(nn.Module):
    def __init__(self):
        super().__init__()
        self.area = None

    def forward(self, x):
        if self.area is None:
            self.area = x.shape[2] * x.shape[3]
        return x.sum(dim=(2, 3), keepdim=True) / self.area


def nin_head(c_in, classes):
    block = nin_block(c_in, classes, 3, padding=1)
    return nn.Sequential(*block[:-1], GlobalAverage(), nn.Flatten())


# %% padding_of_two
# a padding of 1 on both sides is written as 2: the maps get a frame, which counts in the mean
import torch
from torch import nn


def nin_head(c_in, classes):
    return nn.Sequential(
        nn.Conv2d(c_in, classes, 3, padding=2),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


# %% each_class_for_itself
# 'one map for each class': the 1 x 1 convolutions have groups=classes and do not mix the maps
import torch
from torch import nn


def nin_head(c_in, classes):
    return nn.Sequential(
        nn.Conv2d(c_in, classes, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1, groups=classes),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1, groups=classes),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


# %% leaky_relu
# LeakyReLU between the convolutions, so that a gradient always comes back
import torch
from torch import nn


def nin_head(c_in, classes):
    return nn.Sequential(
        nn.Conv2d(c_in, classes, 3, padding=1),
        nn.LeakyReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.LeakyReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


# %% lazy_convolution
# LazyConv2d finds out the channels by itself: before the first call there are no weights, and c_in plays no part
import torch
from torch import nn


def nin_head(c_in, classes):
    return nn.Sequential(
        nn.LazyConv2d(classes, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
    )


# %% squeeze_mixes_up_images_and_one_class
# Breaks "to logits (n, classes)" for one class and several images: their axis is taken for the classes.
# nin_head(2, 1)(torch.zeros(3, 2, 4, 4)).shape: (3, 1) wanted, (1, 3) given.
import torch
from torch import nn


class Squeeze(nn.Flatten):
    def forward(self, x):
        x = x.squeeze()
        return x if x.dim() == 2 else x.reshape(1, -1)  # a single image lost its axis, too


def nin_head(c_in, classes):
    layers = nin_block(c_in, classes, 3, padding=1)[:-1]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), Squeeze())


# %% pooling_is_kept_by_the_number_of_pixels
# Breaks "of any height and width" and "not on earlier calls": a window of 2 x 3 does not fit a map of 3 x 2.
# head(zeros (1, 1, 2, 3)), then head(zeros (1, 1, 3, 2)) raises RuntimeError.
import torch
from torch import nn


class GlobalMean(nn.Module):
    def __init__(self):
        super().__init__()
        self.poolings = {}

    def forward(self, x):
        h, w = x.shape[2:]
        if h * w not in self.poolings:
            self.poolings[h * w] = nn.AvgPool2d((h, w))
        return self.poolings[h * w](x)


def nin_head(c_in, classes):
    return nn.Sequential(*nin_block(c_in, classes, 3, padding=1)[:-1], GlobalMean(), nn.Flatten())
