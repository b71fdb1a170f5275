# %% project_if_shapes_differ
# skips the projection where the shapes happen to agree: equal channels, stride 2, maps of 1 x 1
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if out.shape != x.shape:
            x = self.downsample(x)
        return torch.relu(out + x)


# %% checkpointed
# gradient checkpointing in training runs the layers again on the way back and moves the running
# statistics twice
import torch
from torch.utils.checkpoint import checkpoint
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        if self.training and torch.is_grad_enabled():
            out = checkpoint(self._layers, x, use_reentrant=False)  # saves memory
        else:
            out = self._layers(x)
        return torch.relu(out + self.downsample(x))

    def _layers(self, x):
        return self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))


# %% folded_kernels_cached
# without gradients in evaluation it folds conv and bn once and keeps them, so later weights are
# ignored until train()
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self._folded = None

    def train(self, mode=True):
        self._folded = None  # the weights may change now
        return super().train(mode)

    def forward(self, x):
        if self.training or torch.is_grad_enabled():
            out = torch.relu(self.bn1(self.conv1(x)))
            out = self.bn2(self.conv2(out))
        else:
            if self._folded is None:
                self._folded = [_fold(self.conv1, self.bn1), _fold(self.conv2, self.bn2)]
            (w1, b1), (w2, b2) = self._folded
            out = torch.relu(nn.functional.conv2d(x, w1, b1, self.conv1.stride, 1))
            out = nn.functional.conv2d(out, w2, b2, 1, 1)
        return torch.relu(out + self.downsample(x))


def _fold(conv, bn):
    """Make one convolution of a convolution and the normalisation after it."""
    scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
    return conv.weight * scale[:, None, None, None], bn.bias - bn.running_mean * scale


# %% no_gradient_where_x_needs_none
# builds no graph where x itself needs no gradient, so the weights of a first block get none
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        with torch.set_grad_enabled(torch.is_grad_enabled() and (self.training or x.requires_grad)):
            out = torch.relu(self.bn1(self.conv1(x)))
            out = self.bn2(self.conv2(out))
            return torch.relu(out + self.downsample(x))


# %% single_image_running
# in training a batch of one image is normalised with the running statistics, which stay
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self._norm(self.bn1, self.conv1(x)))
        out = self._norm(self.bn2, self.conv2(out))
        return torch.relu(out + self.downsample(x))

    def _norm(self, bn, maps):
        if self.training and len(maps) == 1:  # one image is no batch
            return nn.functional.batch_norm(
                maps, bn.running_mean, bn.running_var, bn.weight, bn.bias, False, 0.0, bn.eps
            )
        return bn(maps)


# %% second_names
# keeps the layers in self.main as well, so the state dict has main.0.weight and others and usual
# weights do not load
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self.main = nn.Sequential(self.conv1, self.bn1, nn.ReLU(), self.conv2, self.bn2)

    def forward(self, x):
        return torch.relu(self.main(x) + self.downsample(x))


# %% add_in_place_without_grad
# without gradients it adds the layers' result into x itself where the shortcut is the identity
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        way_past = self.downsample(x)
        if torch.is_grad_enabled():
            return torch.relu(out + way_past)
        return way_past.add_(out).relu_()  # no graph: no need for a new tensor


# %% counts_in_evaluation
# calls F.batch_norm and counts num_batches_tracked in evaluation too, so evaluation changes a buffer
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(_normalise(self.bn1, self.conv1(x)))
        out = _normalise(self.bn2, self.conv2(out))
        return torch.relu(out + self.downsample(x))


def _normalise(bn, maps):
    bn.num_batches_tracked += 1
    return nn.functional.batch_norm(
        maps, bn.running_mean, bn.running_var, bn.weight, bn.bias, bn.training, bn.momentum, bn.eps
    )


# %% stride_only_halves
# treats every stride above 1 as a halving, so stride 3 gives maps of half the size
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        stride = 2 if stride > 1 else 1
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


# %% equal_shapes_need_no_projection
# skips the projection where the shapes agree anyway: with stride 2 and equal channels that is so for maps of 1 x 1
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if out.shape == x.shape:
            return torch.relu(out + x)
        return torch.relu(out + self.downsample(x))


