"""Right ways to write `LeNet5`."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional


class StepByStep(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def activation(self, x):
        return torch.tanh(x)

    def pooling(self, x):
        return functional.max_pool2d(x, 2)

    def logits(self, x):
        return x

    def maps(self, x):
        maps = {}
        maps["c1"] = x = self.activation(self.c1(x))
        maps["s2"] = x = self.pooling(x)
        maps["c3"] = x = self.activation(self.c3(x))
        maps["s4"] = x = self.pooling(x)
        maps["c5"] = x = self.activation(self.c5(x))
        maps["f6"] = x = self.activation(self.f6(x.flatten(1)))
        maps["output"] = self.logits(self.output(x))
        return maps

    def forward(self, x):
        return self.maps(x)["output"]


class WithLayers(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.output = nn.Linear(in_features=84, out_features=classes)
        self.f6 = nn.Linear(120, 84)
        self.c5 = nn.Conv2d(16, 120, kernel_size=5)
        self.c3 = nn.Conv2d(6, 16, kernel_size=5)
        self.c1 = nn.Conv2d(channels, 6, kernel_size=5, padding="same")
        self.tanh, self.pool, self.flatten = nn.Tanh(), nn.MaxPool2d(2), nn.Flatten()

    def maps(self, x):
        c1 = self.tanh(self.c1(x))
        s2 = self.pool(c1)
        c3 = self.tanh(self.c3(s2))
        s4 = self.pool(c3)
        c5 = self.tanh(self.c5(s4))
        f6 = self.tanh(self.f6(self.flatten(c5)))
        names = ("c1", "s2", "c3", "s4", "c5", "f6", "output")
        return dict(zip(names, (c1, s2, c3, s4, c5, f6, self.output(f6)), strict=True))

    def forward(self, images):
        return self.maps(images)["output"]


class AlreadyPadded(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        for name, c_in, c_out in (("c1", channels, 6), ("c3", 6, 16), ("c5", 16, 120)):
            setattr(self, name, nn.Conv2d(c_in, c_out, (5, 5)))
        self.f6, self.output = nn.Linear(120, 84), nn.Linear(84, classes)

    def maps(self, x):
        found = {"c1": torch.tanh(self.c1(functional.pad(x, (2, 2, 2, 2))))}
        found["s2"] = functional.max_pool2d(found["c1"], kernel_size=2, stride=2)
        found["c3"] = torch.tanh(self.c3(found["s2"]))
        found["s4"] = functional.max_pool2d(found["c3"], kernel_size=2, stride=2)
        found["c5"] = torch.tanh(self.c5(found["s4"]))
        found["f6"] = torch.tanh(self.f6(found["c5"][:, :, 0, 0]))
        found["output"] = self.output(found["f6"])
        return found

    def forward(self, x):
        return self.maps(x)["output"]


class SequentialInside(nn.Sequential):
    def __init__(self, classes=10, channels=1):
        layers = OrderedDict()
        layers["c1"] = nn.Conv2d(channels, 6, 5, padding=2)
        layers["tanh1"] = nn.Tanh()
        layers["s2"] = nn.MaxPool2d(2)
        layers["c3"] = nn.Conv2d(6, 16, 5)
        layers["tanh3"] = nn.Tanh()
        layers["s4"] = nn.MaxPool2d(2)
        layers["c5"] = nn.Conv2d(16, 120, 5)
        layers["tanh5"] = nn.Tanh()
        layers["flatten"] = nn.Flatten()
        layers["f6"] = nn.Linear(120, 84)
        layers["tanh6"] = nn.Tanh()
        layers["output"] = nn.Linear(84, classes)
        super().__init__(layers)

    def maps(self, x):
        shown = {"tanh1": "c1", "s2": "s2", "tanh3": "c3", "s4": "s4", "tanh5": "c5", "tanh6": "f6", "output": "output"}
        maps = {}
        for name, layer in self.named_children():
            x = layer(x)
            if name in shown:
                maps[shown[name]] = x
        return maps


class MatrixProducts(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1, self.c3 = nn.Conv2d(channels, 6, 5, padding=2), nn.Conv2d(6, 16, 5)
        self.c5, self.f6, self.output = nn.Conv2d(16, 120, 5), nn.Linear(120, 84), nn.Linear(84, classes)

    def halved(self, x):
        n, c, h, w = x.shape
        return x.reshape(n, c, h // 2, 2, w // 2, 2).amax(dim=(3, 5))

    def maps(self, x):
        n = len(x)
        c1 = self.c1(x).tanh()
        s2 = self.halved(c1)
        c3 = self.c3(s2).tanh()
        s4 = self.halved(c3)
        c5 = (s4.reshape(n, 400) @ self.c5.weight.reshape(120, 400).T + self.c5.bias).tanh()
        f6 = (c5 @ self.f6.weight.T + self.f6.bias).tanh()
        output = f6 @ self.output.weight.T + self.output.bias
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5.reshape(n, 120, 1, 1), "f6": f6, "output": output}

    def forward(self, x):
        return self.maps(x)["output"]
