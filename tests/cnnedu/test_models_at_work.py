"""Every network at work: shapes, gradients, the smallest image, and what the registry refuses."""

import pytest
import torch
from model_cases import by_network

from cnnedu.models import NETWORKS, create, find

SMALL = [name for name, network in NETWORKS.items() if network.input_size == (28, 28)]

# The smallest image that a network takes, in pixels.
LEAST = {
    "alexnet": 63, "alexnet_paper": 63, "alexnet_small": 15, "cnn1": 2, "cnn2": 2, "densenet121": 29,
    "densenet121_small": 8, "googlenet": 15, "googlenet_5x5": 31, "googlenet_small": 8, "nin": 67, "nin_small": 15,
    "vgg9": 8, "vgg11": 32, "vgg16c": 32,
}  # fmt: skip


@pytest.mark.parametrize("name", by_network(SMALL))
@pytest.mark.parametrize(("channels", "size"), [(1, (28, 28)), (3, (32, 32))])
def test_small_forms_give_one_logit_per_class(name, channels, size):
    model = create(name, num_classes=7, in_channels=channels, input_size=size).eval()
    with torch.no_grad():
        assert model(torch.rand(2, channels, *size)).shape == (2, 7)


@pytest.mark.parametrize("name", by_network(SMALL))
def test_gradient_reaches_every_parameter(name):
    torch.manual_seed(0)
    model = create(name).train()
    logits = model(torch.rand(8, 1, 28, 28))
    torch.nn.functional.cross_entropy(logits, torch.arange(8)).backward()
    untouched = [key for key, p in model.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]
    assert untouched == []


@pytest.mark.parametrize("name", [name for name in SMALL if name != "resnet9"])  # the best effort spares nothing
def test_small_forms_have_at_most_four_million_parameters(name):
    with torch.device("meta"):
        assert sum(p.numel() for p in create(name).parameters()) <= 4_000_000


@pytest.mark.parametrize("name", by_network(name for name in NETWORKS if name not in SMALL))
def test_large_forms_give_one_logit_per_class(name):
    with torch.device("meta"):
        model = create(name, num_classes=12, in_channels=1).eval()
        assert model(torch.empty(1, 1, 224, 224)).shape == (1, 12)


@pytest.mark.parametrize("name", LEAST)
def test_the_smallest_image_passes(name):
    least = LEAST[name]
    with torch.device("meta"):
        model = create(name, num_classes=5, in_channels=1, input_size=(least, least + 1)).eval()
        assert model(torch.empty(1, 1, least, least + 1)).shape == (1, 5)


@pytest.mark.parametrize("name", LEAST)
def test_a_smaller_image_is_refused_before_the_network_is_built(name):
    least = LEAST[name]
    with pytest.raises(
        ValueError, match=f"needs images of at least {least} x {least} pixels, got {least} x {least - 1}"
    ):
        create(name, input_size=(least, least - 1))


@pytest.mark.parametrize("name", ["alexnet", "densenet121", "nin", "vgg11", "vgg16c"])
def test_the_refusal_names_the_small_form(name):
    with pytest.raises(ValueError, match=f"enlarge them or use {name}_small$"):
        create(name, input_size=(20, 20))


def test_googlenets_heads_speak_in_training_only():
    with torch.device("meta"):
        model, images = create("googlenet_aux", num_classes=5), torch.empty(2, 3, 64, 64)
        training, evaluation = model.train()(images), model.eval()(images)
    assert [logits.shape for logits in training] == [(2, 5)] * 3
    assert training._fields == ("logits", "aux_logits2", "aux_logits1")
    assert evaluation.shape == (2, 5)


def test_googlenet_without_heads_returns_logits_in_training_too():
    with torch.device("meta"):
        assert create("googlenet", num_classes=5).train()(torch.empty(2, 3, 64, 64)).shape == (2, 5)


def test_nins_logits_can_be_negative():
    torch.manual_seed(0)
    with torch.no_grad():
        assert (create("nin_small").eval()(torch.rand(16, 1, 28, 28)) < 0).any()


def test_alexnets_two_groups_do_not_see_each_other():
    torch.manual_seed(0)
    with torch.device("meta"):  # only its second convolution is needed
        second = create("alexnet_paper").features[4]
    second.to_empty(device="cpu").reset_parameters()
    x = torch.rand(1, 96, 5, 5)
    changed = x.clone()
    changed[:, 48:] += 1
    with torch.no_grad():
        same = (second(x) == second(changed)).all(dim=(0, 2, 3))
    assert (same[:128].all(), same[128:].any()) == (True, False)


def test_response_norm_is_the_papers():
    # b = a / (k + alpha * sum over 5 channels of a^2)^beta, with the paper's k = 2, alpha = 1e-4, beta = 0.75
    with torch.device("meta"):
        norm = create("alexnet_paper").features[2]
    a = torch.rand(1, 9, 2, 3, dtype=torch.float64) * 100
    i = 4
    expected = a[:, i] / (2 + 1e-4 * (a[:, i - 2 : i + 3] ** 2).sum(dim=1)) ** 0.75
    torch.testing.assert_close(norm(a)[:, i], expected)


@pytest.mark.parametrize("size", [(28, 32), (27, 27), (224, 224)])
def test_lenet_takes_two_sizes(size):
    with pytest.raises(ValueError, match=f"lenet takes images of 28 x 28 or 32 x 32 pixels, got {size[0]} x {size[1]}"):
        create("lenet", input_size=size)


def test_an_unknown_name_is_answered_with_the_list():
    with pytest.raises(ValueError, match=r"no network 'ResNet-18'. Did you mean resnet18\? The networks are softmax, "):
        create("ResNet-18")


def test_a_name_like_no_other_is_answered_without_a_guess():
    with pytest.raises(ValueError, match=r"no network 'qqq'. The networks are softmax, .*, lenet, .*, densenet121"):
        find("qqq")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"num_classes": 0}, "num_classes must be at least 1, got 0"),
        ({"in_channels": -3}, "in_channels must be at least 1, got -3"),
        ({"input_size": (0, 5)}, "h must be at least 1, got 0"),
    ],
)
def test_numbers_below_one_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        create("resnet18", **arguments)
