"""Which files MNIST and Fashion-MNIST consist of, what they must hold, and who serves them."""

from __future__ import annotations

from dataclasses import dataclass

from cnnedu.data.idx import IdxFile

__all__ = ["SOURCES", "IdxSource"]


@dataclass(frozen=True)
class IdxSource:
    """A data set made of four IDX files.

    Attributes:
        name: its name, which is also the name of its folder.
        class_names: in the order of the labels.
        files: split -> (images file, labels file).
        mirrors: addresses of folders that hold the files, tried in turn.

    Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits; Xiao, Rasul and Vollgraf,
    Fashion-MNIST (2017), table 2 (the names of the classes).

    >>> images, labels = SOURCES["fashion-mnist"].files["test"]
    >>> images.name, labels.size  # a header of 8 bytes and 10,000 labels
    ('t10k-images-idx3-ubyte.gz', 10008)
    """

    name: str
    class_names: tuple[str, ...]
    files: dict[str, tuple[IdxFile, IdxFile]]
    mirrors: tuple[str, ...]


SOURCES: dict[str, IdxSource] = {
    "mnist": IdxSource(
        name="mnist",
        class_names=tuple("0123456789"),
        files={
            "train": (
                IdxFile(
                    "train-images-idx3-ubyte.gz",
                    47_040_016,
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                ),
                IdxFile(
                    "train-labels-idx1-ubyte.gz",
                    60_008,
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                ),
            ),
            "test": (
                IdxFile(
                    "t10k-images-idx3-ubyte.gz",
                    7_840_016,
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                ),
                IdxFile(
                    "t10k-labels-idx1-ubyte.gz",
                    10_008,
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
                ),
            ),
        },
        mirrors=(
            "https://ossci-datasets.s3.amazonaws.com/mnist/",
            "https://storage.googleapis.com/cvdf-datasets/mnist/",
        ),
    ),
    "fashion-mnist": IdxSource(
        name="fashion-mnist",
        class_names=(
            "T-shirt/top",
            "trouser",
            "pullover",
            "dress",
            "coat",
            "sandal",
            "shirt",
            "sneaker",
            "bag",
            "ankle boot",
        ),
        files={
            "train": (
                IdxFile(
                    "train-images-idx3-ubyte.gz",
                    47_040_016,
                    "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                ),
                IdxFile(
                    "train-labels-idx1-ubyte.gz",
                    60_008,
                    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                ),
            ),
            "test": (
                IdxFile(
                    "t10k-images-idx3-ubyte.gz",
                    7_840_016,
                    "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                ),
                IdxFile(
                    "t10k-labels-idx1-ubyte.gz",
                    10_008,
                    "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
                ),
            ),
        },
        mirrors=(
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        ),
    ),
}
