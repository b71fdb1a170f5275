"""The list of reference models: what is trained on what, how, and how long where there is no GPU."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cnnedu.training.recipe import Recipe, plain_recipe, recipe_for

__all__ = ["PLAIN", "REFERENCES", "Reference"]

PLAIN = "plain"
"""The folder, beside the other weights, of those trained as the lectures do."""


@dataclass(frozen=True)
class Reference:
    """A network to be trained and shipped.

    Attributes:
        model, data: names of the network and of the data set.
        plain: train as the lectures do, not by the course's recipe.
        cpu_epochs: how many epochs a CPU can give in reasonable time; None for as many as the recipe has.
    """

    model: str
    data: str
    plain: bool = False
    cpu_epochs: int | None = None

    @property
    def name(self) -> str:
        """Of its files below the folder of the weights, without their endings.

        >>> Reference("vgg9", "fashion-mnist", plain=True).name
        'plain/vgg9-fashion-mnist'
        """
        return f"{PLAIN}/{self.model}-{self.data}" if self.plain else f"{self.model}-{self.data}"

    def recipe(self, device: str) -> Recipe:
        """How it is trained on a kind of device.

        Args:
            device: "cpu" or "cuda".

        >>> densenet = Reference("densenet121_small", "fashion-mnist", cpu_epochs=4)
        >>> densenet.recipe("cuda").epochs, densenet.recipe("cpu").epochs
        (20, 4)
        """
        recipe = plain_recipe(self.model) if self.plain else recipe_for(self.model, self.data)
        if device == "cpu" and self.cpu_epochs is not None:
            recipe = replace(recipe, epochs=self.cpu_epochs)
        return recipe


REFERENCES = (
    Reference("lenet", "digits"),
    Reference("compact_resnet", "digits"),
    Reference("lenet", "mnist", cpu_epochs=20),
    Reference("softmax", "fashion-mnist"),
    Reference("cnn1", "fashion-mnist"),
    Reference("cnn2", "fashion-mnist"),
    Reference("lenet", "fashion-mnist"),
    Reference("alexnet_small", "fashion-mnist", cpu_epochs=12),
    Reference("vgg9", "fashion-mnist", cpu_epochs=10),
    Reference("nin_small", "fashion-mnist", cpu_epochs=6),
    Reference("googlenet_small", "fashion-mnist", cpu_epochs=3),
    Reference("resnet18_small", "fashion-mnist", cpu_epochs=10),
    Reference("densenet121_small", "fashion-mnist", cpu_epochs=1),
    Reference("compact_resnet", "fashion-mnist", cpu_epochs=8),
    Reference("resnet9", "fashion-mnist", cpu_epochs=15),
    Reference("softmax", "fashion-mnist", plain=True),
    Reference("cnn1", "fashion-mnist", plain=True),
    Reference("cnn2", "fashion-mnist", plain=True),
    Reference("alexnet_small", "fashion-mnist", plain=True),
    Reference("vgg9", "fashion-mnist", plain=True),
    Reference("resnet18_small", "fashion-mnist", plain=True),
)
"""What ``make weights`` trains."""
