"""What students believe of `ResidualBlock`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn

from autograder.exams.residual_and_dense.honest.residual_block import TwoConvolutions
from autograder.exams.residual_and_dense.wrong.shortcut import projection_always, projection_without_stride


class ReluBeforeTheAddition(TwoConvolutions):
    """Your second ReLU comes before the addition, so the block can only add to x, never lower it. The order is bn2,
    addition, ReLU."""

    def joined(self, learned, past):
        return torch.relu(learned) + past


class NoReluAtTheEnd(TwoConvolutions):
    """The second ReLU, after the addition, is missing."""

    def joined(self, learned, past):
        return learned + past


class ReluBeforeAndAfterTheAddition(TwoConvolutions):
    """You have a ReLU after bn2, too. What the block learns may be negative: one ReLU in the middle, one at the end."""

    def joined(self, learned, past):
        return torch.relu(torch.relu(learned) + past)


class NoAddition(TwoConvolutions):
    """You never add what goes past the convolutions: without it these are two plain layers."""

    def joined(self, learned, past):
        return torch.relu(learned)


class Concatenated(TwoConvolutions):
    """You put both ways side by side. That is DenseNet; a residual block adds."""

    def joined(self, learned, past):
        return torch.relu(torch.cat([learned, past], dim=1))


class Subtracted(TwoConvolutions):
    """You subtract what goes past. The block learns what is missing, F(x) = H(x) - x, so x is added."""

    def joined(self, learned, past):
        return torch.relu(learned - past)


class Averaged(TwoConvolutions):
    """You take the mean of both ways. It is their sum."""

    def joined(self, learned, past):
        return torch.relu((learned + past) / 2)


class Multiplied(TwoConvolutions):
    """You multiply both ways. It is their sum: +, not *."""

    def joined(self, learned, past):
        return torch.relu(learned * past)


class AdditionInTheMiddle(TwoConvolutions):
    """You add before the second convolution. The addition comes after bn2."""

    def forward(self, x):
        middle = torch.relu(self.bn1(self.conv1(x)) + self.downsample(x))
        return torch.relu(self.bn2(self.conv2(middle)))


class NoReluInTheMiddle(TwoConvolutions):
    """The ReLU after bn1 is missing: the two convolutions then collapse into one linear map."""

    def learned(self, x):
        return self.bn2(self.conv2(self.bn1(self.conv1(x))))


class NormalisationShared(TwoConvolutions):
    """You use bn1 twice. Each convolution has a batch normalisation of its own, since its maps have other
    statistics."""

    def learned(self, x):
        return self.bn1(self.conv2(torch.relu(self.bn1(self.conv1(x)))))


class NoNormalisationInForward(TwoConvolutions):
    """You make the batch normalisations and never call them."""

    def learned(self, x):
        return self.conv2(torch.relu(self.conv1(x)))


class SecondNormalisationForgotten(TwoConvolutions):
    """You never call bn2. Every convolution has its batch normalisation."""

    def learned(self, x):
        return self.conv2(torch.relu(self.bn1(self.conv1(x))))


class ReluBeforeTheNormalisation(TwoConvolutions):
    """Your ReLU comes before bn1. The order is convolution, normalisation, ReLU."""

    def learned(self, x):
        return self.bn2(self.conv2(self.bn1(torch.relu(self.conv1(x)))))


class SumNormalised(TwoConvolutions):
    """You add before bn2, so x is normalised as well and no longer comes through as it is. The addition comes after."""

    def forward(self, x):
        inner = self.conv2(torch.relu(self.bn1(self.conv1(x))))
        return torch.relu(self.bn2(inner + self.downsample(x)))


class ShortcutActivated(TwoConvolutions):
    """You put ReLU on what goes past. x comes through as it is, its negative numbers as well."""

    def joined(self, learned, past):
        return torch.relu(learned + torch.relu(past))


class ShortcutOfTheMiddle(TwoConvolutions):
    """What you add is not x but what comes out of the first convolution: keep x under a name of its own."""

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(x)) + x)


class XChangedInPlace(TwoConvolutions):
    """You write the sum into x: `x += ...` changes the tensor of whoever called the block. Write `x = x + ...`."""

    def forward(self, x):
        learned, past = self.learned(x), self.downsample(x)
        past += learned
        return torch.relu(past)


class ReluOfXInPlace(TwoConvolutions):
    """You apply an in-place ReLU to x, or to what is x still. It changes the tensor of whoever called the block."""

    def forward(self, x):
        past = torch.relu_(self.downsample(x))
        return torch.relu(self.learned(x) + past)


class ShortcutDetached(TwoConvolutions):
    """You detach x from the graph, so the gradient comes back by one way only. The shortcut is there to let it
    through."""

    def joined(self, learned, past):
        return torch.relu(learned + past.detach())


class StrideIgnored(TwoConvolutions):
    """You never use the stride. It belongs to conv1 and to the shortcut."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, 1)


