"""What students believe of `vgg`: wrong answers, each with the sentence for whoever gave it."""

import math

from torch import nn

from autograder.exams.classic_networks.honest.vgg import list_of_blocks
from autograder.exams.classic_networks.honest.vgg_block import list_of_layers


def _blocks(configuration, c_in):
    blocks = []
    for convs, c_out in configuration:
        blocks.append(list_of_layers(convs, c_in, c_out))
        c_in = c_out
    return blocks


def _left(configuration, size):
    h, w = (side // 2 ** len(configuration) for side in size)
    if h < 1 or w < 1:
        raise ValueError("the image is too small")
    return configuration[-1][1], h, w


def _head(inputs, hidden, classes):
    first = [nn.Flatten(), nn.Linear(inputs, hidden), nn.ReLU(), nn.Dropout(0.5)]
    return [*first, nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, classes)]


def two_convolutions_in_every_block(configuration, c_in, size, hidden, classes):
    """Every block of yours has two convolutions. The first number of each pair says how many: VGG-11 has 1, 1, 2, 2,
    2."""
    return list_of_blocks([(2, c_out) for _, c_out in configuration], c_in, size, hidden, classes)


def one_convolution_in_every_block(configuration, c_in, size, hidden, classes):
    """Every block of yours has one convolution. The first number of each pair says how many."""
    return list_of_blocks([(1, c_out) for _, c_out in configuration], c_in, size, hidden, classes)


def channels_doubled(configuration, c_in, size, hidden, classes):
    """You double the channels from block to block. How many there are, the second number of each pair says; in VGG-11
    the last two blocks have the same."""
    width, doubled = configuration[0][1], []
    for number, (convs, _) in enumerate(configuration):
        doubled.append((convs, width * 2**number))
    return list_of_blocks(doubled, c_in, size, hidden, classes)


def every_block_on_the_images_channels(configuration, c_in, size, hidden, classes):
    """Every block of yours expects the channels of the image. After a block there are its c_out: set c_in = c_out."""
    c, h, w = _left(configuration, size)
    blocks = [list_of_layers(convs, c_in, c_out) for convs, c_out in configuration]
    return nn.Sequential(*blocks, *_head(c * h * w, hidden, classes))


def blocks_reversed(configuration, c_in, size, hidden, classes):
    """You put the last block first. The image meets the pairs in the order in which they stand."""
    return list_of_blocks(tuple(configuration)[::-1], c_in, size, hidden, classes)


def last_block_left_out(configuration, c_in, size, hidden, classes):
    """The last block is missing."""
    _left(configuration, size)
    return list_of_blocks(configuration[:-1] or configuration, c_in, size, hidden, classes)


def another_size_expected(configuration, c_in, size, hidden, classes):
    """Your first fully connected layer expects maps of another size than those that come. Each block halves the height
    and the width that are given."""
    c, _, _ = _left(configuration, size)
    return nn.Sequential(*_blocks(configuration, c_in), *_head(c * size[0] * size[1], hidden, classes))


