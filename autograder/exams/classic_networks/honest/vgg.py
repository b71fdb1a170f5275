"""Right ways to write `vgg`."""

from torch import nn

from autograder.exams.classic_networks.honest.vgg_block import comprehension, list_of_layers, sequential_that_grows


def _too_small(h, w):
    return ValueError(f"the blocks leave {h} x {w} pixels of the image: use fewer blocks, or a larger image")


def list_of_blocks(configuration, c_in, size, hidden, classes):
    h, w = size
    layers = []
    for convs, c_out in configuration:
        layers.append(list_of_layers(convs, c_in, c_out))
        c_in, h, w = c_out, h // 2, w // 2
    if h == 0 or w == 0:
        raise _too_small(h, w)
    layers += [nn.Flatten(), nn.Linear(c_in * h * w, hidden), nn.ReLU(), nn.Dropout(0.5)]
    layers += [nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(0.5), nn.Linear(hidden, classes)]
    return nn.Sequential(*layers)


def sizes_by_power_of_two(configuration, c_in, size, hidden, classes):
    halvings = 2 ** len(configuration)
    h, w = size[0] // halvings, size[1] // halvings
    if h < 1 or w < 1:
        raise _too_small(h, w)
    channels = [c_in] + [c_out for _, c_out in configuration]
    network = nn.Sequential()
    for i in range(len(configuration)):
        network.append(sequential_that_grows(configuration[i][0], channels[i], channels[i + 1]))
    network.append(nn.Flatten())
    for inputs in (channels[-1] * h * w, hidden):
        network.extend([nn.Linear(inputs, hidden), nn.ReLU(inplace=True), nn.Dropout(p=0.5)])
    return network.append(nn.Linear(hidden, classes))


def measured(configuration, c_in, size, hidden, classes):
    smallest = min(size)
    blocks, before = [], c_in
    for convs, after in configuration:
        blocks.append(comprehension(convs, before, after))
        before, smallest = after, smallest // 2
    if smallest < 1:
        raise _too_small(smallest, smallest)
    rows, columns = (side // 2 ** len(blocks) for side in size)
    head = [nn.Flatten(start_dim=1), nn.Linear(rows * columns * before, hidden), nn.ReLU(), nn.Dropout()]
    head += [nn.Linear(hidden, hidden), nn.ReLU(), nn.Dropout(), nn.Linear(hidden, classes)]
    return nn.Sequential(*blocks, *head)


def _fully_connected(inputs, hidden):
    return [nn.Linear(inputs, hidden), nn.ReLU(), nn.Dropout(0.5)]


def zipped(configuration, c_in, size, hidden, classes):
    convs, widths = zip(*configuration, strict=True)
    h, w = size
    for _ in configuration:
        h, w = h >> 1, w >> 1
    if not (h and w):
        raise _too_small(h, w)
    blocks = [list_of_layers(*args) for args in zip(convs, (c_in, *widths[:-1]), widths, strict=True)]
    last = nn.Linear(hidden, classes)
    head = [nn.Flatten(), *_fully_connected(widths[-1] * h * w, hidden), *_fully_connected(hidden, hidden), last]
    return nn.Sequential(*blocks, *head)


class _Network(nn.Sequential):
    def __init__(self, blocks, features, hidden, classes):
        super().__init__(*blocks)
        self.append(nn.Flatten()).append(nn.Linear(features, hidden)).append(nn.ReLU()).append(nn.Dropout(0.5))
        self.append(nn.Linear(hidden, hidden)).append(nn.ReLU()).append(nn.Dropout(0.5))
        self.append(nn.Linear(hidden, classes))


def class_for_the_network(configuration, c_in, size, hidden, classes):
    (h, w), blocks = size, []
    for convs, c_out in configuration:
        h //= 2
        w //= 2
        if h * w == 0:
            raise _too_small(h, w)
        blocks += [list_of_layers(convs, c_in, c_out)]
        c_in = c_out
    return _Network(blocks, h * w * c_in, hidden, classes)
