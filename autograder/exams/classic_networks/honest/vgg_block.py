"""Right ways to write `vgg_block`."""

from collections import OrderedDict

from torch import nn


def list_of_layers(convs, c_in, c_out):
    if convs < 1:
        raise ValueError(f"at least one convolution, got {convs}")
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        c_in = c_out
    layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)


def sequential_that_grows(convs, c_in, c_out):
    if convs <= 0:
        raise ValueError("no convolution")
    block = nn.Sequential()
    for number in range(convs):
        first = number == 0
        block.append(nn.Conv2d(c_in if first else c_out, c_out, kernel_size=3, stride=1, padding=1))
        block.append(nn.ReLU(inplace=True))
    return block.append(nn.MaxPool2d(kernel_size=2, stride=2))


def named_by_hand(convs, c_in, c_out):
    if not convs >= 1:
        raise ValueError("convs must be at least 1")
    block = nn.Sequential()
    channels = [c_in] + [c_out] * convs
    for i in range(convs):
        block.add_module(f"{2 * i}", nn.Conv2d(channels[i], channels[i + 1], (3, 3), padding=(1, 1)))
        block.add_module(f"{2 * i + 1}", nn.ReLU())
    block.add_module(f"{2 * convs}", nn.MaxPool2d((2, 2), (2, 2)))
    return block


def comprehension(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("convs must be at least 1")
    pairs = [(nn.Conv2d(c_out if i else c_in, c_out, 3, 1, 1), nn.ReLU()) for i in range(convs)]
    return nn.Sequential(*(layer for pair in pairs for layer in pair), nn.MaxPool2d(2, stride=2))


def ordered_dict(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("convs must be at least 1")
    layers = OrderedDict()
    for _ in range(convs):
        layers[str(len(layers))] = nn.Conv2d(c_in, c_out, 3, padding="same")
        layers[str(len(layers))] = nn.ReLU()
        c_in = c_out
    layers["pool"] = nn.MaxPool2d(2)
    return nn.Sequential(layers)


class _Block(nn.Sequential):
    def __init__(self, convs, c_in, c_out):
        first = [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
        others = [nn.Conv2d(c_out, c_out, 3, padding=1) for _ in range(1, convs)]
        for other in others:
            first.extend((other, nn.ReLU()))
        super().__init__(*first, nn.MaxPool2d(2))


def class_of_its_own(convs, c_in, c_out):
    if convs < 1:
        raise ValueError("convs must be at least 1")
    return _Block(convs, c_in, c_out)
