"""Wrong answers to `vgg`, written by who knew the notebook alone. Each cell is a submission."""

# %% only_height_checked
# an image with rows left but no column (w too small) raises no ValueError
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% length_by_area
# the row is c * h * w // 4**b long instead of halving each side: wrong when a side is odd on the way,
# such as 6 x 6 with two blocks
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * size[0] * size[1] // 4 ** len(layers)
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% round_half_even
# sides are halved with round(): 7 becomes 4, and the row is too long
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = round(h / 2)
        w = round(w / 2)
    if min(size) < 2 ** len(layers):
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% one_pixel_is_refused
# a height or width of exactly 1 after the last block is refused
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h <= 1 or w <= 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% grey_or_colour_only
# images must have 1 or 3 channels, others are refused
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    if c_in not in (1, 3):
        raise ValueError("images are grey or coloured")
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% dropout1d
# nn.Dropout1d takes (n, hidden) for one input of n channels and drops whole rows, that is whole
# images
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout1d(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout1d(0.5),
        nn.Linear(hidden, classes),
    )


# %% dropout_in_place
# nn.Dropout(0.5, inplace=True) overwrites what nn.ReLU needs for its gradient: in training, backward
# raises RuntimeError
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5, inplace=True),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5, inplace=True),
        nn.Linear(hidden, classes),
    )


# %% equal_blocks_shared
# blocks are kept in a dict by their arguments, so equal pairs with equal channels become one block
# with shared weights
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    made = {}
    for convs, c_out in configuration:
        key = convs, c_in, c_out
        if key not in made:
            made[key] = vgg_block(*key)
        layers.append(made[key])
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% blocks_kept_between_networks
# a cache keeps each block by its number and arguments: two networks of the same configuration have
# the same blocks
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


from functools import cache


@cache
def block_number(i, convs, c_in, c_out):
    return vgg_block(convs, c_in, c_out)


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(block_number(len(layers), convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% softmax_in_evaluation
# in evaluation mode the network gives probabilities
from torch import nn


def vgg_block(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("a block needs a convolution")
    layers = []
    for _i in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    return nn.Sequential(*layers, nn.MaxPool2d(2))


class VGG(nn.Sequential):
    def forward(self, x):
        logits = super().forward(x)
        return logits if self.training else logits.softmax(dim=1)


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
        h = h // 2
        w = w // 2
    if h < 1 or w < 1:
        raise ValueError("nothing is left of the image")
    length = c_in * h * w
    return VGG(
        *layers,
        nn.Flatten(),
        nn.Linear(length, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% floor_of_the_whole_product
# the long row is c * h * w // 4 ** blocks: the sides are not rounded down one by one, so odd sides do not fit
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    blocks = []
    for convs, c_out in configuration:
        blocks.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
    if min(h, w) < 2 ** len(blocks):
        raise ValueError(f"nothing is left of {h} x {w} after {len(blocks)} blocks")
    flat = c_in * h * w // 4 ** len(blocks)
    return nn.Sequential(
        *blocks,
        nn.Flatten(),
        nn.Linear(flat, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% guard_on_the_area
# the guard looks at the area: a long flat image passes, although no row is left
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    shrink = 2 ** len(configuration)
    if h * w < shrink * shrink:
        raise ValueError("the image is too small for so many blocks")
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in = c_out
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * (h // shrink) * (w // shrink), hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% one_pixel_left_is_refused
# the guard is too strong: a map with one row or one column at the end is refused
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in, h, w = c_out, h // 2, w // 2
    if h <= 1 or w <= 1:
        raise ValueError("the image is too small")
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% own_blocks_without_guard
# the blocks are made inline, and a block without a convolution is just a pooling: no ValueError
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        block = []
        for _ in range(convs):
            block += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
            c_in = c_out
        layers.append(nn.Sequential(*block, nn.MaxPool2d(2)))
        h, w = h // 2, w // 2
        if h == 0 or w == 0:
            raise ValueError("the image is too small")
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% equal_blocks_are_one_block
# blocks with the same three numbers are made once and put in twice, so they share their weights
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    made = {}
    layers = []
    for convs, c_out in configuration:
        key = convs, c_in, c_out
        if key not in made:
            made[key] = vgg_block(convs, c_in, c_out)
        layers.append(made[key])
        c_in, h, w = c_out, h // 2, w // 2
    if h == 0 or w == 0:
        raise ValueError("the image is too small")
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% dropout_1d
# nn.Dropout1d for rows of numbers: in training it drops whole images, not units
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in, h, w = c_out, h // 2, w // 2
    if h < 1 or w < 1:
        raise ValueError("the image is too small")
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout1d(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout1d(0.5),
        nn.Linear(hidden, classes),
    )


# %% relu6_in_the_hidden_layers
# nn.ReLU6 after the hidden layers: values above 6 are cut
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in, h, w = c_out, h // 2, w // 2
    if h < 1 or w < 1:
        raise ValueError("the image is too small")
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU6(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU6(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% pooling_rounds_up
# own blocks whose pooling has ceil_mode, and a length that is measured: odd sides are rounded up
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    if min(size) < 2 ** len(configuration):
        raise ValueError("the image is too small for so many blocks")
    blocks, channels = [], c_in
    for convs, c_out in configuration:
        if convs < 1:
            raise ValueError("a block needs a convolution")
        block = []
        for _ in range(convs):
            block += [nn.Conv2d(channels, c_out, 3, padding=1), nn.ReLU()]
            channels = c_out
        block.append(nn.MaxPool2d(2, stride=2, ceil_mode=True))
        blocks.append(nn.Sequential(*block))
    with torch.no_grad():
        flat = nn.Sequential(*blocks)(torch.zeros(1, c_in, *size)).numel()
    return nn.Sequential(
        *blocks,
        nn.Flatten(),
        nn.Linear(flat, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% convolution_and_relu_in_one
# each convolution and its ReLU are a Sequential inside the block: the first weight is 0.0.0.weight
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    blocks = []
    for convs, c_out in configuration:
        if convs < 1:
            raise ValueError("a block needs at least one convolution")
        steps = []
        for _ in range(convs):
            steps.append(nn.Sequential(nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()))
            c_in = c_out
        blocks.append(nn.Sequential(*steps, nn.MaxPool2d(2, 2)))
        h, w = h // 2, w // 2
    if h * w == 0:
        raise ValueError("the image is too small")
    return nn.Sequential(
        *blocks,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(hidden, classes),
    )


# %% dropout_in_place_again
# dropout in place overwrites what the ReLU kept for the gradient: backward fails, in training only
import torch
from torch import nn


def vgg(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(vgg_block(convs, c_in, c_out))
        c_in, h, w = c_out, h // 2, w // 2
    if h < 1 or w < 1:
        raise ValueError("the image is too small")
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(c_in * h * w, hidden),
        nn.ReLU(),
        nn.Dropout(0.5, inplace=True),
        nn.Linear(hidden, hidden),
        nn.ReLU(),
        nn.Dropout(0.5, inplace=True),
        nn.Linear(hidden, classes),
    )
