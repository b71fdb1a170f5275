"""What students believe of `LeNet5`: wrong answers, each with the sentence for whoever gave it."""

import torch
from torch import nn
from torch.nn import functional

from autograder.exams.classic_networks.honest.lenet5 import StepByStep


class PaddingMissing(StepByStep):
    """Your maps are too small when they come to c5. c1 is padded by 2 pixels on each side, so that 28 pixels stay
    28."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        self.c1.padding = (0, 0)


class MapsTooLargeForC5(StepByStep):
    """Your maps are too large when they come to c5, which wants 5 x 5 pixels. c3 has no padding, and both poolings have
    stride 2."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        self.c3.padding = (2, 2)


class MeanPooling(StepByStep):
    """You take the mean of 2 x 2 pixels, as the paper of 1998 does with weights besides. Here s2 and s4 take the
    maximum."""

    def pooling(self, x):
        return functional.avg_pool2d(x, 2)


class SigmoidForTanh(StepByStep):
    """You use the sigmoid. Here the activation is tanh, whose values lie around zero."""

    def activation(self, x):
        return torch.sigmoid(x)


class ReluForTanh(StepByStep):
    """You use ReLU. LeNet-5 is older: its activation is tanh."""

    def activation(self, x):
        return torch.relu(x)


class NoActivation(StepByStep):
    """There is no tanh in your network. Without an activation in between, layers in a row are only one linear map."""

    def activation(self, x):
        return x


class NoActivationOfTheConvolutions(StepByStep):
    """tanh is missing after c1 and c3. Every convolution has its activation, too."""

    def activation(self, x):
        return x if x.dim() == 4 and x.shape[-1] > 1 else torch.tanh(x)


class NoActivationOfC5(StepByStep):
    """tanh is missing after c5: c5 and f6 together are then only one linear map."""

    def activation(self, x):
        return x if x.shape[1] == 120 else torch.tanh(x)


class NoActivationOfF6(StepByStep):
    """tanh is missing after f6: f6 and output together are then only one linear map."""

    def activation(self, x):
        return x if x.shape[1] == 84 else torch.tanh(x)


class TanhOnTheLogits(StepByStep):
    """You put tanh on the logits. They are free numbers: softmax and the loss come later."""

    def logits(self, x):
        return torch.tanh(x)


class ReluOnTheLogits(StepByStep):
    """You put ReLU on the logits, which cuts off what speaks against a class. A logit may be negative."""

    def logits(self, x):
        return torch.relu(x)


class SoftmaxOnTheLogits(StepByStep):
    """You put softmax on the logits. The loss function does that: done twice, the network hardly learns."""

    def logits(self, x):
        return torch.softmax(x, dim=1)


class TenClassesAlways(StepByStep):
    """Your output always has ten numbers. How many classes there are, the argument says."""

    def __init__(self, classes=10, channels=1):
        super().__init__(10, channels)


class OneChannelAlways(StepByStep):
    """Your c1 always takes one channel. How many the image has, the argument says."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, 1)


class ArgumentsSwapped(StepByStep):
    """You take the channels for the classes and the other way round: classes come first."""

    def __init__(self, classes=10, channels=1):
        super().__init__(channels, classes)


class NoBiases(StepByStep):
    """Your layers have no biases. 61,706 parameters include 236 of them."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        for layer in (self.c1, self.c3, self.c5, self.f6, self.output):
            layer.bias = None


class FullyConnectedC5(StepByStep):
    """Your c5 is an nn.Linear. It has as many weights, but here it is the convolution of the paper: nn.Conv2d(16, 120,
    5), and its map has one pixel."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        self.c5 = nn.Linear(400, 120)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = self.pooling(c1)
        c3 = torch.tanh(self.c3(s2))
        s4 = self.pooling(c3)
        c5 = torch.tanh(self.c5(s4.flatten(1)))
        f6 = torch.tanh(self.f6(c5))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}


class ChannelsOfC1AndC3Swapped(StepByStep):
    """Your c1 has 16 maps and c3 has 6. It is the other way round: the smaller the maps, the more of them."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        self.c1, self.c3 = nn.Conv2d(channels, 16, 5, padding=2), nn.Conv2d(16, 6, 5)
        self.c5 = nn.Conv2d(6, 120, 5)


class WindowsOfThree(StepByStep):
    """Your windows are 3 x 3. LeNet's are 5 x 5."""

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        self.c1, self.c3 = nn.Conv2d(channels, 6, 3, padding=1), nn.Conv2d(6, 16, 3)


class MapsBeforeTheActivation(StepByStep):
    """Your maps are those before tanh. What comes out of a layer has gone through its activation."""

    def maps(self, x):
        c1 = self.c1(x)
        s2 = self.pooling(torch.tanh(c1))
        c3 = self.c3(s2)
        s4 = self.pooling(torch.tanh(c3))
        c5 = self.c5(s4)
        f6 = self.f6(torch.tanh(c5).flatten(1))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(torch.tanh(f6))}


class FlatMapOfC5(StepByStep):
    """Your map of c5 is flattened. c5 gives 120 maps of one pixel: flatten them on the way to f6."""

    def maps(self, x):
        found = super().maps(x)
        return found | {"c5": found["c5"].flatten(1)}


class PoolingsLeftOut(StepByStep):
    """Your maps lack s2 and s4. A pooling is a layer, too, though it learns nothing."""

    def maps(self, x):
        found = super().maps(x)
        return {name: found[name] for name in ("c1", "c3", "c5", "f6", "output")}


class ForwardGivesTheMaps(StepByStep):
    """Your forward gives the dict of all maps. It gives the logits: the entry "output" of the maps."""

    def forward(self, x):
        return self.maps(x)


class DropoutAdded(StepByStep):
    """You added dropout. It came fourteen years after LeNet-5, which computes the same in training."""

    def activation(self, x):
        return functional.dropout(torch.tanh(x), 0.5, self.training)


class ImagesScaledInPlace(StepByStep):
    """You change the images themselves: x *= ... works on the caller's tensor. Write x = x * ..., or leave it."""

    def maps(self, x):
        with torch.no_grad():
            x *= 0.5
        return super().maps(x)


class MapsDetached(StepByStep):
    """You cut the graph with detach(), .data or torch.no_grad(), so no gradient comes back, and nothing is learned."""

    def pooling(self, x):
        return functional.max_pool2d(x.detach(), 2)


class LayersOfAllNetworks(StepByStep):
    """Your networks share a layer: it is made once, for the class, and whoever trains one network changes the others.
    Make all layers in __init__."""

    third = nn.Conv2d(6, 16, 5)

    def __init__(self, classes=10, channels=1):
        super().__init__(classes, channels)
        self.c3 = self.third


class OneClassSqueezed(StepByStep):
    """You squeeze the logits. With one class an image still has a row, of one number."""

    def forward(self, x):
        return super().forward(x).squeeze(1)
