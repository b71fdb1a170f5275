"""The names and shapes of every state dict are torchvision's, so that its weights load.

The lists below are written from torchvision's sources, by its rules, without a look at our networks.
"""

import pytest
import torch

from cnnedu.models import create
from cnnedu.models.googlenet import BLOCKS


def _conv(name, c_out, c_in, k, bias=False):
    return {f"{name}.weight": (c_out, c_in, k, k)} | ({f"{name}.bias": (c_out,)} if bias else {})


def _linear(name, n_out, n_in):
    return {f"{name}.weight": (n_out, n_in), f"{name}.bias": (n_out,)}


def _norm(name, c):
    parts = {f"{name}.{part}": (c,) for part in ("weight", "bias", "running_mean", "running_var")}
    return parts | {f"{name}.num_batches_tracked": ()}


def _alexnet():
    keys = {}
    for index, c_out, c_in, k in [
        (0, 64, 3, 11),
        (3, 192, 64, 5),
        (6, 384, 192, 3),
        (8, 256, 384, 3),
        (10, 256, 256, 3),
    ]:
        keys |= _conv(f"features.{index}", c_out, c_in, k, bias=True)
    for index, n_out, n_in in [(1, 4096, 9216), (4, 4096, 4096), (6, 1000, 4096)]:
        keys |= _linear(f"classifier.{index}", n_out, n_in)
    return keys


def _vgg(layout):
    keys, index, c_in = {}, 0, 3
    for item in layout.split():
        if item == "M":
            index += 1  # a pooling
        else:
            keys |= _conv(f"features.{index}", int(item), c_in, 3, bias=True)
            index, c_in = index + 2, int(item)  # the convolution and its ReLU
    for index, n_out, n_in in [(0, 4096, 25088), (3, 4096, 4096), (6, 1000, 4096)]:
        keys |= _linear(f"classifier.{index}", n_out, n_in)
    return keys


def _resnet(kernels, blocks, expansion):
    keys = _conv("conv1", 64, 3, 7) | _norm("bn1", 64)
    c_in = 64
    for stage, count in enumerate(blocks):
        width = 64 * 2**stage
        c_out = width * expansion
        for i in range(count):
            block = f"layer{stage + 1}.{i}"
            widths = [c_in, *[width] * (len(kernels) - 1), c_out]
            for n, k in enumerate(kernels, start=1):
                keys |= _conv(f"{block}.conv{n}", widths[n], widths[n - 1], k) | _norm(f"{block}.bn{n}", widths[n])
            if i == 0 and (stage > 0 or c_in != c_out):
                keys |= _conv(f"{block}.downsample.0", c_out, c_in, 1) | _norm(f"{block}.downsample.1", c_out)
            c_in = c_out
    return keys | _linear("fc", 1000, c_in)


def _densenet121():
    keys = _conv("features.conv0", 64, 3, 7) | _norm("features.norm0", 64)
    c = 64
    for i, layers in enumerate([6, 12, 24, 16], start=1):
        for j in range(1, layers + 1):
            layer = f"features.denseblock{i}.denselayer{j}"
            keys |= _norm(f"{layer}.norm1", c) | _conv(f"{layer}.conv1", 128, c, 1)
            keys |= _norm(f"{layer}.norm2", 128) | _conv(f"{layer}.conv2", 32, 128, 3)
            c += 32
        if i < 4:
            keys |= _norm(f"features.transition{i}.norm", c) | _conv(f"features.transition{i}.conv", c // 2, c, 1)
            c //= 2
    return keys | _norm("features.norm5", 1024) | _linear("classifier", 1000, 1024)


def _basic(name, c_out, c_in, k):
    return _conv(f"{name}.conv", c_out, c_in, k) | _norm(f"{name}.bn", c_out)


def _googlenet_aux():
    keys = _basic("conv1", 64, 3, 7) | _basic("conv2", 64, 64, 1) | _basic("conv3", 192, 64, 3)
    c_in = 192
    for name, (c1, c3_reduce, c3, c5_reduce, c5, pool) in BLOCKS.items():
        block = f"inception{name}"
        keys |= _basic(f"{block}.branch1", c1, c_in, 1)
        keys |= _basic(f"{block}.branch2.0", c3_reduce, c_in, 1) | _basic(f"{block}.branch2.1", c3, c3_reduce, 3)
        # torchvision has 3x3 where the paper has 5x5: its issue 906
        keys |= _basic(f"{block}.branch3.0", c5_reduce, c_in, 1) | _basic(f"{block}.branch3.1", c5, c5_reduce, 3)
        keys |= _basic(f"{block}.branch4.1", pool, c_in, 1)
        c_in = c1 + c3 + c5 + pool
    for head, c in (("aux1", 512), ("aux2", 528)):
        keys |= (
            _basic(f"{head}.conv", 128, c, 1) | _linear(f"{head}.fc1", 1024, 2048) | _linear(f"{head}.fc2", 1000, 1024)
        )
    return keys | _linear("fc", 1000, 1024)


TORCHVISION = {
    "alexnet": _alexnet(),
    "vgg11": _vgg("64 M 128 M 256 256 M 512 512 M 512 512 M"),
    "vgg13": _vgg("64 64 M 128 128 M 256 256 M 512 512 M 512 512 M"),
    "vgg16": _vgg("64 64 M 128 128 M 256 256 256 M 512 512 512 M 512 512 512 M"),
    "vgg19": _vgg("64 64 M 128 128 M 256 256 256 256 M 512 512 512 512 M 512 512 512 512 M"),
    "googlenet_aux": _googlenet_aux(),
    "resnet18": _resnet((3, 3), (2, 2, 2, 2), expansion=1),
    "resnet34": _resnet((3, 3), (3, 4, 6, 3), expansion=1),
    "resnet50": _resnet((1, 3, 1), (3, 4, 6, 3), expansion=4),
    "resnet101": _resnet((1, 3, 1), (3, 4, 23, 3), expansion=4),
    "resnet152": _resnet((1, 3, 1), (3, 8, 36, 3), expansion=4),
    "densenet121": _densenet121(),
}


def _shapes(name):
    with torch.device("meta"):
        return {key: tuple(value.shape) for key, value in create(name).state_dict().items()}


@pytest.mark.parametrize("name", TORCHVISION)
def test_keys_and_shapes_are_torchvisions(name):
    assert _shapes(name) == TORCHVISION[name]


@pytest.mark.parametrize("depth", [50, 101, 152])
def test_the_papers_stride_changes_no_key_and_no_shape(depth):
    assert _shapes(f"resnet{depth}_paper") == TORCHVISION[f"resnet{depth}"]


def test_googlenet_without_heads_lacks_only_the_heads():
    without = {key: shape for key, shape in TORCHVISION["googlenet_aux"].items() if not key.startswith("aux")}
    assert _shapes("googlenet") == without


@pytest.mark.parametrize("name", TORCHVISION)
def test_the_networks_of_an_installed_torchvision_compute_the_same(name):
    models = pytest.importorskip("torchvision.models", exc_type=ImportError)
    options = {"init_weights": False, "aux_logits": True} if name == "googlenet_aux" else {}
    theirs = getattr(models, name.removesuffix("_aux"))(**options).eval()
    ours = create(name).eval()
    ours.load_state_dict(theirs.state_dict())
    images = torch.rand(1, 3, 96, 64)
    with torch.no_grad():
        torch.testing.assert_close(ours(images), theirs(images))
