"""Networks on NumPy, against the same networks in PyTorch."""

import numpy as np
import pytest
import torch

from cnnedu.data import load
from cnnedu.inference import MODELS, OPERATIONS, logits
from cnnedu.models import create
from cnnedu.ops.conv2d import conv2d
from cnnedu.weights import load_trained


def drawn_network(model, **options):
    """A network whose batch norms have statistics that matter."""
    torch.manual_seed(0)
    network = create(model, **options).eval()
    for name, tensor in network.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 2.0)
        elif tensor.is_floating_point() and tensor.ndim == 1:
            tensor.uniform_(-0.5, 1.5)
    return network


def arrays_of(network):
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}


@pytest.mark.parametrize(
    ("model", "options"),
    [
        ("lenet", {}),
        ("lenet", {"num_classes": 7, "in_channels": 3, "input_size": (32, 32)}),
        ("compact_resnet", {}),
        ("compact_resnet", {"num_classes": 3, "in_channels": 2, "input_size": (13, 22)}),
    ],
)
def test_logits_are_pytorchs(model, options):
    network = drawn_network(model, **options)
    size = options.get("input_size", (28, 28))
    images = torch.rand(5, options.get("in_channels", 1), *size)
    with torch.no_grad():
        expected = network(images).numpy()
    assert np.abs(logits(model, arrays_of(network), images.numpy()) - expected).max() < 1e-4


@pytest.mark.parametrize("model", MODELS)
def test_a_trained_network_on_numpy_is_as_good_as_its_card_says(model):
    trained, test = load_trained(model, "digits"), load("digits", "test", (28, 28))
    answers = logits(model, trained.weights(), trained.card.normalisation.floats(test)).argmax(axis=1)
    assert np.mean(answers == test.labels) == pytest.approx(trained.card.test_accuracy, abs=0.5 / len(test))


def test_batches_do_not_matter():
    network, images = drawn_network("lenet"), np.random.default_rng(0).random((7, 1, 28, 28), np.float32)
    whole, parts = (logits("lenet", arrays_of(network), images, batch_size=size) for size in (7, 3))
    np.testing.assert_allclose(whole, parts, atol=1e-5)


@pytest.mark.parametrize("model", MODELS)
def test_the_operations_given_are_the_ones_used(model):
    used = set()

    def watched(name):
        def call(*args, **options):
            used.add(name)
            return OPERATIONS[name](*args, **options)

        return call

    table = {name: watched(name) for name in OPERATIONS}
    logits(model, arrays_of(drawn_network(model)), np.zeros((1, 1, 28, 28), np.float32), table)
    absent = {"lenet": {"batch_norm", "relu", "global_avg_pool2d"}, "compact_resnet": {"tanh"}}
    assert used == set(OPERATIONS) - absent[model]


def test_a_wrong_convolution_gives_wrong_logits():
    def flipped(x, weight, *rest):
        return conv2d(x, weight[:, :, ::-1, ::-1], *rest)

    trained, test = load_trained("lenet", "digits"), load("digits", "test", (28, 28)).take(slice(100))
    images = trained.card.normalisation.floats(test)
    answers = logits("lenet", trained.weights(), images, {"conv2d": flipped}).argmax(axis=1)
    assert np.mean(answers == test.labels) < 0.6


def test_an_unknown_network_is_refused():
    with pytest.raises(ValueError, match="no NumPy form of 'vgg16': use one of lenet, compact_resnet"):
        logits("vgg16", {}, np.zeros((1, 1, 28, 28)))


def test_an_unknown_operation_is_refused():
    with pytest.raises(ValueError, match="unknown operations conv: the names are conv2d, batch_norm"):
        logits("lenet", {}, np.zeros((1, 1, 28, 28)), {"conv": conv2d})


def test_a_missing_weight_is_named():
    weights = arrays_of(drawn_network("lenet"))
    del weights["f6.bias"]
    with pytest.raises(ValueError, match=r"the weights lack f6\.bias: they are those of another network"):
        logits("lenet", weights, np.zeros((1, 1, 28, 28), np.float32))


def test_the_compact_network_has_less_than_100_000_parameters():
    assert sum(p.numel() for p in create("compact_resnet").parameters()) < 100_000


def test_the_compact_network_consists_of_the_layers_students_write():
    kinds = {type(m).__name__ for m in create("compact_resnet").modules() if not list(m.children())}
    assert kinds == {"Conv2d", "BatchNorm2d", "ReLU", "MaxPool2d", "AdaptiveAvgPool2d", "Flatten", "Linear"}
