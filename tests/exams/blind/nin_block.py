"""Wrong answers to `nin_block`, written by who knew the notebook alone. Each cell is a submission."""

# %% one_pixel_layer_twice
# the two 1 x 1 convolutions are one layer put in twice, so their weights are tied
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    mix = nn.Conv2d(c_out, c_out, 1)
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        mix,
        nn.ReLU(),
        mix,
        nn.ReLU(),
    )


# %% padding_capped
# more padding than half the window is cut down to half the window
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=min(padding, kernel // 2)),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% cached_blocks
# functools.lru_cache: two calls with the same arguments give one and the same block
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


# %% padding_before_stride
# the signature has padding before stride, so a fourth positional argument is taken for the padding
from torch import nn


def nin_block(c_in, c_out, kernel, padding=0, stride=1):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% same_for_half_a_window
# padding == kernel // 2 is taken for padding='same', which for an even window adds one row and column
# less
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    if stride == 1 and padding == kernel // 2:
        padding = "same"  # the size is kept
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% odd_windows_only
# an even window is refused because it has no middle
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    if kernel % 2 == 0:
        raise ValueError("the window needs a pixel in the middle")
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% stride_capped
# a stride larger than the window is cut down to the window, so that no pixel is skipped
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=min(stride, kernel), padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% linear_at_every_pixel
# the 1 x 1 convolutions are nn.Linear at every pixel: same counts and values, but the weights have
# shape (c, c) and not (c, c, 1, 1)
from torch import nn


class PixelLinear(nn.Linear):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        PixelLinear(c_out, c_out),
        nn.ReLU(),
        PixelLinear(c_out, c_out),
        nn.ReLU(),
    )


# %% relu6
# the ReLUs are nn.ReLU6 and cut off at 6
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU6(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU6(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU6(),
    )


# %% wraps_around
# padding_mode='circular' fills the border with the opposite edge, not with zeros
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding, padding_mode="circular"),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% one_pointwise_layer_twice
# the list of a 1 x 1 convolution and ReLU is multiplied by 2: both convolutions share their weights
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    layers = [nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding), nn.ReLU()]
    layers += [nn.Conv2d(c_out, c_out, kernel_size=1), nn.ReLU()] * 2
    return nn.Sequential(*layers)


# %% padding_before_stride_again
# the signature has padding before stride: wrong for a call by position
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, padding=0, stride=1):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% no_stride_for_a_window_of_1
# the hint is misread: a first convolution of 1 x 1 loses its stride and padding
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    layers = []
    for side in (kernel, 1, 1):
        if side == 1:  # a stride would skip pixels, padding would add a frame of biases
            layers.append(nn.Conv2d(c_in, c_out, 1))
        else:
            layers.append(nn.Conv2d(c_in, c_out, side, stride=stride, padding=padding))
        layers.append(nn.ReLU())
        c_in = c_out
    return nn.Sequential(*layers)


# %% padding_as_a_layer
# with padding a ZeroPad2d comes first, so that the weights are called 1.weight, 3.weight, 5.weight
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    layers = [nn.ZeroPad2d(padding)] if padding else []
    layers += [nn.Conv2d(c_in, c_out, kernel, stride), nn.ReLU()]
    for _ in range(2):
        layers += [nn.Conv2d(c_out, c_out, 1), nn.ReLU()]
    return nn.Sequential(*layers)


# %% stride_or_padding
# either stride or padding is given to the convolution, never both
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    if stride > 1:
        first = nn.Conv2d(c_in, c_out, kernel, stride=stride)
    else:
        first = nn.Conv2d(c_in, c_out, kernel, padding=padding)
    return nn.Sequential(
        first,
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% padding_at_most_half_the_window
# a guard known from the poolings: more padding than half of the window is refused
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    if kernel < 1 or stride < 1 or padding < 0 or padding > kernel // 2:
        raise ValueError("kernel, stride and padding do not go together")
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% leaky_inside
# LeakyReLU after the first two convolutions, so that the gradient reaches every weight; ReLU at the end only
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.LeakyReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.LeakyReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% relu6_again
# ReLU6 for ReLU: nothing negative comes out, but nothing above 6 either
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU6(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU6(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU6(),
    )


# %% half_the_window_is_same
# padding of half the window is taken for padding='same': an even window should make the map larger by 1
import torch
from torch import nn


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    if stride == 1 and padding == kernel // 2:
        padding = "same"
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% cached_block
# the function is cached: equal arguments give the same block, so two blocks of a network share their weights
from functools import lru_cache

import torch
from torch import nn


@lru_cache(maxsize=None)
def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )


# %% size_of_the_first_image_is_kept
# Breaks "not on earlier calls": the size of the first image is remembered, and each later map is cut to it.
# block = nin_block(1, 2, 1); block(zeros (1, 1, 2, 2)); block(zeros (1, 1, 4, 4)).shape: (1, 2, 2, 2) given.
from torch import nn


class Block(nn.Sequential):
    size = None

    def forward(self, x):
        maps = super().forward(x)
        if self.size is None:
            self.size = maps.shape[2:]
        oh, ow = self.size
        return maps[:, :, :oh, :ow]


def nin_block(c_in, c_out, kernel, stride=1, padding=0):
    return Block(
        nn.Conv2d(c_in, c_out, kernel, stride, padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, 1),
        nn.ReLU(),
    )
