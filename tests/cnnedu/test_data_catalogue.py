"""`load`: where files are looked for, what is refused, and that the published data sets are what they should be."""

import gzip
import hashlib
import http.server
import struct
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from cnnedu.data import DataError, catalogue, load
from cnnedu.data.catalogue import load_idx
from cnnedu.data.idx import IdxFile
from cnnedu.data.sources import SOURCES, IdxSource

IMAGES = np.arange(3 * 4 * 2, dtype=np.uint8).reshape(3, 4, 2)
LABELS = np.array([1, 0, 1], dtype=np.uint8)


def idx(array):
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def described(name, content):
    return IdxFile(name, len(content), hashlib.sha256(content).hexdigest())


def source(mirrors=()):
    files = (described("images.gz", idx(IMAGES)), described("labels.gz", idx(LABELS)))
    return IdxSource("tiny", ("no", "yes"), {"train": files}, tuple(mirrors))


def write_tiny(folder, images=IMAGES):
    (folder / "tiny").mkdir(parents=True, exist_ok=True)
    (folder / "tiny" / "images.gz").write_bytes(gzip.compress(idx(images)))
    (folder / "tiny" / "labels.gz").write_bytes(gzip.compress(idx(LABELS)))


@pytest.fixture
def places(tmp_path, monkeypatch):
    """Three empty places to look in, and none of this machine's own."""
    named, debian, cache = (tmp_path / name for name in ("named", "debian", "cache"))
    named.mkdir()
    monkeypatch.setenv("CNNEDU_DATA", str(named))
    monkeypatch.setattr(catalogue, "_DEBIAN", debian)
    monkeypatch.setattr(catalogue, "_cache", lambda: cache)
    return named, debian, cache


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A folder served on this machine: (folder, address)."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    folder = tmp_path / "served"
    folder.mkdir()

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_file_is_found_in_each_place(places, place):
    write_tiny(places[place])
    dataset = load_idx(source(), "train", allow_download=False)
    np.testing.assert_array_equal(dataset.images, IMAGES)
    np.testing.assert_array_equal(dataset.labels, LABELS)
    assert (dataset.labels.dtype, dataset.class_names, dataset.split) == (np.int64, ("no", "yes"), "train")


@pytest.mark.parametrize("place", [0, 1])
def test_a_damaged_local_file_is_refused_and_not_replaced_by_another_place(places, place):
    write_tiny(places[place], IMAGES + 1)
    write_tiny(places[2])
    with pytest.raises(DataError, match=r"tiny.images\.gz is altered or a wrong file.* Remove it, or put the right"):
        load_idx(source(["http://127.0.0.1:1/"]), "train")


def test_the_named_folder_comes_before_debians(places):
    write_tiny(places[0])
    write_tiny(places[1], IMAGES + 1)  # would be refused
    assert len(load_idx(source(), "train", allow_download=False)) == 3


def test_a_damaged_cached_file_is_refused_with_its_own_remedy(places):
    write_tiny(places[2], IMAGES + 1)
    with pytest.raises(DataError, match=r"cache.tiny.images\.gz is altered.*Delete it: the next call will download it"):
        load_idx(source(), "train")


def test_what_is_nowhere_is_downloaded_once(places, served):
    folder, address = served
    write_tiny(folder)
    np.testing.assert_array_equal(load_idx(source([address + "tiny/"]), "train").images, IMAGES)
    (folder / "tiny" / "images.gz").unlink()
    (folder / "tiny" / "labels.gz").unlink()
    np.testing.assert_array_equal(load_idx(source([address + "tiny/"]), "train").images, IMAGES)


def test_a_mirror_with_an_altered_file_gives_way_to_the_next(places, served):
    folder, address = served
    write_tiny(folder / "altered", IMAGES + 1)
    write_tiny(folder / "good")
    dataset = load_idx(source([address + "altered/tiny/", address + "good/tiny/"]), "train")
    np.testing.assert_array_equal(dataset.images, IMAGES)


def test_when_no_mirror_helps_the_error_names_the_file_the_places_and_the_remedy(places, served):
    _, address = served
    with pytest.raises(DataError) as raised:
        load_idx(source([address]), "train")
    message = str(raised.value)
    assert "images.gz could not be downloaded" in message
    assert "answers 404" in message
    for place in places:
        assert str(place / "tiny") in message
    assert f"fetch {address}images.gz, put it into a folder tiny/ and set CNNEDU_DATA" in message


def test_without_permission_nothing_is_downloaded(places, served):
    folder, address = served
    write_tiny(folder)
    with pytest.raises(DataError, match=r"tiny: no images\.gz in .* To do: fetch"):
        load_idx(source([address + "tiny/"]), "train", allow_download=False)
    assert not places[2].exists()


def test_a_named_folder_that_does_not_exist_is_an_error(places, monkeypatch):
    monkeypatch.setenv("CNNEDU_DATA", str(places[0] / "missing"))
    write_tiny(places[1])
    with pytest.raises(DataError, match=r"CNNEDU_DATA is .*missing, which is not a folder"):
        load_idx(source(), "train")


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ValueError, match="unknown data set 'cifar': use one of digits, mnist, fashion-mnist"):
        load("cifar")


@pytest.mark.parametrize("name", ["digits", "mnist", "fashion-mnist"])
def test_an_unknown_split_is_refused(name):
    with pytest.raises(ValueError, match=r"split must be .*got 'validation'"):
        load(name, "validation")


def test_digits_are_the_same_everywhere():
    train, test = load("digits"), load("digits", "test")
    assert train.sha256 == "ad49d35e2e9424f0650b2e7e50dadc87f3f973ff2314bd9bc6f9ada3b9fb1d4c"
    assert test.sha256 == "78cabad7a4dd33e196234fb433bf126469100b34a4b762c63f58f40ae4670ad1"


def test_digits_are_scikit_learns_in_order():
    from sklearn.datasets import load_digits

    images = np.concatenate([load("digits", split).images for split in ("train", "test")])
    labels = np.concatenate([load("digits", split).labels for split in ("train", "test")])
    original = load_digits()
    np.testing.assert_array_equal(np.rint(images / 255 * 16), original.images)
    np.testing.assert_array_equal(labels, original.target)


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_digit_occurs_about_equally_often_in_each_split(split):
    counts = np.bincount(load("digits", split).labels)
    assert counts.min() >= 0.09 * counts.sum()


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
@pytest.mark.parametrize(("split", "count"), [("train", 60_000), ("test", 10_000)])
def test_a_published_data_set_has_its_known_counts(name, split, count):
    try:
        dataset = load(name, split, allow_download=False)
    except DataError as error:
        if not str(error).startswith(f"{name}: no "):
            raise
        pytest.skip(f"{name} is not on this machine")
    assert dataset.images.shape == (count, 28, 28)
    if name == "fashion-mnist":  # balanced by construction
        assert np.bincount(dataset.labels).tolist() == [count // 10] * 10


def test_mirrors_are_folders():
    for each in SOURCES.values():
        assert len(each.mirrors) >= 2
        assert all(mirror.startswith("http") and mirror.endswith("/") for mirror in each.mirrors)


def test_importing_loads_no_heavy_library():
    """Not even scikit-learn: reading a file must not cost the import of a learning library."""
    code = (
        "import sys, cnnedu.data; print([m for m in ('torch', 'sklearn', 'pooch', 'matplotlib') if m in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    answer = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
