# %% negative_multiple
# lets negative multiples of 4 through to nn.Conv2d, which raises no ValueError
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out == 0 or c_out % 4 != 0:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% c_in_checked_too
# wants a multiple of 4 for c_in too, and so raises for 3 channels that come in
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4 or c_in % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% never_wider_than_input
# the thin width is never more than c_in, so few channels that come in give too thin convolutions
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = min(c_in, c_out // 4)  # thin, never widen here
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% matmul_by_view
# does the first 1 x 1 convolution as a matrix product with view, which fails for a cut-out or
# transposed x
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self._mix(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))

    def _mix(self, x):
        """A 1 x 1 convolution is one matrix product for all pixels, which is quicker."""
        n, c, h, w = x.shape
        return (self.conv1.weight.flatten(1) @ x.view(n, c, h * w)).view(n, -1, h, w)


# %% project_if_shapes_differ
# the projection is left out where it would not change the shape: equal channels, stride 2 and maps of
# one pixel
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + (x if x.shape == out.shape else self.downsample(x)))


# %% reentrant_checkpoint
# in training a checkpoint runs the layers again on the way back where x needs a gradient, and so
# moves the running statistics twice
import torch
from torch.utils.checkpoint import checkpoint
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        if self.training and x.requires_grad:
            out = checkpoint(self._layers, x, use_reentrant=True)  # dozens of blocks: save memory
        else:
            out = self._layers(x)
        return torch.relu(out + self.downsample(x))

    def _layers(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        return self.bn3(self.conv3(out))


# %% batch_split
# works on at most 32 images at a time, so a larger training batch is normalised in parts and moves
# the statistics more than once
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        if len(x) > 32:  # many images: less memory in parts
            return torch.cat([self.forward(part) for part in x.split(32)])
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% one_result_buffer
# without gradients in evaluation it writes the result into one tensor that it keeps, so the next call
# changes the earlier result
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self._result = None

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        if self.training or torch.is_grad_enabled():
            return torch.relu(out + self.downsample(x))
        if self._result is None or self._result.shape != out.shape:
            self._result = torch.empty_like(out)  # made once, used for every batch
        return torch.add(out, self.downsample(x), out=self._result).relu_()


# %% stride_by_slicing
# conv2 has stride 1 and the stride leaves out pixels only after bn2, which therefore uses other
# statistics in training
import torch
from torch import nn


def shortcut(c_in, c_out, stride):
    if c_in == c_out and stride == 1:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(c_in, c_out, 1, stride=stride, bias=False), nn.BatchNorm2d(c_out))


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        super().__init__()
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        self.stride = stride

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))[..., :: self.stride, :: self.stride]
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% wants_quarters_of_c_in_too
# the guard is too strong: c_in need not be a multiple of 4
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        for channels in (c_in, c_out):
            if channels < 1 or channels % 4:
                raise ValueError(f"{channels} is no positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% four_channels_refused
# off by one: 4 is a positive multiple of 4, its quarter a single map
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out % 4 or c_out <= 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% never_more_than_came_in
# the thin layers get at most c_in channels ("thin"): wrong where c_in is less than a quarter of c_out
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        thin = min(c_in, c_out // 4)
        self.conv1 = nn.Conv2d(c_in, thin, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(thin)
        self.conv2 = nn.Conv2d(thin, thin, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(thin)
        self.conv3 = nn.Conv2d(thin, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% padding_in_the_first_convolution
# the padding stands in conv1: the sizes agree, but bn1 now normalises the border, too, and it is no longer 0
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% projects_only_other_channels
# where the channels stay and the size shrinks, x is merely thinned out: the projection and its weights are missing
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        if c_in == c_out:
            self.downsample = nn.MaxPool2d(1, stride=stride)  # every stride-th pixel, as it is
        else:
            self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))


# %% mean_before_the_projection
# lest the shortcut skip pixels unseen, it projects the mean of each window instead of every stride-th pixel
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.stride = stride
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)
        if stride != 1:
            self.downsample[0].stride = (1, 1)  # the mean makes the step

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        if self.stride != 1:
            x = nn.functional.avg_pool2d(x, self.stride, ceil_mode=True)
        return torch.relu(out + self.downsample(x))


# %% one_image_is_no_batch
# in training a batch of a single image is normalised with the running statistics, though it has pixels enough
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        alone = self.training and len(x) == 1  # a batch of one has no statistics
        if alone:
            self.eval()
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        result = torch.relu(out + self.downsample(x))
        if alone:
            self.train()
        return result


# %% large_batches_in_pieces
# more than 32 images are worked on in pieces, to save memory: in training each piece is a batch of its own
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def some(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        return torch.relu(out + self.downsample(x))

    def forward(self, x):
        return torch.cat([self.some(piece) for piece in x.split(32)])


# %% no_gradient_for_the_projection_in_evaluation
# in evaluation the projection runs without gradient: its weights get none, and x lacks a part of its own
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = self.bn3(self.conv3(out))
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            past = self.downsample(x)
        return torch.relu(out + past)


# %% only_the_middle_of_the_kernel_for_one_column
# Breaks "The maps ... that conv1, bn1, ReLU, conv2 ... give": the short cut for one pixel asks for the width alone.
# Shows: BottleneckBlock(4, 8) on x of (2, 4, 5, 1): conv2 does not look at the pixels above and below.
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        inner = torch.relu(self.bn1(self.conv1(x)))
        if x.shape[-1] == 1:  # one pixel: around it there is only padding
            middle = self.conv2.weight[:, :, 1:2, 1:2]
            inner = nn.functional.conv2d(inner, middle, stride=self.conv2.stride)
        else:
            inner = self.conv2(inner)
        inner = torch.relu(self.bn2(inner))
        return torch.relu(self.bn3(self.conv3(inner)) + self.downsample(x))


# %% options_belong_to_the_class
# Breaks "stride: the step of conv2": the step is kept in a dict of the class, so the last block made decides for all.
# Shows: a = BottleneckBlock(4, 8, 2); b = BottleneckBlock(4, 8); a(torch.randn(2, 4, 6, 6)) raises (6 x 6 + 3 x 3).
import torch
from torch import nn


class BottleneckBlock(nn.Module):
    options = {"padding": 1}

    def __init__(self, c_in, c_out, stride=1):
        super().__init__()
        if c_out < 1 or c_out % 4:
            raise ValueError("c_out must be a positive multiple of 4")
        width = c_out // 4
        self.options["stride"] = stride
        self.conv1 = nn.Conv2d(c_in, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, bias=False, **self.options)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, c_out, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(c_out)
        self.downsample = shortcut(c_in, c_out, stride)

    def forward(self, x):
        inner = torch.relu(self.bn1(self.conv1(x)))
        inner = nn.functional.conv2d(inner, self.conv2.weight, **self.options)
        inner = torch.relu(self.bn2(inner))
        return torch.relu(self.bn3(self.conv3(inner)) + self.downsample(x))
