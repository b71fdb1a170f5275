"""The published counts of every network, to the last unit, and the same counts by PyTorch's own counter."""

from functools import cache

import pytest
import torch
from model_cases import by_network
from torch.utils.flop_counter import FlopCounterMode

from cnnedu.describe import describe, fold
from cnnedu.formulas.costs import conv_parameters
from cnnedu.models import NETWORKS, create
from cnnedu.models.googlenet import BLOCKS
from cnnedu.models.vgg import CONFIGURATIONS

described = cache(describe)

# At 224 x 224 pixels and 1000 classes, LeNet at 28 x 28 and 10. The third column is the figure the papers, lectures and
# torchvision print, in 1e9 multiply-adds.
PUBLISHED = {
    #                    parameters   multiply-adds   printed
    "lenet":           (     61_706,        416_520, None),
    "alexnet":         ( 61_100_840,    714_188_480,  0.714),
    "alexnet_paper":   ( 60_965_224,    724_406_816, None),
    "vgg11":           (132_863_336,  7_609_090_048,  7.609),
    "vgg13":           (133_047_848, 11_308_466_176, 11.308),
    "vgg16":           (138_357_544, 15_470_264_320, 15.470),
    "vgg19":           (143_667_240, 19_632_062_464, 19.632),
    "vgg16c":          (133_638_952, 11_770_888_192, 11.771),
    "googlenet":       (  6_624_904,  1_498_376_192,  1.498),
    "googlenet_aux":   ( 13_004_888,  1_506_748_416, None),
    "resnet18":        ( 11_689_512,  1_814_073_344,  1.814),
    "resnet34":        ( 21_797_672,  3_663_761_408,  3.664),
    "resnet50":        ( 25_557_032,  4_089_184_256,  4.089),
    "resnet101":       ( 44_549_160,  7_801_405_440,  7.801),
    "resnet152":       ( 60_192_808, 11_513_626_624, 11.514),
    "resnet50_paper":  ( 25_557_032,  3_857_973_248,  3.858),
    "resnet101_paper": ( 44_549_160,  7_570_194_432,  7.570),
    "resnet152_paper": ( 60_192_808, 11_282_415_616, 11.282),
    "densenet121":     (  7_978_856,  2_834_161_664,  2.834),
}  # fmt: skip


@pytest.mark.parametrize("name", by_network(PUBLISHED))
def test_parameters_are_those_published(name):
    assert described(name).parameters == PUBLISHED[name][0]


@pytest.mark.parametrize("name", by_network(PUBLISHED))
def test_multiply_adds_are_those_published(name):
    multiply_adds, printed = PUBLISHED[name][1:]
    assert described(name).multiply_adds == multiply_adds
    if printed is not None:
        assert round(multiply_adds / 1e9, 3) == printed


@pytest.mark.parametrize(
    ("name", "printed"),
    by_network(
        [
            ("resnet18", 1.8),
            ("resnet34", 3.6),
            ("resnet50_paper", 3.8),
            ("resnet101_paper", 7.6),
            ("resnet152_paper", 11.3),
        ]
    ),
)
def test_the_flops_of_the_resnet_paper_are_multiply_adds(name, printed):
    # L4's table. The paper rounds some and cuts others to one digit, hence the tolerance.
    assert described(name).multiply_adds / 1e9 == pytest.approx(printed, abs=0.1)


@pytest.mark.parametrize(("name", "printed"), [("vgg11", 133), ("vgg13", 133), ("vgg16c", 134), ("vgg16", 138),
                                               ("vgg19", 144)])  # fmt: skip
def test_the_millions_of_the_vgg_paper(name, printed):
    assert round(described(name).parameters / 1e6) == printed


@pytest.mark.parametrize(("name", "size"), [("lenet", 32), ("alexnet", 195), ("alexnet_paper", 195), ("vgg16", 212),
                                            ("resnet18", 435), ("resnet34", 899)])  # fmt: skip
