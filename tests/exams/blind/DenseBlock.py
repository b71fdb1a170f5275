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
