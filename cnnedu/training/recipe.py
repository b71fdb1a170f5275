"""Recipes: everything that decides what training does, apart from the network, the data and the seed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cnnedu.training.schedule import SCHEDULES

__all__ = ["Recipe", "plain_recipe", "recipe_for"]

OPTIMISERS = ("adamw", "sgd")
KEEP = ("best", "last")


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Attributes:
        epochs: passes over the training images.
        batch_size: images in a step, over all processes together. Images left over at the end of an epoch are left
            out; the next epoch shuffles anew.
        optimiser: "adamw", or "sgd" with Nesterov momentum 0.9.
        learning_rate: the highest of the schedule.
        weight_decay: of convolution and linear weights; biases and batch norms have none.
        schedule: "one-cycle", "cosine" or "constant".
        label_smoothing: share of the probability that goes to all classes alike.
        average: decay of the exponential moving average of the weights, below 1; 0 for none.
        flip: mirror half of the images, and average the logits of both sides in evaluation. Not for digits or letters.
        shift: move each image by up to so many pixels down or up, and right or left; black comes in.
        erase: share of the images in which a rectangle is made black.
        keep: "best" for the weights of the epoch with the best validation accuracy, "last" for those of the last epoch.

    Raises:
        ValueError: a number is out of range or a word unknown.

    >>> Recipe(epochs=0)
    Traceback (most recent call last):
    ValueError: epochs must be at least 1, got 0
    """

    epochs: int
    batch_size: int = 128
    optimiser: str = "adamw"
    learning_rate: float = 3e-3
    weight_decay: float = 1e-2
    schedule: str = "one-cycle"
    label_smoothing: float = 0.0
    average: float = 0.0
    flip: bool = False
    shift: int = 0
    erase: float = 0.0
    keep: str = "best"

    def __post_init__(self) -> None:
        for field in ("epochs", "batch_size"):
            if getattr(self, field) < 1:
                raise ValueError(f"{field} must be at least 1, got {getattr(self, field)}")
        for field in ("label_smoothing", "average", "erase"):
            if not 0 <= getattr(self, field) < 1:
                raise ValueError(f"{field} must be at least 0 and below 1, got {getattr(self, field)}")
        if self.learning_rate <= 0 or self.weight_decay < 0 or self.shift < 0:
            raise ValueError(
                "learning_rate must be above 0, weight_decay and shift not below, got "
                f"{self.learning_rate}, {self.weight_decay}, {self.shift}"
            )
        for field, words in (("optimiser", OPTIMISERS), ("schedule", SCHEDULES), ("keep", KEEP)):
            if getattr(self, field) not in words:
                raise ValueError(f"{field} must be one of {', '.join(words)}, got {getattr(self, field)!r}")

    def steps_per_epoch(self, images: int) -> int:
        """How many batches an epoch has.

        >>> Recipe(epochs=1, batch_size=500).steps_per_epoch(5000)  # lecture L2
        10
        """
        return max(1, images // self.batch_size)


def recipe_for(model: str, data: str) -> Recipe:
    """The course's recipe for a network and a data set.

    Args:
        model: name of a network; those without a recipe of their own get the data set's.
        data: name of a data set; any other name gets a recipe that supposes nothing about the pictures.

    >>> recipe_for("lenet", "digits").flip  # a mirrored 2 is no 2
    False
    """
    return _OF_NETWORKS.get((model, data)) or _OF_DATA.get(data) or _OF_ANYTHING


def plain_recipe(model: str) -> Recipe:
    """Train as the lectures do: batches of 100, no augmentation, no label smoothing, no average, the last epoch kept.

    The lectures name no optimiser; here it is Adam at its usual rate of 0.001. Networks learn their training images by
    heart this way, which is what the lectures' 97 to 99 % show.

    Args:
        model: name of a network; the lectures train one and two convolutions for 10 epochs, deeper networks for 20.

    Source: lecture L2.

    >>> plain_recipe("vgg9").epochs, plain_recipe("vgg9").batch_size
    (20, 100)
    """
    return Recipe(
        epochs=10 if model in ("softmax", "cnn1", "cnn2") else 20,
        batch_size=100,
        learning_rate=1e-3,
        weight_decay=0.0,
        schedule="constant",
        keep="last",
    )


_OF_ANYTHING = Recipe(epochs=20, batch_size=64, label_smoothing=0.1, average=0.99)
_OF_DATA = {
    "digits": Recipe(epochs=40, batch_size=32, label_smoothing=0.1, average=0.99, shift=3, erase=0.25),
    "mnist": Recipe(epochs=12, batch_size=128, label_smoothing=0.1, average=0.998, shift=2),
    "fashion-mnist": Recipe(
        epochs=20, batch_size=128, label_smoothing=0.1, average=0.998, flip=True, shift=2, erase=0.5
    ),
}
# The first networks are too small to have anything to unlearn: augmentation only hides the images from them.
_FIRST = Recipe(epochs=10, batch_size=128, average=0.998)
_OF_NETWORKS = {
    ("softmax", "fashion-mnist"): replace(_FIRST, weight_decay=0.0),
    ("cnn1", "fashion-mnist"): _FIRST,
    ("cnn2", "fashion-mnist"): _FIRST,
    # Without batch norms the data set's rate is too high to start with.
    ("alexnet_small", "fashion-mnist"): replace(_OF_DATA["fashion-mnist"], learning_rate=1e-3),
    ("vgg9", "fashion-mnist"): replace(_OF_DATA["fashion-mnist"], learning_rate=1e-3),
    ("nin_small", "fashion-mnist"): replace(_OF_DATA["fashion-mnist"], learning_rate=1e-3),
    ("lenet", "mnist"): replace(_OF_DATA["mnist"], epochs=30),
    # Six million weights want to be held back, and on a GPU there is time for many epochs.
    ("resnet9", "fashion-mnist"): replace(_OF_DATA["fashion-mnist"], epochs=100, weight_decay=0.05),
}
