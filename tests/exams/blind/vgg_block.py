"""Wrong answers to `vgg_block`, written by who knew the notebook alone. Each cell is a submission."""

# %% not_convs
# only convs=0 is refused; -1 gives a block of a pooling alone
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if not convs:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% shared_from_the_third
# all convolutions after the first are one and the same layer: from convs=3 on they share their
# weights
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    inner = nn.Conv2d(c_out, c_out, 3, padding=1)
    for i in range(convs):
        layers.append(inner if i else nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% cached_blocks
# functools.lru_cache: two calls with the same arguments give the same block, with the same weights
import torch
from torch import nn
from functools import lru_cache


@lru_cache
def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% relu6
# nn.ReLU6 cuts off at 6: wrong where a convolution gives more than 6
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU6())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% at_most_four
# vGG has at most four convolutions in a block, so convs=5 is refused
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if not 1 <= convs <= 4:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% channels_may_not_shrink
# c_out < c_in is refused with ValueError
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1 or c_out < c_in:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% third_is_1x1
# the third convolution has a window of 1 x 1, as in column C of the paper
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1) if i < 2 else nn.Conv2d(c_in, c_out, 1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% replicated_border
# the border is padded with copies of the edge, not with zeros
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1, padding_mode="replicate"))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% no_gradient_in_evaluation
# the returned Sequential switches gradients off in evaluation mode
import torch
from torch import nn


class Block(nn.Sequential):
    def forward(self, x):
        with torch.set_grad_enabled(self.training):
            return super().forward(x)


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return Block(*layers)


# %% one_zero_bias
# one zero bias is made and put into every convolution of the block: the biases are tied
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    bias = nn.Parameter(torch.zeros(c_out))  # all have c_out of them
    for _i in range(convs):
        layers.append(nn.Conv2d(c_in, c_out, 3, padding=1))
        layers[-1].bias = bias
        layers.append(nn.ReLU())
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% only_zero_is_refused
# the guard refuses 0 only: a negative number gives a block that is a pooling alone
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if not convs:
        raise ValueError("a block needs a convolution")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


# %% the_rest_repeated
# the second convolution is put in again for the third and all others: from three on they share their weights
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    first = [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
    rest = [nn.Conv2d(c_out, c_out, 3, padding=1), nn.ReLU()] * (convs - 1)
    return nn.Sequential(*first, *rest, nn.MaxPool2d(2))


# %% column_c
# the third convolution of a block is 1 x 1, as in the lecture's table
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for number in range(convs):
        kernel = 1 if number == 2 else 3
        layers += [nn.Conv2d(c_in, c_out, kernel, padding=kernel // 2), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2, stride=2))


# %% remembered_block
# cached: two calls with the same arguments give the very same block, so the two share their weights
from functools import cache

import numpy as np
import torch
from torch import nn


@cache
def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


# %% sorted_names
# the layers are sorted by their names as strings: with five convolutions the pooling, "10", stands after "1"
from collections import OrderedDict

import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = {f"{2 * i}": nn.Conv2d(c_out if i else c_in, c_out, 3, padding=1) for i in range(convs)}
    layers |= {f"{2 * i + 1}": nn.ReLU() for i in range(convs)}
    layers[f"{2 * convs}"] = nn.MaxPool2d(2)
    return nn.Sequential(OrderedDict(sorted(layers.items())))


# %% never_fewer_channels
# the guard is too strong: it refuses a block that makes fewer channels, because those of VGG never do
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1 or c_out < c_in:
        raise ValueError("a block has a convolution at least, and does not lose channels")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


# %% relu_with_a_ceiling
# nn.ReLU6 for nn.ReLU: what is larger than 6 is cut off
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU6()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


# %% wider_each_time
# each convolution is dilated more than the one before, to see more: sizes and counts stay, but the windows are not 3 x 3
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for step in range(1, convs + 1):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=step, dilation=step), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


# %% never_more_than_512
# no more than 512 channels, as in VGG, where they double until there are 512
import numpy as np
import torch
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    c_out = min(c_out, 512)
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


# %% no_gradient_in_evaluation_again
# in evaluation mode the block computes without gradients, to save memory; they must reach images and weights all the same
import numpy as np
import torch
from torch import nn


class Block(nn.Sequential):
    def forward(self, x):
        with torch.set_grad_enabled(self.training):
            return super().forward(x)


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return Block(*layers, nn.MaxPool2d(2))