def test_receptive_fields_are_those_published(name, size):
    assert described(name).receptive_field == (size, size)


@pytest.mark.parametrize("name", by_network(NETWORKS))
def test_every_parameter_is_listed_in_some_layer(name):
    network = NETWORKS[name]
    with torch.device("meta"):
        model = create(name)
    assert described(name).parameters == sum(p.numel() for p in model.parameters())
    assert described(name).input_shape == (network.in_channels, *network.input_size)


@pytest.mark.parametrize("name", by_network(NETWORKS))
def test_multiply_adds_are_those_pytorch_counts(name):
    network = NETWORKS[name]
    with torch.device("meta"):
        model = create(name).train(name == "googlenet_aux")  # its heads run in training only
        images = torch.empty(2, network.in_channels, *network.input_size)
    with FlopCounterMode(display=False) as counter:
        model(images)
    two_images_two_operations = 4
    assert described(name).multiply_adds == counter.get_total_flops() // two_images_two_operations


def test_alexnet_has_about_650_thousand_neurons():
    # L2. The paper counts the input pixels with the outputs of its eight layers.
    layers = [layer for layer in described("alexnet_paper").layers if layer.multiply_adds]
    neurons = sum(torch.Size(layer.output_shape).numel() for layer in layers)
    assert 640_000 < neurons < 670_000


def test_without_sharing_alexnets_convolutions_would_hold_666_million_weights():
    # Erratum 14: L4 says that sharing brings AlexNet from 100M to 60M. Unshared, each product has a weight of its own.
    convolutions = [layer for layer in described("alexnet_paper").layers if layer.kind == "Conv2d"]
    assert round(sum(layer.multiply_adds for layer in convolutions) / 1e6) == 666


def test_lenets_layers():
    shapes = [(row.name, row.output_shape, row.parameters) for row in fold(described("lenet").layers)]
    assert shapes == [
        ("c1", (6, 28, 28), 156),
        ("s2", (6, 14, 14), 0),
        ("c3", (16, 10, 10), 2_416),
        ("s4", (16, 5, 5), 0),
        ("c5", (120, 1, 1), 48_120),
        ("f6", (84,), 10_164),
        ("output", (10,), 850),
    ]


def test_googlenets_channel_sums():
    blocks = [row for row in fold(described("googlenet").layers) if row.kind == "Inception"]
    assert [row.output_shape[0] for row in blocks] == [256, 480, 512, 512, 512, 528, 832, 832, 1024]


def test_resnet18_layer_by_layer():
    # L3's trace, for ten classes. Where L3 prints kernels of 28x28, 14x14 and 7x7, erratum 12, they are 3x3.
    description = describe("resnet18", num_classes=10)
    rows = [(row.name, row.output_shape) for row in fold(description.layers) if row.kind != "BatchNorm2d"]
    assert rows == [
        ("conv1", (64, 112, 112)),
        ("maxpool", (64, 56, 56)),
        ("layer1.0-1", (64, 56, 56)),
        ("layer2.0", (128, 28, 28)),
        ("layer2.1", (128, 28, 28)),
        ("layer3.0", (256, 14, 14)),
        ("layer3.1", (256, 14, 14)),
        ("layer4.0", (512, 7, 7)),
        ("layer4.1", (512, 7, 7)),
        ("avgpool", (512, 1, 1)),
        ("fc", (10,)),
    ]
    in_stages = [layer for layer in description.layers if layer.kind == "Conv2d" and layer.name.startswith("layer")]
    assert {layer.kernel for layer in in_stages if "downsample" not in layer.name} == {(3, 3)}
    assert {layer.kernel for layer in in_stages if "downsample" in layer.name} == {(1, 1)}


