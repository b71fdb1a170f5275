"""The accuracies that the lectures report, and what explains the difference to those measured here."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CLAIMS", "Claim"]


@dataclass(frozen=True)
class Claim:
    """A figure of the lectures.

    Attributes:
        model, data: names of the course's network and data set that it is compared with.
        accuracy: the lectures' figure, a share.
        epochs: after how many epochs; None where the lectures do not say.
        source: which lecture.
        explanation: what explains the difference, or that there is none.
    """

    model: str
    data: str
    accuracy: float
    epochs: int | None
    source: str
    explanation: str


_BY_HEART = (
    "A training accuracy. The best published test accuracy of a plain network is about 96.7 %. Trained the same way, "
    "our network knows its training images far better than the test images too."
)

CLAIMS = (
    Claim("softmax", "fashion-mnist", 0.85, None, "L2", "About our test accuracy."),
    Claim("cnn1", "fashion-mnist", 0.90, 10, "L2", "About our test accuracy."),
    Claim(
        "cnn2",
        "fashion-mnist",
        0.87,
        2,
        "L2",
        "The lecture gives neither the sizes of its layers nor a learning rate. Ours knows more after two epochs.",
    ),
    Claim(
        "cnn2",
        "fashion-mnist",
        0.92,
        10,
        "L2",
        "Trained the lectures' way, ours stays below on the test images. The course's way it gets there.",
    ),
    Claim("alexnet_small", "fashion-mnist", 0.97, 20, "L2", _BY_HEART),
    Claim("vgg9", "fashion-mnist", 0.97, 20, "L2", _BY_HEART),
    Claim("resnet18_small", "fashion-mnist", 0.99, 20, "L2", _BY_HEART),
    Claim("lenet", "mnist", 0.992, None, "L4", "Ours reaches it on the test images."),
)
"""Every accuracy that the lectures report of an experiment of their own; explanations are checked against the cards."""
