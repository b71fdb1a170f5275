"""Trained reference weights: a safetensors file and a card beside it for each network and data set."""

from cnnedu.weights.card import Card
from cnnedu.weights.errors import WeightsError
from cnnedu.weights.store import SHIPPED, Trained, load_trained, names, save_trained

__all__ = ["SHIPPED", "Card", "Trained", "WeightsError", "load_trained", "names", "save_trained"]
