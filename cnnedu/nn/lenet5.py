"""LeNet-5 as a module that shows its maps: the network of `cnnedu.models.lenet`, as students of assignment 07 write
it."""

from __future__ import annotations

import torch
from torch import nn

__all__ = ["LeNet5"]


class LeNet5(nn.Module):
    """Two convolutions with poolings, then three layers that see everything: C1, S2, C3, S4, C5, F6, output.

    The names and weights are those of `cnnedu.models.lenet`, whose trained weights fit.

    Args:
        classes: how many logits come out.
        channels: of the image.

    Source: LeCun et al. (1998); lectures L0, L1 and L2 for max pooling, L2 for tanh.
    """

    def __init__(self, classes: int = 10, channels: int = 1) -> None:
        super().__init__()
        self.c1 = nn.Conv2d(channels, 6, 5, padding=2)
        self.c3 = nn.Conv2d(6, 16, 5)
        self.c5 = nn.Conv2d(16, 120, 5)
        self.f6 = nn.Linear(120, 84)
        self.output = nn.Linear(84, classes)

    def maps(self, x: torch.Tensor) -> dict[str, torch.Tensor]:
        """Return what comes out of each of the seven layers, by name, for images (n, channels, 28, 28).

        >>> [tuple(m.shape[1:]) for m in LeNet5().maps(torch.zeros(2, 1, 28, 28)).values()]
        [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (120, 1, 1), (84,), (10,)]
        """
        c1 = torch.tanh(self.c1(x))
        s2 = nn.functional.max_pool2d(c1, 2)
        c3 = torch.tanh(self.c3(s2))
        s4 = nn.functional.max_pool2d(c3, 2)
        c5 = torch.tanh(self.c5(s4))
        f6 = torch.tanh(self.f6(c5.flatten(start_dim=1)))
        return {"c1": c1, "s2": s2, "c3": c3, "s4": s4, "c5": c5, "f6": f6, "output": self.output(f6)}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Map (n, channels, 28, 28) to logits (n, classes).

        >>> sum(p.numel() for p in LeNet5().parameters())
        61706
        """
        return self.maps(x)["output"]
