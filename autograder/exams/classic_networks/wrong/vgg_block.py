"""What students believe of `vgg_block`: wrong answers, each with the sentence for whoever gave it."""

from torch import nn

from autograder.exams.classic_networks.honest.vgg_block import list_of_layers


def _checked(convs):
    if convs < 1:
        raise ValueError("convs must be at least 1")


def _convolutions(convs, c_in, c_out, kernel=3, padding=1, **more):
    _checked(convs)
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, kernel, padding=padding, **more), nn.ReLU()]
        c_in = c_out
    return layers


def no_padding(convs, c_in, c_out):
    """Your convolutions lose a pixel on each side. With padding=1 a 3 x 3 window keeps the size."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out, padding=0), nn.MaxPool2d(2))


def padding_of_two(convs, c_in, c_out):
    """You pad by 2 pixels, so each convolution makes the map larger. A 3 x 3 window needs (3 - 1) / 2 = 1 pixel a
    side."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out, padding=2), nn.MaxPool2d(2))


def windows_of_five(convs, c_in, c_out):
    """Your windows are 5 x 5. VGG has 3 x 3 windows only: two of them see as much, with fewer weights."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out, kernel=5, padding=2), nn.MaxPool2d(2))


def windows_of_one(convs, c_in, c_out):
    """Your windows are 1 x 1, which see no neighbour. VGG's are 3 x 3."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out, kernel=1, padding=0), nn.MaxPool2d(2))


def pooling_of_stride_one(convs, c_in, c_out):
    """Your pooling moves by one pixel, so the size is not halved. Give it stride 2, or no stride at all: then it is
    that of the window."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out), nn.MaxPool2d(2, stride=1))


def mean_pooling(convs, c_in, c_out):
    """You take the mean of 2 x 2 pixels. VGG takes their maximum: nn.MaxPool2d."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out), nn.AvgPool2d(2))


def overlapping_pooling(convs, c_in, c_out):
    """You pool over 3 x 3 windows with stride 2, as AlexNet does. VGG's windows are 2 x 2."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out), nn.MaxPool2d(3, stride=2, padding=1))


def pooling_that_rounds_up(convs, c_in, c_out):
    """Your pooling keeps an odd last row or column. The size is halved and rounded down, without ceil_mode."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out), nn.MaxPool2d(2, ceil_mode=True))


def pooling_after_every_convolution(convs, c_in, c_out):
    """You pool after every convolution. A block pools once, at its end."""
    _checked(convs)
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
        c_in = c_out
    return nn.Sequential(*layers)


def no_pooling(convs, c_in, c_out):
    """The pooling at the end of the block is missing: the size stays as it was."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out))


def stride_instead_of_pooling(convs, c_in, c_out):
    """You halve the size by a stride in the last convolution. VGG's convolutions have stride 1, and a max pooling
    halves."""
    layers = _convolutions(convs, c_in, c_out)
    layers[-2].stride = (2, 2)
    return nn.Sequential(*layers)


def one_relu_at_the_end(convs, c_in, c_out):
    """You have one ReLU, after the last convolution. Without one after each, convolutions in a row are only one linear
    map."""
    layers = _convolutions(convs, c_in, c_out)
    return nn.Sequential(*layers[::2], nn.ReLU(), nn.MaxPool2d(2))


def no_relu(convs, c_in, c_out):
    """There is no ReLU in your block: convolutions in a row without one are only one linear map."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out)[::2], nn.MaxPool2d(2))


def no_relu_after_the_last(convs, c_in, c_out):
    """The ReLU after the last convolution is missing. Every convolution has its own."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out)[:-1], nn.MaxPool2d(2))


def sigmoid_for_relu(convs, c_in, c_out):
    """You use the sigmoid. VGG's activation is ReLU."""
    layers = [layer if i % 2 == 0 else nn.Sigmoid() for i, layer in enumerate(_convolutions(convs, c_in, c_out))]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def relu_before_the_convolution(convs, c_in, c_out):
    """You put each ReLU before its convolution. It comes after it: what it cuts off is the convolution's result."""
    layers = _convolutions(convs, c_in, c_out)
    swapped = [layer for i in range(0, len(layers), 2) for layer in (layers[i + 1], layers[i])]
    return nn.Sequential(*swapped, nn.MaxPool2d(2))


def channels_change_last(convs, c_in, c_out):
    """Your last convolution changes the channels. The first one does: c_in to c_out; the others go from c_out to
    c_out."""
    _checked(convs)
    layers = []
    for i in range(convs):
        layers += [nn.Conv2d(c_in, c_out if i == convs - 1 else c_in, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def every_convolution_from_c_in(convs, c_in, c_out):
    """Every convolution of yours expects c_in channels. After the first one there are c_out: set c_in = c_out."""
    _checked(convs)
    layers = []
    for _ in range(convs):
        layers += [nn.Conv2d(c_in, c_out, 3, padding=1), nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def channels_swapped(convs, c_in, c_out):
    """You swap c_in and c_out. nn.Conv2d takes the channels that come in first, then those that go out."""
    return list_of_layers(convs, c_out, c_in)


def one_layer_many_times(convs, c_in, c_out):
    """You make one convolution and put it in several times: all places share its weights. Make a layer in every round
    of the loop."""
    _checked(convs)
    first, other = nn.Conv2d(c_in, c_out, 3, padding=1), nn.Conv2d(c_out, c_out, 3, padding=1)
    layers = [first, nn.ReLU()]
    for _ in range(convs - 1):
        layers += [other, nn.ReLU()]
    return nn.Sequential(*layers, nn.MaxPool2d(2))


def no_bias(convs, c_in, c_out):
    """Your convolutions have no bias. Without batch normalisation each needs one."""
    return nn.Sequential(*_convolutions(convs, c_in, c_out, bias=False), nn.MaxPool2d(2))


def one_convolution_too_many(convs, c_in, c_out):
    """Your block has one convolution more than asked for: convs counts the first one, too."""
    _checked(convs)
    return list_of_layers(convs + 1, c_in, c_out)


def always_two_convolutions(convs, c_in, c_out):
    """Your block always has two convolutions. How many there are, convs says."""
    _checked(convs)
    return list_of_layers(2, c_in, c_out)


def any_number_of_convolutions(convs, c_in, c_out):
    """You build a block even without a convolution. Raise a ValueError if convs is smaller than 1."""
    return nn.Sequential(*(_convolutions(convs, c_in, c_out) if convs > 0 else []), nn.MaxPool2d(2))
