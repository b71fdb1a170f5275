"""What students believe of `nin_head`: wrong answers, each with the sentence for whoever gave it."""

from torch import nn


class _Given(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, maps):
        return self.function(maps)


def _maps(c_in, classes, kernel=3, padding=1):
    return [
        nn.Conv2d(c_in, classes, kernel, padding=padding),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
        nn.ReLU(),
        nn.Conv2d(classes, classes, 1),
    ]


def _mean():
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten()]


def relu_before_the_mean(c_in, classes):
    """You keep the last ReLU, as the lectures do. Then no logit is ever negative: nothing can speak against a class."""
    return nn.Sequential(*_maps(c_in, classes), nn.ReLU(), *_mean())


def relu_after_the_mean(c_in, classes):
    """You put ReLU on the logits. A logit may be negative."""
    return nn.Sequential(*_maps(c_in, classes), *_mean(), nn.ReLU())


def softmax_after_the_mean(c_in, classes):
    """You put softmax on the logits. The loss function does that: done twice, the network hardly learns."""
    return nn.Sequential(*_maps(c_in, classes), *_mean(), nn.Softmax(dim=1))


def global_sum(c_in, classes):
    """You add up each map. Take its mean: else a larger image gives larger logits."""
    return nn.Sequential(*_maps(c_in, classes), _Given(lambda maps: maps.sum(dim=(2, 3))))


def global_maximum(c_in, classes):
    """You take the largest pixel of each map. Take the mean: nn.AdaptiveAvgPool2d."""
    return nn.Sequential(*_maps(c_in, classes), nn.AdaptiveMaxPool2d(1), nn.Flatten())


def pixels_left(c_in, classes):
    """Your logits still have a height and a width of 1. nn.Flatten makes a row of them."""
    return nn.Sequential(*_maps(c_in, classes), nn.AdaptiveAvgPool2d(1))


def batch_flattened_too(c_in, classes):
    """You put the logits of all images into one row. The first axis is the batch's: keep it."""
    return nn.Sequential(*_maps(c_in, classes), nn.AdaptiveAvgPool2d(1), nn.Flatten(start_dim=0))


def no_mean(c_in, classes):
    """The global average pooling is missing: each map must become one number."""
    return nn.Sequential(*_maps(c_in, classes), nn.Flatten())


def mean_of_the_channels(c_in, classes):
    """You take the mean over the channels. Each class has a channel: take the mean over its pixels."""
    return nn.Sequential(*_maps(c_in, classes), _Given(lambda maps: maps.mean(dim=1).flatten(1)))


def mean_of_the_rows(c_in, classes):
    """You take the mean over one axis. A map has two: rows and columns."""
    return nn.Sequential(*_maps(c_in, classes), nn.AdaptiveAvgPool2d((1, None)), nn.Flatten())


def windows_of_fixed_size(c_in, classes):
    """Your pooling has a window of fixed size. The maps can be of any: nn.AdaptiveAvgPool2d(1)."""
    return nn.Sequential(*_maps(c_in, classes), nn.AvgPool2d(3), nn.Flatten())


class _AfterTheMean(nn.Conv2d):
    def forward(self, maps):
        return super().forward(maps.mean(dim=(2, 3), keepdim=True))


def mean_before_the_block(c_in, classes):
    """You take the mean first. The block looks at the maps, and its results are averaged."""
    return nn.Sequential(_AfterTheMean(c_in, classes, 3, padding=1), *_maps(c_in, classes)[1:], nn.Flatten())


def windows_not_padded(c_in, classes):
    """Your 3 x 3 windows are not padded, so the border is seen less, and small maps do not fit: padding=1."""
    return nn.Sequential(*_maps(c_in, classes, padding=0), *_mean())


def pixel_windows(c_in, classes):
    """Your first window is 1 x 1. In the head it is 3 x 3, with padding 1."""
    return nn.Sequential(*_maps(c_in, classes, kernel=1, padding=0), *_mean())


def windows_of_five_pixels(c_in, classes):
    """Your first window is 5 x 5. In the head it is 3 x 3, with padding 1."""
    return nn.Sequential(*_maps(c_in, classes, kernel=5, padding=2), *_mean())


def fully_connected_at_the_end(c_in, classes):
    """You end with a fully connected layer. NiN has none: the mean of its map IS the logit of a class."""
    block = _maps(c_in, classes)
    return nn.Sequential(*block[:4], nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(classes, classes))


def classes_only_at_the_end(c_in, classes):
    """Your block has c_in channels until its last convolution. All three have one for each class."""
    first = [nn.Conv2d(c_in, c_in, 3, padding=1), nn.ReLU(), nn.Conv2d(c_in, c_in, 1), nn.ReLU()]
    return nn.Sequential(*first, nn.Conv2d(c_in, classes, 1), *_mean())


def no_relu_inside(c_in, classes):
    """There is no ReLU between your convolutions, so they are only one linear map. Leave out the last one only."""
    layers = [nn.Identity() if isinstance(layer, nn.ReLU) else layer for layer in _maps(c_in, classes)]
    return nn.Sequential(*layers, *_mean())


def one_relu_too_few(c_in, classes):
    """Between your last two convolutions the ReLU is missing. Leave out only the one at the end."""
    layers = _maps(c_in, classes)
    layers[3] = nn.Identity()
    return nn.Sequential(*layers, *_mean())


def block_as_one_layer(c_in, classes):
    """You put the block in as one layer, so its weights are called 0.0.weight and so on. Put in its layers one by
    one."""
    return nn.Sequential(nn.Sequential(*_maps(c_in, classes)), *_mean())


def dropout_in_the_head(c_in, classes):
    """You added dropout, so a layer has another number and name. The head has none."""
    layers = _maps(c_in, classes)
    return nn.Sequential(*layers[:4], nn.Dropout(0.5), layers[4], *_mean())