@pytest.mark.parametrize(
    ("name", "depth"),
    by_network(
        [
            ("resnet18", 18),
            ("resnet34", 34),
            ("resnet50", 50),
            ("resnet101", 101),
            ("resnet152", 152),
            ("densenet121", 121),
            ("vgg11", 11),
            ("vgg13", 13),
            ("vgg16", 16),
            ("vgg16c", 16),
            ("vgg19", 19),
            ("vgg9", 9),
        ]
    ),
)
def test_the_number_in_a_name_counts_layers_with_weights(name, depth):
    # 101 = 1 + 33 * 3 + 1 in L2; projections do not count.
    weighted = [layer for layer in described(name).layers if layer.multiply_adds and "downsample" not in layer.name]
    assert len(weighted) == depth


def test_the_vgg_columns_that_the_lecture_misprints():
    # Erratum 15: L4 prints 1x1 convolutions in column D, which are column C's, and too few layers in A and E.
    assert 1 not in {kernel for block in CONFIGURATIONS["D"] for kernel in block}
    assert [block[-1] for block in CONFIGURATIONS["C"]] == [3, 3, 1, 1, 1]
    assert [len(block) for block in CONFIGURATIONS["A"]] == [1, 1, 2, 2, 2]
    assert [len(block) for block in CONFIGURATIONS["E"]] == [2, 2, 4, 4, 4]


# L4's table of GoogLeNet: weights in units of 1024.
INCEPTION_PRINTED = {
    "3a": 159, "3b": 380, "4a": 364, "4b": 437, "4c": 463, "4d": 580, "4e": 840, "5a": 1072, "5b": 1388,
}  # fmt: skip
INCEPTION_INPUTS = (192, 256, 480, 512, 512, 512, 528, 832, 832)


def _inception_weights(c_in, c1, c3_reduce, c3, c5_reduce, c5, pool):
    pairs = [(c_in, c1, 1), (c_in, c3_reduce, 1), (c3_reduce, c3, 3), (c_in, c5_reduce, 1), (c5_reduce, c5, 5)]
    return sum(conv_parameters(a, b, (k, k), bias=False) for a, b, k in [*pairs, (c_in, pool, 1)])


@pytest.mark.parametrize("block", [name for name in BLOCKS if name not in ("4c", "5a")])
def test_the_weights_printed_for_the_inception_blocks_hold_within_two_percent(block):
    c_in = INCEPTION_INPUTS[list(BLOCKS).index(block)]
    assert _inception_weights(c_in, *BLOCKS[block]) / 1024 == pytest.approx(INCEPTION_PRINTED[block], rel=0.02)


def test_the_weights_printed_for_block_4c_are_wrong():
    # Erratum 16: 463K is printed where 497K belongs.
    assert _inception_weights(512, *BLOCKS["4c"]) // 1024 == 497


def test_the_weights_printed_for_block_5a_belong_to_a_reduce_of_48():
    # Erratum 16: 1072K is printed beside a 5x5 reduce of 32.
    c1, c3_reduce, c3, c5_reduce, c5, pool = BLOCKS["5a"]
    assert c5_reduce == 32
    printed = pytest.approx(INCEPTION_PRINTED["5a"], rel=0.02)
    assert _inception_weights(832, c1, c3_reduce, c3, 48, c5, pool) / 1024 == printed
    assert _inception_weights(832, c1, c3_reduce, c3, 32, c5, pool) / 1024 != printed


def test_our_inception_blocks_of_5x5_windows_have_those_weights():
    rows = {row.name: row for row in fold(described("googlenet_5x5").layers)}
    for name, c_in in zip(BLOCKS, INCEPTION_INPUTS, strict=True):
        c1, c3_reduce, c3, c5_reduce, c5, pool = BLOCKS[name]
        batch_norm = 2 * (c1 + c3_reduce + c3 + c5_reduce + c5 + pool)
        expected = _inception_weights(c_in, *BLOCKS[name]) + batch_norm
        assert rows[f"inception{name}"].parameters == expected
