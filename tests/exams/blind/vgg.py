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
