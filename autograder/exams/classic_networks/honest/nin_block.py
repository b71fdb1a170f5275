"""Right ways to write `nin_block`."""

from collections import OrderedDict

from torch import nn


def written_out(c_in, c_out, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, kernel_size=1),
        nn.ReLU(),
        nn.Conv2d(c_out, c_out, kernel_size=1),
        nn.ReLU(),
    )


def two_rounds(c_in, c_out, kernel, stride=1, padding=0):
    layers = [nn.Conv2d(c_in, c_out, kernel, stride, padding), nn.ReLU()]
    for _ in range(2):
        layers.append(nn.Conv2d(c_out, c_out, 1))
        layers.append(nn.ReLU())
    return nn.Sequential(*layers)


def from_a_table(c_in, c_out, kernel, stride=1, padding=0):
    table = [(c_in, kernel, stride, padding), (c_out, 1, 1, 0), (c_out, 1, 1, 0)]
    layers = []
    for channels, k, step, pixels in table:
        layers.extend((nn.Conv2d(channels, c_out, (k, k), (step, step), (pixels, pixels)), nn.ReLU(inplace=True)))
    return nn.Sequential(*layers)


def grown(c_in, c_out, kernel, stride=1, padding=0):
    block = nn.Sequential(nn.Conv2d(c_in, c_out, kernel, stride, padding))
    for _ in "12":
        block.append(nn.ReLU())
        block.append(nn.Conv2d(c_out, c_out, 1, stride=1, padding=0, bias=True))
    block.append(nn.ReLU())
    return block


def with_names(c_in, c_out, kernel, stride=1, padding=0):
    layers = OrderedDict()
    layers["0"] = nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding)
    layers["relu0"] = nn.ReLU()
    layers["2"] = nn.Conv2d(c_out, c_out, 1)
    layers["relu2"] = nn.ReLU()
    layers["4"] = nn.Conv2d(c_out, c_out, 1)
    layers["relu4"] = nn.ReLU()
    return nn.Sequential(layers)


class _PixelNetwork(nn.Sequential):
    def __init__(self, window, channels):
        super().__init__(window, nn.ReLU())
        for name in ("2", "4"):
            self.add_module(name, nn.Conv2d(channels, channels, 1))
            self.add_module(f"after {name}", nn.ReLU())


def class_of_its_own_for_pixels(c_in, c_out, kernel, stride=1, padding=0):
    window = nn.Conv2d(c_in, c_out, kernel, stride=stride, padding=padding)
    return _PixelNetwork(window, c_out)