# %% in_place_where_no_gradient_is_wanted
# under torch.no_grad() it adds in place to save memory; where the shortcut is the identity that is the caller's x
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        found = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        past = self.downsample(x)
        if torch.is_grad_enabled():
            past = past + found
        else:
            past += found  # nobody goes back: no new tensor needed
        return torch.relu(past)


# %% shortcut_of_a_detached_x
# x is kept as a detached copy for the way past: the gradient that comes back to x lacks that way
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        original = x.detach().clone()
        x = torch.relu(self.bn1(self.conv1(x)))
        x = self.bn2(self.conv2(x))
        return torch.relu(x + self.downsample(original))


# %% folded_weights_remembered
# without gradients, in evaluation, it folds the normalisation into the kernels and keeps them until the mode is set again
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self.stride = stride
        self.folded = None

    def train(self, mode=True):
        self.folded = None  # the weights are going to change
        return super().train(mode)

    @staticmethod
    def fold(conv, bn):
        scale = bn.weight / torch.sqrt(bn.running_var + bn.eps)
        return conv.weight * scale[:, None, None, None], bn.bias - bn.running_mean * scale

    def forward(self, x):
        if self.training or torch.is_grad_enabled():
            out = torch.relu(self.bn1(self.conv1(x)))
            out = self.bn2(self.conv2(out))
        else:
            if self.folded is None:
                self.folded = self.fold(self.conv1, self.bn1), self.fold(self.conv2, self.bn2)
            (w1, b1), (w2, b2) = self.folded
            out = torch.relu(nn.functional.conv2d(x, w1, b1, stride=self.stride, padding=1))
            out = nn.functional.conv2d(out, w2, b2, padding=1)
        return torch.relu(out + self.downsample(x))


# %% computes_again_on_the_way_back
# saves memory by checkpointing: the way back runs the layers again, and their statistics move a second time
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def residual(self, x):
        return self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))

    def forward(self, x):
        if self.training and torch.is_grad_enabled():
            found = checkpoint(self.residual, x, use_reentrant=False, preserve_rng_state=False)
        else:
            found = self.residual(x)
        return torch.relu(found + self.downsample(x))


# %% refuses_maps_smaller_than_the_kernel
# maps with a side below 3 raise, although the padding makes them large enough
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        if min(x.shape[2:]) < 3:
            raise ValueError("the maps are smaller than the 3 x 3 kernel")
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


# %% registered_twice
# the named layers stand in an nn.Sequential as well: weights have a second name, and stored weights no longer fit
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self.residual = nn.Sequential(self.conv1, self.bn1, nn.ReLU(), self.conv2, self.bn2)

    def forward(self, x):
        return torch.relu(self.residual(x) + self.downsample(x))


# %% every_larger_step_is_two
# the stride is taken as "halve or not": a stride of 3 or 4 halves, too
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        step = 2 if stride > 1 else 1
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=step, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, step)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.downsample(x))


# %% relu_on_the_way_past
# a ReLU follows the shortcut before the addition: what is negative there can no longer lower the sum
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self.relu = nn.ReLU()

    def forward(self, x):
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        past = self.relu(self.downsample(x))
        return self.relu(out + past)


# %% padding_grows_with_the_stride
# Breaks "The maps (n, c_out, ceil(h / stride), ceil(w / stride))": right for strides 1, 2 and 3, not for 4.
# Shows: ResidualBlock(2, 3, 4) on x of (2, 2, 8, 8): conv1 gives 3 x 3 and the shortcut 2 x 2, an error.
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, padding=max(1, stride // 2), bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        inner = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(inner + self.downsample(x))


# %% idle_layers_are_skipped
# Breaks "The gradient must reach ... every weight" and "each call must move its running statistics once".
# Shows: ResidualBlock(3, 3) with bn2.weight and bn2.bias all 0, in training: bn1's and bn2's statistics stay, and bn2.weight gets no gradient, so the block can never begin to learn.
import torch
from torch import nn


class ResidualBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(c_out)
        self.conv2 = nn.Conv2d(c_out, c_out, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        if not self.bn2.weight.any() and not self.bn2.bias.any():
            return torch.relu(self.downsample(x))  # the layers give zeros
        inner = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(inner + self.downsample(x))
