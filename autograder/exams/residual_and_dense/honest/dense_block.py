"""Right ways to write `DenseBlock`."""

import torch
from torch import nn
from torch.nn import functional


class GrowingMaps(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError(f"at least one layer, got {layers}")
        self.layers = nn.ModuleList(self.layer(c_in + i * growth, growth) for i in range(layers))

    def layer(self, c, growth):
        return nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, growth, 3, padding=1, bias=False))

    def joined(self, before, made):
        return torch.cat([before, made], dim=1)

    def forward(self, x):
        for layer in self.layers:
            x = self.joined(x, layer(x))
        return x


class ListOfMaps(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers <= 0:
            raise ValueError("layers must be at least 1")
        self.layers, c = nn.ModuleList(), c_in
        for _ in range(layers):
            conv = nn.Conv2d(c, growth, kernel_size=3, stride=1, padding=1, bias=False)
            self.layers.append(nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(inplace=True), conv))
            c = c + growth

    def forward(self, x):
        maps = [x]
        for layer in self.layers:
            maps.append(layer(torch.cat(maps, dim=1)))
        return torch.cat(maps, dim=1)


class WrittenIntoPlace(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if not layers >= 1:
            raise ValueError("no layers")
        self.ends = range(c_in, c_in + layers * growth + 1, growth)
        sizes = zip(self.ends[:-1], [growth] * layers, strict=True)
        self.layers = nn.ModuleList([self.one(c, g) for c, g in sizes])

    def one(self, c, g):
        return nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), nn.Conv2d(c, g, (3, 3), padding="same", bias=False))

    def forward(self, x):
        n, _, h, w = x.shape
        out = x.new_zeros(n, self.ends[-1], h, w)
        out[:, : self.ends[0]] = x
        for i, layer in enumerate(self.layers):
            out[:, self.ends[i] : self.ends[i + 1]] = layer(out[:, : self.ends[i]].clone())
        return out


class CallingItself(nn.Module):
    def __init__(self, layers, c_in, growth):
        super().__init__()
        if layers < 1:
            raise ValueError("a dense block needs a layer")
        self.layers = nn.ModuleList()
        self.add(layers, c_in, growth)

    def add(self, left, c, growth):
        if left:
            conv = nn.Conv2d(c, growth, 3, 1, 1, bias=None)
            self.layers.append(nn.Sequential(nn.BatchNorm2d(c), nn.ReLU(), conv))
            self.add(left - 1, c + growth, growth)

    def after(self, x, number):
        if number == len(self.layers):
            return x
        return self.after(torch.concat((x, self.layers[number](x)), dim=-3), number + 1)

    def forward(self, x):
        return self.after(x, 0)


class PartsOfTheLayer(GrowingMaps):
    def forward(self, x):
        everything = x
        for norm, _, conv in self.layers:
            seen = functional.relu(norm(everything))
            made = functional.conv2d(functional.pad(seen, (1, 1, 1, 1)), conv.weight)
            everything = torch.hstack((everything, made))
        return everything
