"""Wrong answers to `Inception`, written by who knew the notebook alone. Each cell is a submission."""

# %% equal_reductions_shared
# if both reductions have as many channels, reduce3 is reduce2: tied weights
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = self.reduce2 if c3[0] == c2[0] else nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% pool_padded_with_zeros
# the pooling pads with zeros, which win at the border over negative numbers
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(functional.pad(x, (1, 1, 1, 1)), 3, stride=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% pool_padded_with_minus_1000
# the pooling pads with -1000 for minus infinity: wrong at the border for maps below that
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(functional.pad(x, (1, 1, 1, 1), value=-1000.0), 3, stride=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% small_maps_not_pooled
# maps with a side below 3 are not pooled, because the window does not fit
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(x, 3, stride=1, padding=1) if min(x.shape[2:]) >= 3 else x
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% result_memory_kept
# without gradients the memory of the result is used again when the shape is the same: a later call
# overwrites an earlier result
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.space = None
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        parts = [one, two, three, four]
        if torch.is_grad_enabled():
            return torch.cat(parts, dim=1)
        shape = (len(x), sum(p.shape[1] for p in parts), *x.shape[2:])
        if self.space is None or self.space.shape != shape:
            self.space = torch.empty(shape, device=x.device)
        return torch.cat(parts, dim=1, out=self.space)


# %% pool_without_gradient
# the pooling has no weights, so it runs under no_grad: the share of branch 4 in the gradient of the
# maps is missing
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        with torch.no_grad():  # nothing to learn here
            pooled = functional.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% layers_kept_by_size
# convolutions are kept in a dict of the class by name and size: two blocks with the same sizes share
# their weights
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    made = {}

    def conv(self, name, c_in, c_out, kernel):
        key = name, c_in, c_out, kernel
        if key not in self.made:
            self.made[key] = nn.Conv2d(c_in, c_out, kernel, padding=kernel // 2)
        setattr(self, name, self.made[key])

    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.conv("branch1", c_in, c1, 1)
        self.conv("reduce2", c_in, c2[0], 1)
        self.conv("branch2", c2[0], c2[1], 3)
        self.conv("reduce3", c_in, c3[0], 1)
        self.conv("branch3", c3[0], c3[1], 5)
        self.conv("branch4", c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% no_reduction_needed
# if c2[0] equals c_in there is nothing to reduce, and reduce2 is an Identity without weights
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1) if c2[0] != c_in else nn.Identity()
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% maps_taken_for_positive
# maps come out of a ReLU, so relu(x) is taken in place before pooling: negative numbers of the
# argument become 0
import torch
from torch import nn
from torch.nn import functional


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = functional.max_pool2d(functional.relu(x, inplace=not x.requires_grad), 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% relu_once_at_the_end
# one ReLU over the four branches side by side; none after the two that thin the channels
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        maps = [
            self.branch1(x),
            self.branch2(self.reduce2(x)),
            self.branch3(self.reduce3(x)),
            self.branch4(F.max_pool2d(x, 3, stride=1, padding=1)),
        ]
        return torch.relu(torch.cat(maps, dim=1))


# %% pooling_with_a_frame_of_zeros
# the maps are padded with zeros before the pooling: where a border is negative, the frame wins
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        framed = F.pad(x, (1, 1, 1, 1))
        four = torch.relu(self.branch4(F.max_pool2d(framed, 3, stride=1)))
        return torch.cat([one, two, three, four], dim=1)


# %% pooling_after_the_convolution
# branch 4 convolves first and pools then, 'cheaper, since c4 is small'
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        four = F.max_pool2d(torch.relu(self.branch4(x)), 3, stride=1, padding=1)
        return torch.cat([one, two, three, four], dim=1)


# %% relu_after_the_pooling_too
# the pooling is followed by ReLU as well: shows only where a whole window is negative
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = torch.relu(F.max_pool2d(x, 3, stride=1, padding=1))
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% pooling_over_a_cross
# 3 x 3 'split' into a row and a column whose larger one is taken: the corners of the window are not seen
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        rows = F.max_pool2d(x, (1, 3), stride=1, padding=(0, 1))
        columns = F.max_pool2d(x, (3, 1), stride=1, padding=(1, 0))
        four = torch.relu(self.branch4(torch.maximum(rows, columns)))
        return torch.cat([one, two, three, four], dim=1)


# %% small_maps_are_not_pooled
# where a window of 3 x 3 does not fit into the map, the pooling is left out
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        pooled = x
        if min(x.shape[-2:]) >= 3:
            pooled = F.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% paths_registered_too
# the paths are kept as Sequentials beside the six convolutions: every weight is in the state twice, under other names
import torch
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)
        relu = nn.ReLU()
        pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.path1 = nn.Sequential(self.branch1, relu)
        self.path2 = nn.Sequential(self.reduce2, relu, self.branch2, relu)
        self.path3 = nn.Sequential(self.reduce3, relu, self.branch3, relu)
        self.path4 = nn.Sequential(pool, self.branch4, relu)

    def forward(self, x):
        return torch.cat([self.path1(x), self.path2(x), self.path3(x), self.path4(x)], dim=1)


# %% padding_in_the_thinning
# the padding of 5 x 5 sits in the 1 x 1 before it: the frame then holds ReLU of the bias, not 0
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1, padding=2)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        four = torch.relu(self.branch4(F.max_pool2d(x, 3, stride=1, padding=1)))
        return torch.cat([one, two, three, four], dim=1)


# %% pooling_without_gradient
# the pooling 'learns nothing' and runs under no_grad: the images miss the gradient of branch 4
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        with torch.no_grad():  # nothing to learn here
            pooled = F.max_pool2d(x, 3, stride=1, padding=1)
        four = torch.relu(self.branch4(pooled))
        return torch.cat([one, two, three, four], dim=1)


# %% memory_used_again
# the result is written into memory kept from the last call of the same size: an earlier result changes with the next call
import torch
import torch.nn.functional as F
from torch import nn


class Inception(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)
        self.channels = (c1, c2[1], c3[1], c4)
        self.memory = None

    def forward(self, x):
        one = torch.relu(self.branch1(x))
        two = torch.relu(self.branch2(torch.relu(self.reduce2(x))))
        three = torch.relu(self.branch3(torch.relu(self.reduce3(x))))
        four = torch.relu(self.branch4(F.max_pool2d(x, 3, stride=1, padding=1)))
        shape = (len(x), sum(self.channels), *x.shape[2:])
        if self.memory is None or self.memory.shape != shape or self.memory.device != x.device:
            self.memory = x.new_empty(shape)
        out, start = self.memory.detach(), 0
        for maps, channels in zip((one, two, three, four), self.channels, strict=True):
            out[:, start : start + channels] = maps
            start += channels
        return out
