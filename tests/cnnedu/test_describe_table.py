"""The layer table of networks made for the purpose, and receptive fields against a gradient through real ones."""

import pytest
import torch
from torch import nn

from cnnedu.describe import layer_table
from cnnedu.models import create


def test_a_layer_is_described_on_both_axes():
    network = nn.Sequential(nn.Conv2d(2, 6, (5, 3), stride=(3, 2), padding=(1, 0), dilation=(1, 2), groups=2))
    (layer,) = layer_table(network, (2, 20, 30))
    assert (layer.name, layer.kind, layer.block, layer.block_kind) == ("0", "Conv2d", "", "")
    assert layer.output_shape == (6, 6, 13)
    assert (layer.kernel, layer.stride, layer.padding) == ((5, 3), (3, 2), (1, 0))
    assert layer.receptive_field == (5, 5)
    assert layer.parameters == 6 * 15 + 6
    assert layer.multiply_adds == 6 * 13 * 6 * 15


def test_fields_grow_from_layer_to_layer_on_each_axis():
    network = nn.Sequential(nn.Conv2d(1, 1, (3, 1)), nn.MaxPool2d((2, 3)), nn.Conv2d(1, 1, (2, 2)))
    assert [layer.receptive_field for layer in layer_table(network, (1, 20, 20))] == [(3, 1), (4, 3), (6, 6)]


@pytest.mark.parametrize(("padding", "expected"), [("same", (1, 1)), ("valid", (0, 0)), (2, (2, 2))])
def test_padding_in_words_is_translated(padding, expected):
    (layer,) = layer_table(nn.Sequential(nn.Conv2d(1, 1, 3, padding=padding)), (1, 9, 9))
    assert layer.padding == expected


@pytest.mark.parametrize(
    ("pooled", "kernel", "field"),
    [
        ((4, 3), (2, 3), (4, 5)),  # windows that tile the map
        ((3, 3), (3, 3), None),  # 8 into 3: windows of different sizes
        ((1, 1), (8, 9), None),  # everything
    ],
)
def test_adaptive_pooling(pooled, kernel, field):
    network = nn.Sequential(nn.Conv2d(1, 1, 3), nn.AdaptiveAvgPool2d(pooled))
    layer = layer_table(network, (1, 10, 11))[-1]
    assert (layer.kernel, layer.receptive_field) == (kernel, field)


def test_nothing_is_one_number_after_flattening():
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(2 * 2 * 3, 5))
    assert [layer.receptive_field for layer in layer_table(network, (1, 4, 5))] == [(3, 3), None, None]


class _Shared(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 2, 3, padding=1)

    def forward(self, x):
        return self.conv(self.conv(x))


def test_a_shared_layer_costs_its_parameters_once_and_its_multiply_adds_twice():
    first, second = layer_table(_Shared(), (2, 5, 6))
    assert (first.parameters, second.parameters) == (38, 0)
    assert first.multiply_adds == second.multiply_adds == 30 * 36
    assert second.receptive_field == (5, 5)


class _Branches(nn.Module):
    def __init__(self):
        super().__init__()
        self.near = nn.Conv2d(1, 1, 1)
        self.far = nn.Conv2d(1, 1, 5, padding=2)

    def forward(self, x):
        return torch.cat([self.near(x) + self.far(x), x], dim=1)


def test_where_branches_meet_the_wider_field_counts():
    table = [(layer.name, layer.output_shape, layer.receptive_field) for layer in layer_table(_Branches(), (1, 7, 8))]
    assert table[2:] == [("add", (1, 7, 8), (5, 5)), ("cat", (2, 7, 8), (5, 5))]


def test_layers_know_their_block():
    with torch.device("meta"):
        table = layer_table(create("resnet18"), (3, 64, 64))
    named = {layer.name: (layer.block, layer.block_kind) for layer in table}
    assert named["conv1"] == ("", "")
    assert named["layer2.0.downsample.1"] == ("layer2.0", "BasicBlock")
    assert named["layer2.0.add"] == ("layer2.0", "BasicBlock")


