"""Wrong answers to `LeNet5`, written by who knew the notebook alone. Each cell is a submission."""

# %% squeeze_batch_of_one
# squeeze() drops the batch axis too when there is one image: f6 is (84,), the logits (10,)
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.squeeze()))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        return self.maps(x)["output"]


# %% one_class_squeezed
# with classes=1 the logits come as (n,), not as rows (n, 1)
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        logits = self.maps(x)["output"]
        return logits.squeeze(1)


# %% softmax_in_evaluation
# in evaluation mode forward gives probabilities, not logits
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        logits = self.maps(x)["output"]
        return logits if self.training else torch.softmax(logits, dim=1)


# %% c5_is_linear
# c5 is nn.Linear(400, 120): same count, same maps, but its weight is (120, 400) and not that of a
# convolution (120, 16, 5, 5)
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Linear(400, 120)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4.flatten(1))[:, :, None, None])
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        return self.maps(x)["output"]


# %% default_argument_layer
# c3 and c5 do not depend on the arguments and are made once, as default arguments: all networks share
# them
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1, c3=nn.Conv2d(6, 16, 5), c5=nn.Conv2d(16, 120, 5)):  # noqa: B008
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = c3
        self.c5 = c5
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        return self.maps(x)["output"]


# %% no_gradient_in_evaluation
# in evaluation mode no gradient is kept, so it reaches neither the images nor the weights
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        with torch.set_grad_enabled(self.training and torch.is_grad_enabled()):
            return self.maps(x)["output"]


# %% one_dict_for_all_calls
# maps fills and returns the dict kept in the object: a later call replaces what an earlier call gave
# back
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)
        self.seen = {}

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        self.seen.update({"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)})
        return self.seen

    def forward(self, x):
        return self.maps(x)["output"]


# %% colour_to_grey
# three channels are taken for colour and averaged to grey, so c1 has a weight for one channel only
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.grey = channels == 3
        self.c1 = nn.Conv2d(1 if channels == 3 else channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        if self.grey:
            x = x.mean(dim=1, keepdim=True)
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        return self.maps(x)["output"]


# %% bytes_are_scaled
# images with values above 100 are taken for bytes from 0 to 255 and divided by 255
import torch
from torch import nn
from torch.nn import functional


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        if x.max() > 100:
            x = x / 255
        c1 = torch.tanh(self.c1(x))
        s2 = functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x):
        return self.maps(x)["output"]


# %% squeezed_batch
# c5.squeeze() drops the batch too when there is a single image: its logits have the shape (10,)
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.squeeze()))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        return self.maps(x)["output"]


# %% no_gradient_in_evaluation_again
# in evaluation mode it computes without gradients, to save memory; they must reach images and weights all the same
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        with torch.set_grad_enabled(self.training):
            return self.maps(x)["output"]


# %% probabilities_in_evaluation
# in evaluation mode the logits go through a softmax
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        logits = self.maps(x)["output"]
        if self.training:
            return logits  # the loss function wants logits
        return torch.softmax(logits, dim=1)


# %% one_dict_for_all_calls_again
# maps fills and returns the same dict each time: a later call overwrites what an earlier one has returned
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)
        self.seen = {}

    def maps(self, x):
        out = self.seen
        out["c1"] = torch.tanh(self.c1(x))
        out["s2"] = nn.functional.max_pool2d(out["c1"], 2)
        out["c3"] = torch.tanh(self.c3(out["s2"]))
        out["s4"] = nn.functional.max_pool2d(out["c3"], 2)
        out["c5"] = torch.tanh(self.c5(out["s4"]))
        out["f6"] = torch.tanh(self.f6(out["c5"].flatten(1)))
        out["output"] = self.output(out["f6"])
        return out

    def forward(self, x):
        return self.maps(x)["output"]


# %% padded_with_the_background
# pads with the smallest number of the images (the background), which is 0 only for pictures such as MNIST's
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        padded = nn.functional.pad(x, (2, 2, 2, 2), value=x.min().item())
        c1 = torch.tanh(self.c1(padded))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        return self.maps(x)["output"]


# %% grey_images
# several channels are averaged to a grey image first: c1 has the weights of one channel
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(1, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x.mean(dim=1, keepdim=True)))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        return self.maps(x)["output"]


# %% scales_of_the_paper
# the poolings have a factor for each map, as in the paper, frozen at 1: nothing but the five layers may have weights
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)
        self.s2_scale = nn.Parameter(torch.ones(6, 1, 1), requires_grad=False)
        self.s4_scale = nn.Parameter(torch.ones(16, 1, 1), requires_grad=False)

    def maps(self, x):
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2) * self.s2_scale
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2) * self.s4_scale
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        return self.maps(x)["output"]


# %% bytes_are_scaled_again
# images of bytes, 0 to 255, are brought to 0 to 1 first; they are known by a number above 100, in any image of the batch
import numpy as np
import torch
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, classes=10, channels=1):
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x):
        if x.max() > 100:
            x = x / 255
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(1)))
        output = self.output(f6)
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": output}

    def forward(self, x):
        return self.maps(x)["output"]
