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
