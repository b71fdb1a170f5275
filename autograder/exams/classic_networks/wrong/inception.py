"""What students believe of `Inception`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn
from torch.nn import functional

from autograder.exams.classic_networks.honest.inception import FourBranches


class BranchesAdded(FourBranches):
    """You add the branches. Their channels stand side by side: torch.cat(..., dim=1)."""

    def joined(self, branches):
        return sum(branches)


class JoinedAlongTheBatch(FourBranches):
    """You join the branches along the batch. Axis 1 holds the channels: dim=1."""

    def joined(self, branches):
        return torch.cat(branches, dim=0)


class JoinedAlongTheHeight(FourBranches):
    """You put the maps below each other. Axis 1 holds the channels: dim=1."""

    def joined(self, branches):
        return torch.cat(branches, dim=2)


class JoinedAlongTheWidth(FourBranches):
    """You put the maps beside each other as pictures. Axis 1 holds the channels: dim=1."""

    def joined(self, branches):
        return torch.cat(branches, dim=-1)


class OtherOrder(FourBranches):
    """Your branches stand in another order. It is 1 x 1, 3 x 3, 5 x 5, pooling."""

    def joined(self, branches):
        return torch.cat(branches[::-1], dim=1)


class PoolingStrideNotOne(FourBranches):
    """Your pooling moves by more than one pixel, so branch 4 is smaller than the others. Say stride=1: without it
    PyTorch takes the length of the window."""

    def pooled(self, x):
        return functional.max_pool2d(x, 3, stride=2, padding=1)


class PoolingNotPadded(FourBranches):
    """Your pooling is not padded, so branch 4 loses a frame. With padding=1 the size stays."""

    def pooled(self, x):
        return functional.max_pool2d(x, 3, stride=1)


class MeanForMaximum(FourBranches):
    """Your branch 4 takes the mean. It takes the maximum of 3 x 3 pixels."""

    def pooled(self, x):
        return functional.avg_pool2d(x, 3, stride=1, padding=1)


class ZerosUnderTheMaximum(FourBranches):
    """You pad with zeros before the pooling, and a zero beats every negative number. Leave the padding to
    max_pool2d."""

    def pooled(self, x):
        return functional.max_pool2d(functional.pad(x, (1, 1, 1, 1)), 3, stride=1)


class NoPooling(FourBranches):
    """There is no pooling in your branch 4: it is a second branch 1."""

    def pooled(self, x):
        return x


class SmallPooling(FourBranches):
    """Your pooling does not look at 3 x 3 pixels."""

    def pooled(self, x):
        return functional.max_pool2d(functional.pad(x, (0, 1, 0, 1), value=float("-inf")), 2, stride=1)


class PoolingAfterTheConvolution(FourBranches):
    """In your branch 4 the pooling comes last. It comes before the 1 x 1 convolution."""

    def forward(self, x):
        one = self.activated(self.branch1(x))
        two = self.activated(self.branch2(self.reduced(self.reduce2(x))))
        three = self.activated(self.branch3(self.reduced(self.reduce3(x))))
        four = self.pooled(self.activated(self.branch4(x)))
        return self.joined([one, two, three, four])


class NoReluAtAll(FourBranches):
    """There is no ReLU in your block. Every convolution has one."""

    def reduced(self, maps):
        return maps

    def activated(self, maps):
        return maps


class NoReluAfterTheReduction(FourBranches):
    """The ReLU after reduce2 and reduce3 is missing: each of them and the next convolution are then only one linear
    map."""

    def reduced(self, maps):
        return maps


class NoReluAtTheEnd(FourBranches):
    """The ReLU at the end of the branches is missing. Every convolution has one, the last ones as well."""

    def activated(self, maps):
        return maps


class SigmoidInTheBranches(FourBranches):
    """You use the sigmoid. The activation is ReLU."""

    def reduced(self, maps):
        return torch.sigmoid(maps)

    def activated(self, maps):
        return torch.sigmoid(maps)


class NoReduction(nn.Module):
    """The 1 x 1 convolutions before the large windows are missing. They thin the channels, so that the windows cost
    less."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.branch2 = nn.Conv2d(c_in, c2[1], 3, padding=1)
        self.branch3 = nn.Conv2d(c_in, c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        four = self.branch4(functional.max_pool2d(x, 3, stride=1, padding=1))
        return functional.relu(torch.cat([self.branch1(x), self.branch2(x), self.branch3(x), four], dim=1))


class ReducedChannelsSwapped(FourBranches):
    """You take the two numbers of c2 and c3 the wrong way round: the first one is that of the 1 x 1 convolution."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c2[::-1], c3[::-1], c4)


class BranchesTwoAndThreeSwapped(FourBranches):
    """You give the channels of branch 2 to branch 3 and the other way round: c2 is that of the 3 x 3 window."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c3, c2, c4)


class WindowsOfThreeTwice(FourBranches):
    """Both your windows are 3 x 3. Branch 3 looks at 5 x 5 pixels."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c2, c3, c4)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 3, padding=1)


class FiveByFivePaddedByOne(FourBranches):
    """You pad the 5 x 5 window by 1 pixel, so branch 3 is smaller than the others. It needs (5 - 1) / 2 = 2."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c2, c3, c4)
        self.branch3.padding = (1, 1)


class WindowsNotPaddedAtAll(FourBranches):
    """Your large windows are not padded, so their branches are smaller than the others."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c2, c3, c4)
        self.branch2.padding = self.branch3.padding = (0, 0)


class LastBranchOnTheReducedMaps(FourBranches):
    """Your branches read each other's results. All four read x."""

    def forward(self, x):
        one = self.activated(self.branch1(x))
        two = self.activated(self.branch2(self.reduced(self.reduce2(x))))
        three = self.activated(self.branch3(self.reduced(self.reduce3(two))))
        four = self.activated(self.branch4(self.pooled(three)))
        return self.joined([one, two, three, four])


class LastBranchMissing(FourBranches):
    """Branch 4 is missing in your result."""

    def joined(self, branches):
        return torch.cat(branches[:3], dim=1)


class ReluOnTheInputInPlace(FourBranches):
    """You apply an in-place ReLU to x itself: the other branches, and whoever called, get another x."""

    def pooled(self, x):
        return functional.max_pool2d(functional.relu_(x.detach()), 3, stride=1, padding=1)


class ConvolutionsWithoutBias(FourBranches):
    """Your convolutions have no bias. There is no batch normalisation that would do its work."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c2, c3, c4)
        for layer in self.children():
            layer.bias = None


class SizesOfTheClass(FourBranches):
    """You keep numbers of channels in the class, where the next block overwrites them. What belongs to one block is
    kept in self."""

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__(c_in, c1, c2, c3, c4)
        type(self).sizes = (c1, c2[1], c3[1], c4)

    def joined(self, branches):
        return torch.cat([maps[:, :size] for maps, size in zip(branches, self.sizes, strict=True)], dim=1)
