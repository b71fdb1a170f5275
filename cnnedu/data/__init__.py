"""Data: digits (embedded), MNIST, Fashion-MNIST, and folders of pictures."""

from cnnedu.data.catalogue import NAMES, load
from cnnedu.data.dataset import Dataset
from cnnedu.data.errors import DataError
from cnnedu.data.fitting import fitted, padded, resized
from cnnedu.data.folders import ICHALLENGE_PM, ImageFolder, image_folder
from cnnedu.data.normalisation import Normalisation
from cnnedu.data.splits import split_off_validation

__all__ = [
    "ICHALLENGE_PM",
    "NAMES",
    "DataError",
    "Dataset",
    "ImageFolder",
    "Normalisation",
    "fitted",
    "image_folder",
    "load",
    "padded",
    "resized",
    "split_off_validation",
]
