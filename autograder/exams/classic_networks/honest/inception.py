"""Right ways to write `Inception`."""

import torch
from torch import nn
from torch.nn import functional


class FourBranches(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], 3, padding=1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch3 = nn.Conv2d(c3[0], c3[1], 5, padding=2)
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def pooled(self, x):
        return functional.max_pool2d(x, 3, stride=1, padding=1)

    def reduced(self, maps):
        return functional.relu(maps)

    def activated(self, maps):
        return functional.relu(maps)

    def joined(self, branches):
        return torch.cat(branches, dim=1)

    def forward(self, x):
        one = self.activated(self.branch1(x))
        two = self.activated(self.branch2(self.reduced(self.reduce2(x))))
        three = self.activated(self.branch3(self.reduced(self.reduce3(x))))
        four = self.activated(self.branch4(self.pooled(x)))
        return self.joined([one, two, three, four])


class ReluAfterJoining(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch4 = nn.Conv2d(c_in, c4, kernel_size=1)
        self.reduce3, self.branch3 = nn.Conv2d(c_in, c3[0], kernel_size=1), nn.Conv2d(*c3, 5, padding="same")
        self.reduce2, self.branch2 = nn.Conv2d(c_in, c2[0], kernel_size=1), nn.Conv2d(*c2, 3, padding="same")
        self.branch1 = nn.Conv2d(c_in, c1, kernel_size=1)
        self.pool, self.relu = nn.MaxPool2d(3, 1, 1), nn.ReLU()

    def forward(self, x):
        branches = (
            self.branch1(x),
            self.branch2(self.relu(self.reduce2(x))),
            self.branch3(self.relu(self.reduce3(x))),
            self.branch4(self.pool(x)),
        )
        return self.relu(torch.cat(branches, 1))


class WrittenIntoPlace(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        sizes = {"branch1": (c_in, c1, 1), "reduce2": (c_in, c2[0], 1), "branch2": (c2[0], c2[1], 3)}
        sizes |= {"reduce3": (c_in, c3[0], 1), "branch3": (c3[0], c3[1], 5), "branch4": (c_in, c4, 1)}
        for name, (before, after, k) in sizes.items():
            self.add_module(name, nn.Conv2d(before, after, k, padding=k // 2))
        self.ends = [c1, c1 + c2[1], c1 + c2[1] + c3[1], c1 + c2[1] + c3[1] + c4]

    def forward(self, x):
        n, _, h, w = x.shape
        out = x.new_zeros(n, self.ends[3], h, w)
        out[:, : self.ends[0]] = self.branch1(x).relu()
        out[:, self.ends[0] : self.ends[1]] = self.branch2(self.reduce2(x).relu()).relu()
        out[:, self.ends[1] : self.ends[2]] = self.branch3(self.reduce3(x).relu()).relu()
        out[:, self.ends[2] :] = self.branch4(functional.max_pool2d(x, kernel_size=3, stride=1, padding=1)).relu()
        return out


class WithMethods(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        (r2, c2), (r3, c3) = c2, c3
        self.branch1, self.branch4 = nn.Conv2d(c_in, c1, 1), nn.Conv2d(c_in, c4, 1)
        self.reduce2, self.reduce3 = nn.Conv2d(c_in, r2, 1), nn.Conv2d(c_in, r3, 1)
        self.branch2, self.branch3 = nn.Conv2d(r2, c2, 3, 1, 1), nn.Conv2d(r3, c3, 5, 1, 2)

    def chain(self, x, *layers):
        for layer in layers:
            x = layer(x).clamp(min=0)
        return x

    def forward(self, x):
        framed = functional.pad(x, (1, 1, 1, 1), value=float("-inf"))
        pooled = functional.max_pool2d(framed, 3, 1)
        maps = [self.chain(x, self.branch1), self.chain(x, self.reduce2, self.branch2)]
        maps += [self.chain(x, self.reduce3, self.branch3), self.chain(pooled, self.branch4)]
        return torch.cat(maps, dim=-3)


class SplitPixels(nn.Module):
    def __init__(self, c_in, c1, c2, c3, c4):
        super().__init__()
        self.branch1 = nn.Conv2d(c_in, c1, 1)
        self.reduce2 = nn.Conv2d(c_in, c2[0], 1)
        self.reduce3 = nn.Conv2d(c_in, c3[0], 1)
        self.branch2 = nn.Conv2d(c2[0], c2[1], (3, 3), padding=(1, 1))
        self.branch3 = nn.Conv2d(c3[0], c3[1], (5, 5), padding=(2, 2))
        self.branch4 = nn.Conv2d(c_in, c4, 1)

    def forward(self, x):
        together = torch.cat([self.branch1.weight, self.reduce2.weight, self.reduce3.weight])
        biases = torch.cat([self.branch1.bias, self.reduce2.bias, self.reduce3.bias])
        pixels = torch.relu(functional.conv2d(x, together, biases))
        sizes = [len(layer.bias) for layer in (self.branch1, self.reduce2, self.reduce3)]
        one, two, three = torch.split(pixels, sizes, dim=1)
        two, three = torch.relu(self.branch2(two)), torch.relu(self.branch3(three))
        four = torch.relu(self.branch4(nn.MaxPool2d(3, stride=1, padding=1)(x)))
        return torch.concat((one, two, three, four), dim=1)
