"""`load`: a data set by its name, from where it lies on this machine or else from a mirror."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from cnnedu.data.dataset import Dataset
from cnnedu.data.digits import load_digits
from cnnedu.data.download import download
from cnnedu.data.errors import DataError
from cnnedu.data.fitting import fitted
from cnnedu.data.idx import IdxFile, read_idx
from cnnedu.data.sources import SOURCES, IdxSource

__all__ = ["NAMES", "load", "load_idx"]

NAMES = ("digits", *SOURCES)
_DEBIAN = Path("/usr/share/datasets")  # where Debian's package dataset-fashion-mnist puts its files


def load(
    name: str, split: str = "train", size: tuple[int, int] | None = None, *, allow_download: bool = True
) -> Dataset:
    """Load one split of a data set.

    The digits come with scikit-learn. The files of MNIST and Fashion-MNIST are looked for in the folder that the
    environment variable CNNEDU_DATA names, in /usr/share/datasets, and in the user's cache; what is nowhere is
    downloaded to the cache. Every file is checked against the SHA-256 of its content.

    Args:
        name: "digits", "mnist" or "fashion-mnist".
        split: "train" or "test".
        size: (h, w) of the images wanted, as for `fitted`; None for the original 8 x 8 or 28 x 28.
        allow_download: False to raise rather than to use the network.

    Returns:
        Dataset with uint8 images (n, h, w) and int64 labels (n,).

    Raises:
        ValueError: the name or the split is unknown, or the size is smaller than the original.
        DataError: a file is missing, damaged or wrong. The message names it and what to do.

    >>> load("digits", "test")
    Dataset(digits/test: 382 images 8 x 8, 10 classes)
    >>> load("digits", size=(28, 28)).images.shape
    (1415, 28, 28)
    """
    if name not in NAMES:
        raise ValueError(f"unknown data set {name!r}: use one of {', '.join(NAMES)}")
    if name == "digits":
        dataset = load_digits(split)
    else:
        dataset = load_idx(SOURCES[name], split, allow_download=allow_download)
    return dataset if size is None else fitted(dataset, *size)


def load_idx(source: IdxSource, split: str, *, allow_download: bool = True) -> Dataset:
    """Load one split of a data set made of IDX files.

    Search order, result, errors and the arguments but the first are those of `load`.

    Args:
        source: which files, what they must hold, and who serves them.

    >>> load_idx(SOURCES["mnist"], "validation")
    Traceback (most recent call last):
    ...
    ValueError: split must be one of 'train', 'test', got 'validation'
    """
    if split not in source.files:
        raise ValueError(f"split must be one of {', '.join(map(repr, source.files))}, got {split!r}")
    images, labels = (_read(source, file, allow_download) for file in source.files[split])
    return Dataset(images, labels.astype(np.int64), source.class_names, source.name, split)


def _read(source: IdxSource, file: IdxFile, allow_download: bool) -> np.ndarray:
    for folder in _local_folders():
        path = folder / source.name / file.name
        if path.exists():
            try:
                return read_idx(path, file)
            except DataError as error:
                raise DataError(f"{error}. Remove it, or put the right file there: {_get_it(source, file)}") from error
    cached = _cache() / source.name / file.name
    if not cached.exists():
        if not allow_download:
            raise DataError(_nowhere(source, file, cached))
        urls = [mirror + file.name for mirror in source.mirrors]
        try:
            download(urls, cached, lambda path: read_idx(path, file))
        except DataError as error:
            raise DataError(f"{error}\n{_nowhere(source, file, cached)}") from error
    try:
        return read_idx(cached, file)
    except DataError as error:
        raise DataError(f"{error}. Delete it: the next call will download it again") from error


def _local_folders() -> list[Path]:
    named = os.environ.get("CNNEDU_DATA")
    if not named:
        return [_DEBIAN]
    if not Path(named).is_dir():
        raise DataError(f"CNNEDU_DATA is {named}, which is not a folder. Name one that holds mnist/ and fashion-mnist/")
    return [Path(named), _DEBIAN]


def _cache() -> Path:
    import pooch  # brings requests along, which a machine with local files does not need

    return Path(pooch.os_cache("cnnedu"))


def _nowhere(source: IdxSource, file: IdxFile, cached: Path) -> str:
    looked = ", ".join(str(folder / source.name) for folder in [*_local_folders(), cached.parent.parent])
    return f"{source.name}: no {file.name} in {looked}. To do: {_get_it(source, file)}"


def _get_it(source: IdxSource, file: IdxFile) -> str:
    package = ", or on Debian `apt install dataset-fashion-mnist`" if source.name == "fashion-mnist" else ""
    return (
        f"fetch {source.mirrors[0]}{file.name}, put it into a folder {source.name}/ "
        f"and set CNNEDU_DATA to the folder above{package}"
    )
