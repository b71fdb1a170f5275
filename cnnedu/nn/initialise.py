"""Where training starts: He's initialisation of every convolution of a network."""

from __future__ import annotations

from torch import nn

__all__ = ["he_convolutions"]


def he_convolutions(model: nn.Module) -> None:
    """Draw the weights of all convolutions from N(0, 2 / (c_out kh kw)), in place, and set their biases to zero.

    With that variance a ReLU network passes gradients back at the scale at which they came, however deep it is; with
    PyTorch's default, sixteen plain layers hardly move. Fully connected layers keep PyTorch's default.

    Args:
        model: changed in place; its other parameters stay.

    Source: He et al., Delving deep into rectifiers (2015), equation 14; lecture L2 (initialisers).

    >>> layer = nn.Conv2d(16, 32, 5)
    >>> he_convolutions(layer)
    >>> round(float(layer.weight.detach().std()) / (2 / (32 * 5 * 5)) ** 0.5, 1), float(layer.bias.detach().sum())
    (1.0, 0.0)
    """
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
            if module.bias is not None:
                nn.init.zeros_(module.bias)