class StrideOfTheSecondConvolution(TwoConvolutions):
    """Your stride stands in conv2. It belongs to conv1, so that conv2 works on the smaller maps."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv1.stride, self.conv2.stride = (1, 1), (stride, stride)


class StrideInBothConvolutions(TwoConvolutions):
    """Both of your convolutions have the stride, so the maps shrink twice. Only conv1 has it."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv2.stride = (stride, stride)


class ProjectionWithoutStride(TwoConvolutions):
    """Your projection has no stride, so its maps are larger than those it is added to."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.downsample = projection_without_stride(c_in, c_out, stride)


class ProjectionAlways(TwoConvolutions):
    """You project everywhere. Where channels and size stay, x itself is added."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.downsample = projection_always(c_in, c_out, stride)


class ProjectionNever(TwoConvolutions):
    """You never project. Where channels or size change, use your shortcut(c_in, c_out, stride)."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.downsample = nn.Identity()


class NoPadding(TwoConvolutions):
    """Your convolutions are not padded, so each loses a frame, and x no longer fits. Say padding=1."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv1.padding = self.conv2.padding = (0, 0)


class ConvolutionsWithBias(TwoConvolutions):
    """Your convolutions have biases. The batch normalisation takes them away again: say bias=False."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, padding=1)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1)


class OneConvolution(TwoConvolutions):
    """Your block has one convolution. There are two, with a ReLU between them."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        del self.conv2, self.bn2

    def learned(self, x):
        return self.bn1(self.conv1(x))


class AlwaysInEvaluation(TwoConvolutions):
    """You put the normalisations into evaluation mode. Whoever trains the network decides that, with train() and
    eval()."""

    def forward(self, x):
        self.bn1.eval()
        self.bn2.eval()
        return super().forward(x)


class AlwaysInTraining(TwoConvolutions):
    """You normalise by the batch in evaluation, too. There the running statistics count: leave the mode alone."""

    def forward(self, x):
        self.bn1.train()
        self.bn2.train()
        return super().forward(x)


class StrideOfTheClass(TwoConvolutions):
    """You keep the stride in the class, where the next block overwrites it. What belongs to one block is kept in
    self."""

    def __init__(self, c_in, c_out, stride=1):
        super().__init__(c_in, c_out, stride)
        type(self).stride = stride

    def learned(self, x):
        x = torch.relu(self.bn1(nn.functional.conv2d(x, self.conv1.weight, stride=self.stride, padding=1)))
        return self.bn2(self.conv2(x))


class SkippedWhereNothingIsLearned(TwoConvolutions):
    """You skip the layers where bn2 multiplies by 0. Then no gradient reaches bn2, and the block never begins to
    learn."""

    def forward(self, x):
        if not self.bn2.weight.any() and not self.bn2.bias.any():
            return torch.relu(self.downsample(x))
        return super().forward(x)
