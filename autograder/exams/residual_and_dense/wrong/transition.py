"""What students believe of `Transition`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn
from torch.nn import functional

from autograder.exams.residual_and_dense.honest.transition import OneAfterTheOther


class MaximumForTheMean(OneAfterTheOther):
    """You take the maximum of 2 x 2 pixels. A transition takes the mean."""

    def pooled(self, maps):
        return functional.max_pool2d(maps, 2)


class SumForTheMean(OneAfterTheOther):
    """You add up 2 x 2 pixels. A transition takes their mean."""

    def pooled(self, maps):
        return 4 * functional.avg_pool2d(maps, 2)


class NotPooled(OneAfterTheOther):
    """You do not pool: height and width are halved by a mean pooling."""

    def pooled(self, maps):
        return maps


class PoolingStrideOne(OneAfterTheOther):
    """Your pooling moves by one pixel. With stride 2 it halves the size."""

    def pooled(self, maps):
        return functional.avg_pool2d(maps, 2, stride=1)


class PoolingOfThree(OneAfterTheOther):
    """Your pooling has a window of 3 x 3. It is 2 x 2, with stride 2."""

    def pooled(self, maps):
        return functional.avg_pool2d(maps, 3, stride=2, padding=1)


class RoundedUp(OneAfterTheOther):
    """You round up where a side is odd. The last row or column without a partner is left out."""

    def pooled(self, maps):
        return functional.avg_pool2d(maps, 2, ceil_mode=True)


class GlobalPooling(OneAfterTheOther):
    """You take the mean of the whole map. That is the end of the network; a transition takes that of 2 x 2 pixels."""

    def pooled(self, maps):
        return maps.mean(dim=(2, 3), keepdim=True)


class PixelsLeftOut(OneAfterTheOther):
    """You keep one pixel of four. A transition takes the mean of them, so nothing is thrown away unseen."""

    def pooled(self, maps):
        h, w = maps.shape[2] // 2 * 2, maps.shape[3] // 2 * 2
        return maps[:, :, :h:2, :w:2]


class NoRelu(OneAfterTheOther):
    """The ReLU after the normalisation is missing."""

    def forward(self, x):
        return self.pooled(self.conv(self.norm(x)))


class NoNormalisation(OneAfterTheOther):
    """You never call the batch normalisation. It comes first, as in every layer of a DenseNet."""

    def forward(self, x):
        return self.pooled(self.conv(torch.relu(x)))


class ReluBeforeTheNormalisation(OneAfterTheOther):
    """Your ReLU comes before the normalisation. The order is normalisation, ReLU, convolution, pooling."""

    def forward(self, x):
        return self.pooled(self.conv(self.norm(torch.relu(x))))


class ReluAfterTheConvolution(OneAfterTheOther):
    """Your ReLU comes after the convolution. The order is normalisation, ReLU, convolution, pooling."""

    def forward(self, x):
        return self.pooled(torch.relu(self.conv(self.norm(x))))


class ReluAtTheEndAsWell(OneAfterTheOther):
    """You have a second ReLU at the end. The next block normalises first, and has a ReLU of its own."""

    def forward(self, x):
        return torch.relu(super().forward(x))


class PooledBeforeTheRelu(OneAfterTheOther):
    """You pool before the ReLU: the mean of what is positive is not what is positive of the mean."""

    def forward(self, x):
        return self.conv(torch.relu(self.pooled(self.norm(x))))


class NormalisationAfterTheConvolution(nn.Module):
    """Your normalisation comes after the convolution, as in a ResNet. In a DenseNet it comes first."""

    def __init__(self, c_in, c_out):
        super().__init__()
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.norm = nn.BatchNorm2d(c_out)

    def forward(self, x):
        return functional.avg_pool2d(torch.relu(self.norm(self.conv(x))), 2)


class WindowOfThree(OneAfterTheOther):
    """Your convolution is 3 x 3. A transition only mixes the channels of each pixel: 1 x 1."""

    def __init__(self, c_in, c_out):
        super().__init__(c_in, c_out)
        self.conv = nn.Conv2d(c_in, c_out, 3, padding=1, bias=False)


class ConvolutionWithBias(OneAfterTheOther):
    """Your convolution has a bias: say bias=False."""

    def __init__(self, c_in, c_out):
        super().__init__(c_in, c_out)
        self.conv = nn.Conv2d(c_in, c_out, 1)


class StrideInTheConvolution(OneAfterTheOther):
    """Your convolution has a stride of 2 as well, so the maps shrink twice, and three of four pixels are never seen."""

    def __init__(self, c_in, c_out):
        super().__init__(c_in, c_out)
        self.conv.stride = (2, 2)


class AlwaysHalfTheChannels(OneAfterTheOther):
    """You halve the channels whatever is asked for. c_out says how many come out."""

    def __init__(self, c_in, c_out):
        super().__init__(c_in, max(c_in // 2, 1))


class XDetached(OneAfterTheOther):
    """You detach x from the graph, so no gradient comes back to the blocks before."""

    def forward(self, x):
        return super().forward(x.detach())


class ChannelsOfTheClass(OneAfterTheOther):
    """You keep the number of channels in the class, where the next transition overwrites it. What belongs to one
    transition is kept in self."""

    def __init__(self, c_in, c_out):
        super().__init__(c_in, c_out)
        type(self).c_out = c_out

    def forward(self, x):
        return super().forward(x)[:, : self.c_out]


class SizeOfTheFirstCall(OneAfterTheOther):
    """You keep the size of the first maps that come in, and cut larger ones to it. Ask each x for its own size."""

    def forward(self, x):
        if not hasattr(self, "size"):
            self.size = x.shape[2:]
        h, w = self.size
        return super().forward(x[:, :, :h, :w])
