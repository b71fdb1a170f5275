"""Files that are handed out beside a notebook, made by the build from what the repository ships.

They are the students' to use. Grading opens none of them: it takes the notebook alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

__all__ = ["BESIDE", "trained_networks"]


def trained_networks() -> bytes:
    """Return networks.npz: the networks that read digits with a student's layers, small enough to be handed out.

    An array is named "lenet.c1.weight" or "compact_resnet.conv.weight", network first, and has the dtype in which it is
    shipped, half precision where that costs nothing. "mean" and "std" are of the training images, pixels from 0 to 1.
    """
    from cnnedu.weights import load_trained  # imports PyTorch: only who builds pays

    trained = {model: load_trained(model, "digits") for model in ("lenet", "compact_resnet")}
    (normalisation,) = {each.card.normalisation for each in trained.values()}
    arrays = {"mean": np.array(normalisation.mean), "std": np.array(normalisation.std)}
    for model, each in trained.items():
        learned = {name: array for name, array in each.arrays.items() if array.dtype.kind == "f"}
        arrays |= {f"{model}.{name}": learned[name] for name in sorted(learned)}
    return _npz(arrays)


BESIDE: Mapping[str, Mapping[str, Callable[[], bytes]]] = MappingProxyType(
    {"09_train_and_report": {"networks.npz": trained_networks}}
)
"""By assignment, the names of the files and how each is made."""


def _npz(arrays: Mapping[str, np.ndarray]) -> bytes:
    """Write what `numpy.load` reads. No clock, platform or compressor has a say in its bytes, as in `numpy.savez`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy")  # dated 1980
            member.create_system = 3
            data = io.BytesIO()
            np.lib.format.write_array(data, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            archive.writestr(member, data.getvalue())
    return content.getvalue()
