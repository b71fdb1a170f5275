"""Training: recipes, the loop, checkpoints, and what comes out of it."""

from cnnedu.training.errors import TrainingError
from cnnedu.training.experiment import train
from cnnedu.training.recipe import Recipe, recipe_for

__all__ = ["Recipe", "TrainingError", "recipe_for", "train"]
