"""What students believe of `BottleneckBlock`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn

from autograder.exams.residual_and_dense.honest.bottleneck_block import ThreeConvolutions
from autograder.exams.residual_and_dense.wrong.shortcut import projection_always, projection_without_stride


class ReluBeforeTheAddition(ThreeConvolutions):
    """Your last ReLU comes before the addition, so the block can only add to x. The order is bn3, addition, ReLU."""

    def joined(self, learned, past):
        return torch.relu(learned) + past


class ReluBeforeAndAfterTheAddition(ThreeConvolutions):
    """You have a ReLU after bn3, too. What the block learns may be negative: the third ReLU comes after the
    addition."""

    def joined(self, learned, past):
        return torch.relu(torch.relu(learned) + past)


class NoReluAtTheEnd(ThreeConvolutions):
    """The ReLU after the addition is missing."""

    def joined(self, learned, past):
        return learned + past


class NoAddition(ThreeConvolutions):
    """You never add what goes past the convolutions: without it these are three plain layers."""

    def joined(self, learned, past):
        return torch.relu(learned)


class Concatenated(ThreeConvolutions):
    """You put both ways side by side. That is DenseNet; a residual block adds."""

    def joined(self, learned, past):
        return torch.relu(torch.cat([learned, past], dim=1))


class ShortcutDetached(ThreeConvolutions):
    """You detach x from the graph, so the gradient comes back by one way only."""

    def joined(self, learned, past):
        return torch.relu(learned + past.detach())


class OneReluTooFew(ThreeConvolutions):
    """The ReLU after bn2 is missing: conv2 and conv3 then collapse into one linear map."""

    def learned(self, x):
        return self.bn3(self.conv3(self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))))


class NoReluAfterThinning(ThreeConvolutions):
    """The ReLU after bn1 is missing: conv1 and conv2 then collapse into one linear map."""

    def learned(self, x):
        return self.bn3(self.conv3(torch.relu(self.bn2(self.conv2(self.bn1(self.conv1(x)))))))


class NoReluInside(ThreeConvolutions):
    """There is no ReLU between your convolutions: three linear maps in a row are one linear map."""

    def learned(self, x):
        return self.bn3(self.conv3(self.bn2(self.conv2(self.bn1(self.conv1(x))))))


class NormalisationShared(ThreeConvolutions):
    """You use bn1 twice. Each convolution has a batch normalisation of its own."""

    def learned(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        return self.bn3(self.conv3(torch.relu(self.bn1(self.conv2(x)))))


class LastNormalisationForgotten(ThreeConvolutions):
    """You never call bn3. Every convolution has its batch normalisation."""

    def learned(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        return self.conv3(torch.relu(self.bn2(self.conv2(x))))


class StrideIgnored(ThreeConvolutions):
    """You never use the stride. It belongs to conv2 and to the shortcut."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, 1)


class StrideOfTheFirstConvolution(ThreeConvolutions):
    """Your stride stands in conv1, as in the paper: a 1 x 1 window with a stride never sees three of four pixels. In
    this course, as in PyTorch's own networks, conv2 has it."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv1.stride, self.conv2.stride = (stride, stride), (1, 1)


class StrideOfTheLastConvolution(ThreeConvolutions):
    """Your stride stands in conv3. It belongs to conv2."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv3.stride, self.conv2.stride = (stride, stride), (1, 1)


class ProjectionWithoutStride(ThreeConvolutions):
    """Your projection has no stride, so its maps are larger than those it is added to."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.downsample = projection_without_stride(c_in, c_out, stride)


class ProjectionAlways(ThreeConvolutions):
    """You project everywhere. Where channels and size stay, x itself is added."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.downsample = projection_always(c_in, c_out, stride)


class ProjectionNever(ThreeConvolutions):
    """You never project. Where channels or size change, use your shortcut(c_in, c_out, stride)."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.downsample = nn.Identity()


class ProjectionWhereTheChannelsGrow(ThreeConvolutions):
    """You project only where the channels grow or the size changes. Where fewer channels come out than in, x does not
    fit either: compare with !=."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        if c_in > c_out and stride == 1:
            self.downsample = nn.Identity()


class HalfForAQuarter(ThreeConvolutions):
    """You thin the channels to a half. A bottleneck thins them to a quarter: 64 of 256."""

    def width_of(self, c_out):
        return super().width_of(c_out) * 2


class NotThinned(ThreeConvolutions):
    """You do not thin the channels. conv1 and conv2 have a quarter of c_out: that is what saves the weights."""

    def width_of(self, c_out):
        return super().width_of(c_out) * 4


class QuarterOfTheInput(nn.Module):
    """You thin to a quarter of c_in. The narrow place has a quarter of c_out."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        right = ThreeConvolutions(c_in, c_out, stride)
        width = max(c_in // 4, 1)
        self.conv1, self.bn1 = nn.Conv2d(c_in, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = nn.Conv2d(width, width, 3, stride, padding=1, bias=False), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, c_out, 1, bias=False), nn.BatchNorm2d(c_out)
        self.downsample = right.downsample

    def forward(self, x):
        y = torch.relu(self.bn1(self.conv1(x)))
        y = self.bn3(self.conv3(torch.relu(self.bn2(self.conv2(y)))))
        return torch.relu(y + self.downsample(x))


class OutputFourTimesAsWide(ThreeConvolutions):
    """You take c_out for the narrow place, so four times as many channels come out. c_out is what comes out."""

    def __init__(self, c_in, c_out, stride=1):
        self.width_of(c_out)
        super().__init__(c_in, 4 * c_out, stride)


class NoPadding(ThreeConvolutions):
    """conv2 is not padded, so the maps lose a frame, and x no longer fits. Say padding=1."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv2.padding = (0, 0)


class WindowsOfOneEverywhere(ThreeConvolutions):
    """All of your windows are 1 x 1, so no pixel sees its neighbours. conv2 is 3 x 3, with padding 1."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        width = self.width_of(c_out)
        self.conv2 = nn.Conv2d(width, width, 1, stride, bias=False)


class XChangedInPlace(ThreeConvolutions):
    """You write the sum into x: `x += ...` changes the tensor of whoever called the block. Write `x = x + ...`."""

    def forward(self, x):
        learned, past = self.learned(x), self.downsample(x)
        past += learned
        return torch.relu(past)


class AnyNumberOfChannels(ThreeConvolutions):
    """You accept a c_out that is no multiple of 4. A quarter of 6 channels there is not: raise ValueError."""

    def width_of(self, c_out):
        return max(c_out // 4, 1)


class ZeroChannelsAccepted(ThreeConvolutions):
    """You accept a c_out of 0, or a negative one: -4 is a multiple of 4, too. Raise ValueError where c_out < 1."""

    def width_of(self, c_out):
        if c_out % 4:
            raise ValueError("c_out must be a multiple of 4")
        return c_out // 4


class AssertionForValueError(ThreeConvolutions):
    """You say `assert`. It raises AssertionError, and nothing at all under `python -O`. Write `raise
    ValueError(...)`."""

    def width_of(self, c_out):
        assert c_out > 0, "c_out must be positive"
        assert c_out % 4 == 0, "c_out must be a multiple of 4"
        return c_out // 4


class StrideOfTheClass(ThreeConvolutions):
    """You keep the stride in the class, where the next block overwrites it. What belongs to one block is kept in
    self."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        type(self).stride = stride

    def learned(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = torch.relu(self.bn2(nn.functional.conv2d(x, self.conv2.weight, stride=self.stride, padding=1)))
        return self.bn3(self.conv3(x))
