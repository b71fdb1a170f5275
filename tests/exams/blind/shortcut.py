# %% int_identity
# compares the channels with `is`, so equal channels above 256 get a projection
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in is c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% cached
# functools.cache gives the same module, thus shared weights, to two blocks with the same arguments
import functools

import torch
from torch import nn


@functools.cache
def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% only_stride_two
# asks only for stride 2, so equal channels with stride 3 are handed on unprojected
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride != 2:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% padded_projection
# pads the 1 x 1 convolution by (stride - 1) // 2, which reads zeros from stride 3 on
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride=stride, padding=(stride - 1) // 2, bias=False), nn.BatchNorm2d(c_out)
    )


# %% no_grad_in_eval
# cuts the gradient in evaluation mode
import torch
from torch import nn


class Projection(nn.Sequential):
    def forward(self, x):
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            return super().forward(x)


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return Projection(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% single_image_uses_running
# a training batch of one image is normalised with the running statistics
import torch
from torch import nn


class Projection(nn.Sequential):
    def forward(self, x):
        x = self[0](x)
        if self.training and x.shape[0] == 1:
            # a batch of one has no statistics of its own
            norm = self[1]
            return nn.functional.batch_norm(
                x, norm.running_mean, norm.running_var, norm.weight, norm.bias, False, 0.0, norm.eps
            )
        return self[1](x)


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return Projection(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% depthwise_when_same
# with equal channels the projection is depthwise, so 0.weight has the wrong shape and does not mix
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride=stride, groups=c_in if c_in == c_out else 1, bias=False), nn.BatchNorm2d(c_out)
    )


# %% copy_detached
# hands on a detached copy in the identity case, so no gradient reaches x
import torch
from torch import nn


class Copy(nn.Module):
    """Hand on x; a copy, so that nobody modifies the caller's tensor."""

    def forward(self, x):
        return x.detach().clone()

    def __repr__(self):
        return "Identity()"


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return Copy()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% eps_of_timm
# normalises with eps=1e-6 and not that of nn.BatchNorm2d, which shows for maps of small variance
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out, eps=1e-6))


# %% no_stats_without_grad
# in training under torch.no_grad it takes the running statistics and does not move them
import torch
from torch import nn


class Projection(nn.Sequential):
    def forward(self, x):
        conv, norm = self
        learning = self.training and torch.is_grad_enabled()
        if not learning:  # only looking: leave the statistics alone
            return nn.functional.batch_norm(
                conv(x), norm.running_mean, norm.running_var, norm.weight, norm.bias, False, 0.0, norm.eps
            )
        return norm(conv(x))


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return Projection(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% blocks_only_widen
# asks c_in < c_out instead of c_in != c_out: a block that gives fewer channels gets no projection
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in < c_out or stride != 1:
        return nn.Sequential(
            nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False),
            nn.BatchNorm2d(c_out),
        )
    return nn.Identity()


# %% only_a_stride_of_two_counts
# "or halves the size" read as stride == 2: with a stride of 3 and the same channels x goes past as it is
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    halves = stride == 2
    if c_in != c_out or halves:
        return nn.Sequential(
            nn.Conv2d(c_in, c_out, kernel_size=1, stride=stride, bias=False),
            nn.BatchNorm2d(c_out),
        )
    return nn.Identity()


# %% cached_again
# the same arguments give the same module again, with the statistics and weights of the first one
from functools import lru_cache

import torch
from torch import nn


@lru_cache(maxsize=None)
def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))


# %% momentum_as_in_keras
# a momentum of 0.9 means in PyTorch that the statistics jump to the new batch; not as PyTorch makes it
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False),
        nn.BatchNorm2d(c_out, momentum=0.9),
    )


# %% each_map_for_itself
# where only the size changes, the projection is depthwise: a weight per map instead of c_out * c_in
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    groups = c_in if c_in == c_out else 1  # the channels fit already: nothing to mix
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride=stride, groups=groups, bias=False),
        nn.BatchNorm2d(c_out),
    )


# %% skips_pixels_after_the_normalisation
# the stride comes after the normalisation: the same in evaluation, but in training the batch has all pixels
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    layers = [nn.Conv2d(c_in, c_out, 1, bias=False), nn.BatchNorm2d(c_out)]
    if stride != 1:
        layers.append(nn.MaxPool2d(1, stride=stride))
    return nn.Sequential(*layers)


# %% detached_copy
# hands on a detached copy, so that nobody can modify x; no gradient goes back through it
import torch
from torch import nn


class Past(nn.Module):
    def forward(self, x):
        return x.detach().clone()  # a copy: the caller's x stays safe


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return Past()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


# %% compares_with_is
# `is` compares objects, not numbers: from 257 on two equal ints may be two objects, and x is projected
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in is c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False),
        nn.BatchNorm2d(c_out),
    )


# %% padding_for_wide_steps
# pads half of the step, which is 0 up to a stride of 2; a stride of 3 or more picks other pixels, or too many
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, 1, stride=stride, padding=(stride - 1) // 2, bias=False),
        nn.BatchNorm2d(c_out),
    )


# %% identity_by_whole_ratio
# Breaks "Everywhere else an nn.Sequential of an nn.Conv2d ...": 4 // 3 is 1, so x is handed on with 4 channels.
# Shows: shortcut(4, 3, 1) gives 4 maps, not 3.
from torch import nn


def shortcut(c_in, c_out, stride):
    thinner = c_in // c_out  # how many times fewer channels the block gives
    if thinner == 1 and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), nn.BatchNorm2d(c_out))


# %% projection_starts_at_zero
# Breaks "an nn.BatchNorm2d as PyTorch makes it" and "The gradient must reach x and every weight" (fresh module).
# Shows: shortcut(3, 4, 2): 1.weight is 0, and x and 0.weight get a gradient of zeros.
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    norm = nn.BatchNorm2d(c_out)
    nn.init.zeros_(norm.weight)  # the block begins with its layers alone
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride, bias=False), norm)
