# %% only_zero_layers
# raises for 0 layers only; -1 layers give an empty block
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if not layers:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


# %% checkpointed_layers
# memory-saving form: the checkpoint computes each layer again on the way back, which moves its
# running statistics twice
import torch
from torch.utils.checkpoint import checkpoint
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        maps = [x]
        for layer in self.layers:

            def joined(*parts, layer=layer):
                return layer(torch.cat(parts, dim=1))

            if self.training and torch.is_grad_enabled():
                maps.append(checkpoint(joined, *maps, use_reentrant=False))
            else:
                maps.append(joined(*maps))
        return torch.cat(maps, dim=1)


# %% one_tensor_kept
# without gradients all maps are written into one tensor that is kept, so the next call changes the
# earlier result
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth
        self.channels = c
        self._all = None

    def forward(self, x):
        if torch.is_grad_enabled():
            for layer in self.layers:
                x = torch.cat([x, layer(x)], dim=1)
            return x
        n, c, h, w = x.shape
        if self._all is None or self._all.shape != (n, self.channels, h, w) or self._all.device != x.device:
            self._all = x.new_empty(n, self.channels, h, w)
        self._all[:, :c] = x
        for layer in self.layers:  # no copying of all maps for each layer
            new = layer(self._all[:, :c])
            self._all[:, c : c + new.shape[1]] = new
            c += new.shape[1]
        return self._all


# %% newest_first_from_third
# the layers from the third on read the new maps in the order newest first
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        new = []
        for layer in self.layers:
            new.insert(0, layer(torch.cat([x, *new], dim=1)))
        return torch.cat([x, *new[::-1]], dim=1)


# %% last_layer_again
# self.last is a second name of the last layer, so the state dict has its weights twice and the usual
# weights do not load
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth
        self.last = self.layers[-1]

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = torch.cat([x, layer(x)], dim=1)
        return torch.cat([x, self.last(x)], dim=1)


# %% no_gradient_in_evaluation
# runs without a graph in evaluation where x needs no gradient, so the weights get none
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        if not self.training and not x.requires_grad:
            with torch.no_grad():
                return self._collect(x)
        return self._collect(x)

    def _collect(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


# %% statistics_need_gradients
# in training under torch.no_grad the running statistics are used and not moved
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            norm, relu, conv = layer
            if self.training and not torch.is_grad_enabled():  # only measuring
                inner = nn.functional.batch_norm(
                    x, norm.running_mean, norm.running_var, norm.weight, norm.bias, eps=norm.eps
                )
            else:
                inner = norm(x)
            x = torch.cat([x, conv(relu(inner))], dim=1)
        return x


# %% batch_in_parts
# more than 16 images run in parts, so training normalises by parts of the batch and moves the
# statistics once for each
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        if len(x) > 16:
            return torch.cat([self(part) for part in x.split(16)])
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


# %% scaled_weights_kept
# in evaluation without gradients it keeps scale and shift of the normalisations, so statistics and
# weights set later in evaluation are ignored
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth
        self._scales = None

    def forward(self, x):
        if self.training or torch.is_grad_enabled():
            self._scales = None
            for layer in self.layers:
                x = torch.cat([x, layer(x)], dim=1)
            return x
        if self._scales is None:
            self._scales = []
            for norm, _, _ in self.layers:
                scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
                shift = norm.bias - scale * norm.running_mean
                self._scales.append((scale[:, None, None], shift[:, None, None]))
        for (scale, shift), layer in zip(self._scales, self.layers):
            x = torch.cat([x, layer[2](torch.relu(scale * x + shift))], dim=1)
        return x


# %% flat_join_by_view
# joins flattened maps with view, which fails for an x that does not lie row by row in memory
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        if layers < 1:
            raise ValueError("at least one layer")
        super().__init__()
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        n, _c, h, w = x.shape
        rows = x.view(n, -1)
        for layer in self.layers:
            new = layer(rows.view(n, -1, h, w))
            rows = torch.cat([rows, new.reshape(n, -1)], dim=1)
        return rows.view(n, -1, h, w)


# %% negative_number_of_layers
# `not layers` catches 0 only; -1 makes a block without layers
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if not layers:
            raise ValueError("a dense block needs layers")
        self.layers = nn.ModuleList()
        c = c_in
        for _ in range(layers):
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )
            c += growth

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


# %% recomputed_to_spare_memory
# checkpoint runs each layer once more on the way back, which moves the running statistics a second time
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.layers = nn.ModuleList(
            nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            for c in range(c_in, c_in + layers * growth, growth)
        )

    def forward(self, x):
        for layer in self.layers:  # a dense block needs much memory: keep no inner maps, compute them again
            x = torch.cat([x, checkpoint(layer, x, use_reentrant=False)], dim=1)
        return x