def halved_once(configuration, c_in, size, hidden, classes):
    """You halve the size once. Each block halves it."""
    c, _, _ = _left(configuration, size)
    return nn.Sequential(*_blocks(configuration, c_in), *_head(c * (size[0] // 2) * (size[1] // 2), hidden, classes))


def square_images_only(configuration, c_in, size, hidden, classes):
    """You use the height twice. Height and width can differ."""
    c, h, _ = _left(configuration, size)
    return nn.Sequential(*_blocks(configuration, c_in), *_head(c * h * h, hidden, classes))


def halving_that_rounds_up(configuration, c_in, size, hidden, classes):
    """You round up where a side is odd. A pooling of 2 rounds down: the last row stays without a partner."""
    c, _, _ = _left(configuration, size)
    for _ in configuration:
        size = [math.ceil(side / 2) for side in size]
    return nn.Sequential(*_blocks(configuration, c_in), *_head(c * size[0] * size[1], hidden, classes))


def global_pooling(configuration, c_in, size, hidden, classes):
    """You take the mean of each map before the fully connected layers. That is NiN's head; VGG flattens the maps."""
    c, _, _ = _left(configuration, size)
    pooled = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    return nn.Sequential(*_blocks(configuration, c_in), pooled, *_head(c, hidden, classes)[1:])


def no_flatten(configuration, c_in, size, hidden, classes):
    """nn.Flatten is missing: nn.Linear then reads the last axis only, the width. nn.Flatten puts all maps in one
    row."""
    c, h, w = _left(configuration, size)
    return nn.Sequential(*_blocks(configuration, c_in), nn.Identity(), *_head(c * h * w, hidden, classes)[1:])


def relu_on_the_logits(configuration, c_in, size, hidden, classes):
    """You put ReLU on the logits, which cuts off what speaks against a class. A logit may be negative."""
    return list_of_blocks(configuration, c_in, size, hidden, classes).append(nn.ReLU())


def softmax_on_the_logits(configuration, c_in, size, hidden, classes):
    """You put softmax on the logits. The loss function does that: done twice, the network hardly learns."""
    return list_of_blocks(configuration, c_in, size, hidden, classes).append(nn.Softmax(dim=1))


def no_activation_between_fully_connected(configuration, c_in, size, hidden, classes):
    """There is no ReLU between your fully connected layers. Without one they collapse into a single linear layer."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(*(nn.Identity() if isinstance(layer, nn.ReLU) else layer for layer in layers))


def sigmoid_in_the_hidden_layers(configuration, c_in, size, hidden, classes):
    """You use the sigmoid in the hidden layers. VGG's activation is ReLU, there too."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(*(nn.Sigmoid() if isinstance(layer, nn.ReLU) else layer for layer in layers))


def one_hidden_layer(configuration, c_in, size, hidden, classes):
    """You have one hidden layer. VGG has two, and the logits are the third fully connected layer."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(*layers[:-4], layers[-1])


def no_dropout(configuration, c_in, size, hidden, classes):
    """There is no dropout in your network. Both hidden layers have one."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(*(nn.Identity() if isinstance(layer, nn.Dropout) else layer for layer in layers))


def dropout_of_a_fifth(configuration, c_in, size, hidden, classes):
    """You drop another share than half of the units: nn.Dropout(0.5)."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(*(nn.Dropout(0.2) if isinstance(layer, nn.Dropout) else layer for layer in layers))


def dropout_once(configuration, c_in, size, hidden, classes):
    """The second hidden layer has no dropout. Both have one."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    layers[-2] = nn.Identity()
    return nn.Sequential(*layers)


def dropout_of_the_logits(configuration, c_in, size, hidden, classes):
    """You drop logits. Dropout belongs to the hidden layers: a class must not vanish."""
    return list_of_blocks(configuration, c_in, size, hidden, classes).append(nn.Dropout(0.5))


class _AlwaysDropping(nn.Module):
    def forward(self, x):
        return nn.functional.dropout(x, 0.5)


def dropout_in_evaluation_too(configuration, c_in, size, hidden, classes):
    """Your dropout works in evaluation, too. F.dropout wants to be told: training=self.training; nn.Dropout knows."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(*(_AlwaysDropping() if isinstance(layer, nn.Dropout) else layer for layer in layers))


def layers_not_in_blocks(configuration, c_in, size, hidden, classes):
    """You put the layers of all blocks into one row, so their weights have other names. Put in the blocks
    themselves."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    flat = [layer for block in layers[: len(configuration)] for layer in block]
    return nn.Sequential(*flat, *layers[len(configuration) :])


def images_of_any_size(configuration, c_in, size, hidden, classes):
    """You build a network for an image of which nothing is left. Raise a ValueError where h or w becomes 0."""
    c, (h, w) = configuration[-1][1], (side // 2 ** len(configuration) for side in size)
    head = _head(c * h * w, hidden, classes) if h * w else [nn.Flatten()]
    return nn.Sequential(*_blocks(configuration, c_in), *head)


def only_the_height_checked(configuration, c_in, size, hidden, classes):
    """You look at the height alone. The width can become 0, too."""
    c, (h, w) = configuration[-1][1], (side // 2 ** len(configuration) for side in size)
    if h < 1:
        raise ValueError("the image is too small")
    head = _head(c * h * w, hidden, classes) if w else [nn.Flatten()]
    return nn.Sequential(*_blocks(configuration, c_in), *head)


def dropout_in_place(configuration, c_in, size, hidden, classes):
    """Your dropout works in place and overwrites what the ReLU before it needs on the way back: in training there is no
    gradient. Leave inplace=True out."""
    layers = list(list_of_blocks(configuration, c_in, size, hidden, classes))
    return nn.Sequential(
        *(nn.Dropout(0.5, inplace=True) if isinstance(layer, nn.Dropout) else layer for layer in layers)
    )


def empty_blocks(configuration, c_in, size, hidden, classes):
    """You build a block without a convolution. Raise a ValueError there, as vgg_block does."""
    h, w = (side // 2 ** len(configuration) for side in size)
    if h < 1 or w < 1:
        raise ValueError("the image is too small")
    blocks = []
    for convs, c_out in configuration:
        layers = []
        for _ in range(convs):
            layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
            c_in = c_out
        blocks.append(nn.Sequential(*layers, nn.MaxPool2d(2)))
    return nn.Sequential(*blocks, *_head(c_in * h * w, hidden, classes))
