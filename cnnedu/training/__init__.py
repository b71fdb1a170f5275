"""Training: recipes, the loop, checkpoints, and what comes out of it."""

from cnnedu.training.errors import TrainingError
from cnnedu.training.experiment import train
from cnnedu.training.recipe import Recipe, plain_recipe, recipe_for

__all__ = ["Recipe", "TrainingError", "plain_recipe", "recipe_for", "train"]