def test_the_network_is_left_as_it_was():
    torch.manual_seed(0)
    network = create("resnet18_small").eval()
    network.layer1[0].train()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    layer_table(network, (1, 28, 28))
    assert (network.training, network.layer1[0].training, network.layer1[1].training) == (False, True, False)
    for key, value in network.state_dict().items():
        assert value.device.type == "cpu"
        assert torch.equal(value, before[key]), key


class _Calls(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(self, x)


def test_a_pooling_that_is_no_module_is_refused():
    network = _Calls(lambda self, x: torch.nn.functional.max_pool2d(x, 2))
    with pytest.raises(ValueError, match="max_pool2d changes the size of its map: use a module in place of the"):
        layer_table(network, (1, 8, 8))


def test_a_parameter_outside_of_a_module_is_refused():
    network = _Calls(lambda self, x: x * self.scale)
    network.scale = nn.Parameter(torch.ones(()))
    with pytest.raises(ValueError, match="scale is used outside of a module"):
        layer_table(network, (1, 8, 8))


def test_a_layer_of_unknown_cost_is_refused():
    network = nn.Sequential(nn.ConvTranspose2d(1, 1, 2, stride=2))
    with pytest.raises(ValueError, match="0 is a ConvTranspose2d, whose cost is not known here"):
        layer_table(network, (1, 8, 8))


def test_an_image_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="the network does not take images of 3 x 8 x 8: "):
        layer_table(nn.Sequential(nn.Conv2d(1, 1, 3)), (3, 8, 8))


def _all_taps_count(network):
    """Let gradient through every tap: positive weights, means in place of maxima, no saturation."""
    for name, module in list(network.named_modules()):
        if isinstance(module, nn.Conv2d):
            nn.init.constant_(module.weight, 1 / module.weight[0].numel())
        elif isinstance(module, nn.MaxPool2d):
            parent = network.get_submodule(name.rpartition(".")[0])
            mean = nn.AvgPool2d(module.kernel_size, module.stride, module.padding, module.ceil_mode)
            setattr(parent, name.rpartition(".")[2], mean)
        elif isinstance(module, nn.Tanh):
            parent = network.get_submodule(name.rpartition(".")[0])
            setattr(parent, name.rpartition(".")[2], nn.Identity())
    return network.double().eval()


@pytest.mark.parametrize(
    ("name", "layer", "side"),
    [
        ("alexnet_small", "features.12", 120),
        ("vgg9", "features.14", 90),
        ("nin_small", "pool3", 120),
        ("googlenet_small", "inception4b", 160),
        pytest.param("googlenet_small", "inception5a", 300, marks=pytest.mark.slow),
        ("resnet18_small", "layer4.1", 240),
        ("resnet50_small", "layer3.0", 120),
        ("densenet121_small", "features.transition1", 120),
        pytest.param("densenet121_small", "features.transition2", 240, marks=pytest.mark.slow),
    ],
)
def test_receptive_fields_are_what_a_gradient_reaches(name, layer, side):
    network = create(name, input_size=(side, side + 8))
    layers = [entry for entry in layer_table(network, (1, side, side + 8)) if entry.receptive_field]
    size = next(entry for entry in reversed(layers) if layer in (entry.name, entry.block)).receptive_field
    _all_taps_count(network)
    kept = []
    network.get_submodule(layer).register_forward_hook(lambda module, inputs, output: kept.append(output))
    image = torch.ones(1, 1, side, side + 8, dtype=torch.float64, requires_grad=True)
    network(image)
    maps = kept[0]
    maps[0, :, maps.shape[2] // 2, maps.shape[3] // 2].sum().backward()
    rows, columns = image.grad[0, 0].nonzero(as_tuple=True)
    assert (int(rows.max() - rows.min()) + 1, int(columns.max() - columns.min()) + 1) == size
