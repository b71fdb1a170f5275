"""Asking a network in PyTorch: its logits, and the share of images that it recognises."""

from __future__ import annotations

import torch
from torch import nn

from cnnedu.evaluation.images import Images

__all__ = ["accuracy", "predict"]

_BATCH = 1000  # images; small enough for a laptop's memory, large enough to keep a GPU busy


def predict(network: nn.Module, images: Images, *, flip: bool = False) -> torch.Tensor:
    """Ask a network for its logits, in evaluation mode and in full single precision.

    Args:
        network: on the device of the images; its mode is put back.
        images: any number of them.
        flip: ask for the mirror images too and take the mean of both logits.

    Returns:
        float32 tensor (n, k) on the device.

    >>> from cnnedu.data import Normalisation, load
    >>> from cnnedu.models import create
    >>> train, test = load("digits", size=(28, 28)), load("digits", "test", (28, 28))
    >>> predict(create("lenet"), Images.of(test, Normalisation.of(train), torch.device("cpu"))).shape
    torch.Size([382, 10])
    """
    training = network.training
    network.eval()
    # TF32, cuDNN's default for convolutions, would round to ten bits and give another accuracy than a CPU.
    with torch.inference_mode(), torch.backends.cudnn.flags(allow_tf32=False):
        parts = []
        for pixels in images.pixels.split(_BATCH):
            x = images.floats(pixels)
            logits = network(x)
            parts.append((logits + network(x.flip(3))) / 2 if flip else logits)
    network.train(training)
    return torch.cat(parts)


def accuracy(network: nn.Module, images: Images, *, flip: bool = False) -> float:
    """The share of the images that a network recognises. Arguments are those of `predict`."""
    answers = predict(network, images, flip=flip).argmax(1)
    return int((answers == images.labels).sum()) / len(images)
