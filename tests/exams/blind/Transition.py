# %% adaptive_pooling
# pools adaptively to (h // 2, w // 2), whose windows are larger than 2 x 2 for odd sides
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        x = self.conv(torch.relu(self.norm(x)))
        return nn.functional.adaptive_avg_pool2d(x, (x.shape[2] // 2, x.shape[3] // 2))


# %% width_cut_by_height
# whether the last column is left out depends on the height, so an even height with an odd width (or
# the reverse) fails
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        x = self.conv(torch.relu(self.norm(x)))
        n, c, h, w = x.shape
        odd = h % 2
        x = x[:, :, : h - odd, : w - odd]
        return x.reshape(n, c, h // 2, 2, w // 2, 2).mean((3, 5))


# %% momentum_like_keras
# takes 0.9 for PyTorch's momentum, so one batch replaces nine tenths of the running statistics
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in, momentum=0.9)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


# %% must_shrink
# raises ValueError where c_out is larger than c_in, which the docstring does not forbid
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        if c_out > c_in:
            raise ValueError("a transition makes the channels fewer")
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.norm(x))))


# %% second_names
# keeps the layers in an nn.Sequential too, so the state dict has layers.0.weight besides norm.weight
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)
        self.layers = nn.Sequential(self.norm, nn.ReLU(), self.conv, self.pool)

    def forward(self, x):
        return self.layers(x)


# %% matmul_by_view
# does the 1 x 1 convolution as a product with view, which fails for maps with the channels last in
# memory
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        x = torch.relu(self.norm(x))
        n, c, h, w = x.shape
        pixels = x.view(n, c * h * w).view(n, c, h * w)
        x = self.conv.weight.flatten(1) @ pixels
        return self.pool(x.view(n, -1, h, w))


# %% single_image_running
# a training batch of one image is normalised with the running statistics, which do not move
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        norm = self.norm
        batch = self.training and x.shape[0] > 1
        x = nn.functional.batch_norm(
            x, norm.running_mean, norm.running_var, norm.weight, norm.bias, batch, norm.momentum, norm.eps
        )
        norm.num_batches_tracked += int(batch)
        return self.pool(self.conv(torch.relu(x)))


# %% checkpointed
# a checkpoint in training runs the normalisation again on the way back, and its running statistics
# move twice
import torch
from torch.utils.checkpoint import checkpoint
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        def mix(maps):
            return self.conv(torch.relu(self.norm(maps)))

        x = checkpoint(mix, x, use_reentrant=False) if self.training else mix(x)
        return self.pool(x)


# %% no_graph_without_x
# builds a graph only where x needs a gradient, so otherwise norm and conv get none
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        with torch.set_grad_enabled(x.requires_grad and torch.is_grad_enabled()):
            return self.pool(self.conv(torch.relu(self.norm(x))))


# %% relu_after_conv
# has the ReLU after the convolution and not before it
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(torch.relu(self.conv(self.norm(x))))


# %% adaptive_pooling_again
# with odd sides adaptive pooling takes windows of other sizes that overlap; the shape is right
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x):
        h, w = x.shape[2:]
        maps = self.conv(torch.relu(self.norm(x)))
        return nn.functional.adaptive_avg_pool2d(maps, (h // 2, w // 2))


# %% cut_before_the_normalisation
# the last row and column of odd sides are cut off first, so that in training the batch statistics miss them
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x):
        n, _, h, w = x.shape
        x = x[:, :, : h // 2 * 2, : w // 2 * 2]  # what has no partner has no say
        maps = self.conv(torch.relu(self.norm(x)))
        return maps.reshape(n, -1, h // 2, 2, w // 2, 2).mean(dim=(3, 5))


# %% pixels_far_apart
# the axes of the reshape are in the wrong order: pixels half an image apart are averaged
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x):
        maps = self.conv(torch.relu(self.norm(x)))
        n, c, h, w = maps.shape
        h, w = h // 2, w // 2
        return maps[:, :, : 2 * h, : 2 * w].reshape(n, c, 2, h, 2, w).mean(dim=(2, 4))


# %% insists_on_fewer_channels
# raises ValueError where more channels come out than in, which nothing forbids
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        if c_out > c_in:
            raise ValueError("a transition makes fewer channels, not more")
        self.norm = nn.BatchNorm2d(c_in)
        self.relu = nn.ReLU()
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(self.conv(self.relu(self.norm(x))))


# %% weights_under_two_names
# the Sequential of the same layers gives the weights second names in state_dict
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.way = nn.Sequential(self.norm, nn.ReLU(), self.conv, nn.AvgPool2d(2))

    def forward(self, x):
        return self.way(x)


# %% relu_after_the_convolution
# ReLU stands behind the convolution instead of before it
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        return self.pool(torch.relu(self.conv(self.norm(x))))


# %% four_quarters_each_normalised
# the four pixels of each window are sent apart: in training each quarter has its own statistics, moved four times
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)

    def forward(self, x):
        h, w = x.shape[2] // 2 * 2, x.shape[3] // 2 * 2
        total = 0
        for i in (0, 1):
            for j in (0, 1):  # a 1 x 1 convolution looks at each pixel alone
                total = total + self.conv(torch.relu(self.norm(x[:, :, i:h:2, j:w:2])))
        return total / 4


# %% factors_kept_in_evaluation
# in evaluation without gradients the factors of the normalisation are kept, although its numbers may change
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)
        self.factors = None

    def train(self, mode=True):
        self.factors = None  # training moves the statistics
        return super().train(mode)

    def normalise(self, x):
        if self.training or torch.is_grad_enabled():
            return self.norm(x)
        if self.factors is None:
            scale = self.norm.weight / (self.norm.running_var + self.norm.eps).sqrt()
            shift = self.norm.bias - scale * self.norm.running_mean
            self.factors = scale[:, None, None], shift[:, None, None]
        scale, shift = self.factors
        return x * scale + shift

    def forward(self, x):
        return self.pool(self.conv(torch.relu(self.normalise(x))))


# %% one_image_is_no_batch
# in training a single image is normalised with the running statistics, and does not move them
import torch
from torch import nn
from torch.nn import functional


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.pool = nn.AvgPool2d(2)

    def forward(self, x):
        if x.shape[0] == 1:  # a batch of one has no mean and no variance to speak of
            norm = self.norm
            x = functional.batch_norm(x, norm.running_mean, norm.running_var, norm.weight, norm.bias, eps=norm.eps)
        else:
            x = self.norm(x)
        return self.pool(self.conv(functional.relu(x)))


# %% size_of_the_first_call
# Breaks "The maps (n, c_out, h // 2, w // 2)" and "the result must depend on the numbers of the module and of x alone".
# Shows: t = Transition(2, 3); t(torch.randn(2, 2, 4, 4)); t(torch.randn(2, 2, 8, 6)) gives 2 x 2, not 4 x 3.
import torch
from torch import nn


class Transition(nn.Module):
    def __init__(self, c_in, c_out):
        super().__init__()
        self.norm = nn.BatchNorm2d(c_in)
        self.conv = nn.Conv2d(c_in, c_out, 1, bias=False)
        self.even = None

    def forward(self, x):
        if self.even is None:
            self.even = x.shape[2] // 2 * 2, x.shape[3] // 2 * 2
        h, w = self.even  # without a last row or column that has no partner
        x = self.conv(torch.relu(self.norm(x)))[:, :, :h, :w]
        return nn.functional.avg_pool2d(x, 2)