# %% buffer_used_again
# without gradients the maps are written into a buffer that the next call of the same shape overwrites
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.c_in, self.growth, self.buffer = c_in, growth, None
        self.layers = nn.ModuleList()
        for i in range(layers):
            c = c_in + i * growth
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )

    def forward(self, x):
        if torch.is_grad_enabled():
            for layer in self.layers:
                x = torch.cat([x, layer(x)], dim=1)
            return x
        # Nothing goes back: one piece of memory is enough, no copies of all maps for each layer.
        n, _, h, w = x.shape
        shape = (n, self.c_in + len(self.layers) * self.growth, h, w)
        if self.buffer is None or self.buffer.shape != shape or self.buffer.device != x.device:
            self.buffer = x.new_empty(shape)
        c = self.c_in
        self.buffer[:, :c] = x
        for layer in self.layers:
            self.buffer[:, c : c + self.growth] = layer(self.buffer[:, :c])
            c += self.growth
        return self.buffer


# %% one_image_is_no_batch
# in training a single image is normalised with the running statistics, and does not move them
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.layers = nn.ModuleList()
        for i in range(layers):
            c = c_in + i * growth
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )

    def forward(self, x):
        for norm, relu, conv in self.layers:
            if len(x) > 1:
                normal = norm(x)
            else:  # "Expected more than 1 value per channel when training": one image has no statistics
                normal = nn.functional.batch_norm(x, norm.running_mean, norm.running_var, norm.weight, norm.bias)
            x = torch.cat([x, conv(relu(normal))], dim=1)
        return x


# %% lazy_layers
# the weights have no shape before the first call, and that call, even in evaluation, makes them
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.layers = nn.ModuleList(
            nn.Sequential(nn.LazyBatchNorm2d(), nn.ReLU(), nn.LazyConv2d(growth, 3, padding=1, bias=False))
            for _ in range(layers)
        )

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


# %% written_into_one_tensor
# each layer's maps are written into the tensor that the layers have read: the way back raises RuntimeError
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.growth = growth
        self.layers = nn.ModuleList()
        for i in range(layers):
            c = c_in + i * growth
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )

    def forward(self, x):
        n, c, h, w = x.shape
        maps = x.new_zeros(n, c + len(self.layers) * self.growth, h, w)
        maps[:, :c] = x
        for layer in self.layers:
            maps[:, c : c + self.growth] = layer(maps[:, :c])
            c += self.growth
        return maps


# %% x_handed_on_detached
# the copy of x in the result is detached: the gradient that comes to the first maps does not reach x
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.layers = nn.ModuleList()
        for i in range(layers):
            c = c_in + i * growth
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )

    def forward(self, x):
        kept = x.detach().clone()  # x as it came in, whatever the layers do
        found = []
        for layer in self.layers:
            found.append(layer(torch.cat([x, *found], dim=1)))
        return torch.cat([kept, *found], dim=1)


# %% convolutions_listed_twice
# a second list of the convolutions gives the same weights further names in state_dict
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.layers = nn.ModuleList()
        self.convs = nn.ModuleList()  # to look at the kernels
        for i in range(layers):
            c = c_in + i * growth
            conv = nn.Conv2d(c, growth, 3, padding=1, bias=False)
            self.layers.append(nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), conv))
            self.convs.append(conv)

    def forward(self, x):
        for layer in self.layers:
            x = torch.cat([x, layer(x)], dim=1)
        return x


# %% newest_right_behind_x
# x stands first, but behind it the newest maps stand before the older ones
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("no layers")
        self.layers = nn.ModuleList()
        for i in range(layers):
            c = c_in + i * growth
            self.layers.append(
                nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))
            )

    def forward(self, x):
        maps = [x]
        for layer in self.layers:
            maps.insert(1, layer(torch.cat(maps, dim=1)))
        return torch.cat(maps, dim=1)


# %% layers_sorted_by_name
# Breaks "those of each layer in order": as texts, "10" comes before "2".
# Shows: DenseBlock(11, 1, 1) on x of (2, 1, 3, 3) raises RuntimeError (layer 10 is called after layer 1).
import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("a dense block needs a layer")
        self.layers = nn.ModuleList()
        for c in range(c_in, c_in + layers * growth, growth):
            conv = nn.Conv2d(c, growth, 3, padding=1, bias=False)
            self.layers.append(nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), conv))

    def forward(self, x):
        for _, layer in sorted(self.layers.named_children(), key=lambda pair: pair[0]):
            x = torch.cat([x, layer(x)], dim=1)
        return x
