"""What students believe of `DenseBlock`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn

from autograder.exams.residual_and_dense.honest.dense_block import GrowingMaps


class OnlyTheLastMaps(nn.Module):
    """You hand on the last layer's maps alone. Each layer sees all the maps before it: torch.cat([x, y], dim=1)."""

    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("at least one layer")
        channels = [c_in] + [growth] * layers
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            for c in channels[:-1]
        )

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class EachLayerSeesXOnly(nn.Module):
    """Your layers see x only. Each sees x and the maps of all layers before it."""

    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("at least one layer")
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(c_in), nn.ReLU(), nn.Conv2d(c_in, growth, 3, padding=1, bias=False))
            for _ in range(layers)
        )

    def forward(self, x):
        return torch.cat([x, *(layer(x) for layer in self.layers)], dim=1)


class XLeftOut(GrowingMaps):
    """The maps of x are missing in what comes out. They are handed on like all others."""

    def forward(self, x):
        return super().forward(x)[:, x.shape[1] :]


class LastMapsOnlyAtTheEnd(GrowingMaps):
    """You return the maps of the last layer alone. All maps come out, those of x as well."""

    def forward(self, x):
        return super().forward(x)[:, -self.layers[0][2].out_channels :]


class LayersMapsFirst(GrowingMaps):
    """You put a layer's own maps in front of those before it. They come behind: torch.cat([x, y], dim=1)."""

    def joined(self, before, made):
        return torch.cat([made, before], dim=1)


class JoinedAlongTheHeight(GrowingMaps):
    """You join maps along their height. Axis 1 holds the channels: dim=1."""

    def joined(self, before, made):
        return torch.cat([before, made], dim=2)


class JoinedAlongTheBatch(GrowingMaps):
    """You join along the batch. Axis 1 holds the channels: dim=1."""

    def joined(self, before, made):
        return torch.cat([before, made], dim=0)


class Added(nn.Module):
    """You add what a layer makes to what it read. That is a residual block; a dense block puts the maps side by
    side."""

    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("at least one layer")
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(c_in), nn.ReLU(), nn.Conv2d(c_in, c_in, 3, padding=1, bias=False))
            for _ in range(layers)
        )

    def forward(self, x):
        for layer in self.layers:
            x = x + layer(x)
        return x


class ConvolutionFirst(GrowingMaps):
    """Your layer begins with the convolution. In a DenseNet the order is normalisation, ReLU, convolution."""

    def layer(self, c, growth):
        return nn.Sequential(nn.Conv2d(c, growth, 3, padding=1, bias=False), nn.BatchNorm2d(growth), nn.ReLU())


class ReluBeforeTheNormalisation(GrowingMaps):
    """Your ReLU comes before the normalisation. The order is normalisation, ReLU, convolution."""

    def forward(self, x):
        for norm, _, conv in self.layers:
            x = self.joined(x, conv(norm(torch.relu(x))))
        return x


class NoRelu(GrowingMaps):
    """The ReLU is missing. Between normalisation and convolution it keeps the layers from being one linear map."""

    def forward(self, x):
        for norm, _, conv in self.layers:
            x = self.joined(x, conv(norm(x)))
        return x


class NoNormalisation(GrowingMaps):
    """You never call the batch normalisation of a layer. It comes first."""

    def forward(self, x):
        for _, relu, conv in self.layers:
            x = self.joined(x, conv(relu(x)))
        return x


class ReluAfterTheConvolutionToo(GrowingMaps):
    """You have a ReLU after the convolution as well. The next layer normalises first, and has a ReLU of its own."""

    def forward(self, x):
        for layer in self.layers:
            x = self.joined(x, torch.relu(layer(x)))
        return x


class ReluOfAllMaps(GrowingMaps):
    """What you hand on has gone through normalisation and ReLU. They belong to a layer: the maps that are handed on
    stay as they are."""

    def forward(self, x):
        for norm, relu, conv in self.layers:
            x = relu(norm(x))
            x = self.joined(x, conv(x))
        return x


class ConvolutionsWithBias(GrowingMaps):
    """Your convolutions have biases: say bias=False."""

    def layer(self, c, growth):
        return nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1))


class WindowOfOne(GrowingMaps):
    """Your convolutions are 1 x 1, so no pixel sees its neighbours. They are 3 x 3, with padding 1."""

    def layer(self, c, growth):
        return nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 1, bias=False))


class NotPadded(GrowingMaps):
    """Your convolutions are not padded, so their maps are smaller than those before them. Say padding=1."""

    def layer(self, c, growth):
        return nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, bias=False))


class ThinnedFirst(GrowingMaps):
    """You have the 1 x 1 convolution of DenseNet-B before the 3 x 3. The lecture's layer has the 3 x 3 only."""

    def layer(self, c, growth):
        thin = [nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, 4 * growth, 1, bias=False)]
        look = [nn.BatchNorm2d(4 * growth), nn.ReLU(), nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)]
        return nn.Sequential(*thin, *look)


class OneLayerUsedAgain(GrowingMaps):
    """You use the first layer again and again. Each layer has weights of its own, and more channels to read."""

    def forward(self, x):
        maps, first = x, self.layers[0]
        for _ in self.layers:
            maps = self.joined(maps, first(x))
        return maps


class OneLayerTooFew(GrowingMaps):
    """You have a layer too few. There are as many as `layers` says."""

    def __init__(self, layers, c_in, growth):
        super().__init__(layers, c_in, growth)
        del self.layers[-1]


class OneLayerTooMany(GrowingMaps):
    """You have a layer too many. There are as many as `layers` says."""

    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__(layers + 1, c_in, growth)


class PlainListOfLayers(GrowingMaps):
    """Your layers stand in a plain Python list, where PyTorch does not find their weights. Use nn.ModuleList."""

    def __init__(self, layers, c_in, growth):
        super().__init__(layers, c_in, growth)
        found = list(self.layers)
        del self.layers
        self.layers = found


class MapsBeforeDetached(GrowingMaps):
    """You detach the maps that are handed on, so no gradient comes back through them."""

    def joined(self, before, made):
        return torch.cat([before.detach(), made], dim=1)


class ChannelsOfTheClass(GrowingMaps):
    """You keep numbers of channels in the class, where the next block overwrites them. What belongs to one block is
    kept in self."""

    def __init__(self, layers, c_in, growth):
        super().__init__(layers, c_in, growth)
        type(self).c_in, type(self).growth = c_in, growth

    def forward(self, x):
        maps = super().forward(x)
        return maps[:, : self.c_in + len(self.layers) * self.growth]


class NoLayersAccepted(GrowingMaps):
    """You accept a block without layers. It would hand on x and learn nothing: raise ValueError where layers < 1."""

    def __init__(self, layers, c_in, growth):
        nn.Module.__init__(self)
        self.layers = nn.ModuleList(self.layer(c_in + i * growth, growth) for i in range(layers))


class OnlyZeroLayersRefused(GrowingMaps):
    """You refuse 0 layers and accept fewer. Raise ValueError where layers < 1."""

    def __init__(self, layers, c_in, growth):
        nn.Module.__init__(self)
        if layers == 0:
            raise ValueError("at least one layer")
        self.layers = nn.ModuleList(self.layer(c_in + i * growth, growth) for i in range(layers))
