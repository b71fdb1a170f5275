"""Every erratum of docs/errata.md: what a lecture prints is wrong, and what the course teaches is right.

The printed numbers are copied from the lectures L0 to L4. What is right is computed twice: by `cnnedu`, and by
PyTorch, NumPy or plain arithmetic. A test's name begins with the number of its erratum.
"""

import inspect
import re
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  (the name everybody uses)

from cnnedu.data.sources import SOURCES
from cnnedu.describe import layer_table
from cnnedu.formulas.costs import conv_multiply_adds, conv_parameters, linear_parameters
from cnnedu.formulas.receptive_fields import receptive_field
from cnnedu.formulas.shapes import output_size, output_size_total
from cnnedu.models import create
from cnnedu.models.googlenet import BLOCKS
from cnnedu.nn.inception import Inception
from cnnedu.nn.residual import BasicBlock
from cnnedu.ops.activations import relu, relu_derivative
from cnnedu.ops.batch_norm import batch_norm
from cnnedu.ops.conv2d import conv2d
from cnnedu.ops.corr2d import corr2d, corr2d_same
from cnnedu.ops.dropout import dropout
from cnnedu.ops.initialisers import dirac
from cnnedu.ops.linear import linear
from cnnedu.ops.max_pool2d import max_pool2d
from cnnedu.ops.toeplitz import corr2d_matrix


def on_meta(name):
    """Build a network without memory: enough to count and to look at shapes."""
    with torch.device("meta"):
        return create(name)


def count(module):
    return sum(p.numel() for p in module.parameters())


def normalise(x, gamma=1.0, beta=0.0, **options):
    """Batch normalisation in training of a single feature, x of shape (n,)."""
    zero, one = np.zeros(1), np.ones(1)
    y, _, _ = batch_norm(x[:, None], gamma * one, beta * one, zero, one, training=True, **options)
    return y[:, 0]


# ---- 1. L4: the edge picture ----------------------------------------------------------------------------------------

EDGE_ROWS = np.array([[1, 1, 0, 0, 0, 0, 0, 1]] + 5 * [[1, 1, 0, 0, 0, 0, 1, 1]])  # row 0 has one zero too many
EDGES_PRINTED = np.array(6 * [[0, 1, 0, 0, 0, -1, 0]])


def test_01_the_printed_picture_does_not_give_the_printed_edges():
    assert corr2d(EDGE_ROWS, np.array([[1, -1]]))[0].tolist() == [0, 1, 0, 0, 0, 0, -1]
    assert EDGES_PRINTED[0].tolist() != (-np.diff(EDGE_ROWS))[0].tolist()


def test_01_the_picture_with_four_black_columns_does():
    picture = np.ones((6, 8))
    picture[:, 2:6] = 0
    np.testing.assert_array_equal(corr2d(picture, np.array([[1, -1]])), EDGES_PRINTED)
    np.testing.assert_array_equal(-np.diff(picture), EDGES_PRINTED)


# ---- 2. L2: convolution as a sparse matrix --------------------------------------------------------------------------

W11, W12, W21, W22 = KERNEL = (0, 1, 2, 3)
PIXELS = np.arange(9)  # L1's figure, which gives 19, 25, 37, 43
MATRIX_PRINTED = np.array(
    [
        [W11, 0, 0, 0],
        [W12, W11, 0, 0],
        [0, W12, 0, 0],
        [W21, 0, W11, 0],
        [W22, W21, W12, W11],
        [0, W22, 0, W12],
        [0, 0, W11, 0],
        [0, 0, W12, W11],
        [0, 0, 0, W12],
    ]
)


def test_02_the_matrix_called_4x9_is_printed_9x4_and_does_not_multiply_the_pixels():
    assert MATRIX_PRINTED.shape == (9, 4)
    with pytest.raises(ValueError, match="mismatch"):
        MATRIX_PRINTED @ PIXELS


def test_02_transposed_it_still_gives_wrong_numbers_below():
    assert (MATRIX_PRINTED.T @ PIXELS).tolist() == [19, 25, 11, 13]


def test_02_the_right_matrix_gives_what_the_convolution_gives():
    kernel = np.reshape(KERNEL, (2, 2))
    ours = corr2d_matrix(kernel, (3, 3))
    image = torch.arange(9.0).reshape(1, 1, 3, 3)
    assert (ours @ PIXELS).tolist() == [19, 25, 37, 43]
    assert F.conv2d(image, torch.tensor(kernel).float()[None, None]).flatten().tolist() == [19, 25, 37, 43]
    np.testing.assert_array_equal(ours.T[:6], MATRIX_PRINTED[:6])  # only rows 7 to 9 are misprinted
    assert not np.array_equal(ours.T[6:], MATRIX_PRINTED[6:])


# ---- 3. L4: the class scores ----------------------------------------------------------------------------------------


def test_03_the_third_score_lacks_its_bias():
    weight = np.array([[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]])
    x, bias = np.array([56.0, 231.0, 24.0, 2.0]), np.array([1.1, 3.2, -1.2])
    printed = [-96.8, 437.9, 61.95]
    third = 0.25 * 231 + 0.2 * 24 - 0.3 * 2
    assert third == pytest.approx(printed[2])
    assert third + bias[2] == pytest.approx(60.75)
    assert linear(x[None], weight, bias)[0].tolist() == pytest.approx([*printed[:2], 60.75])


# ---- 4. L4: the two RGB filters -------------------------------------------------------------------------------------

# The input without its ring of zeros. One pixel (channel 2, row 2, column 4) is garbled, 1 or 2, and changes nothing.
RGB = np.array(
    [
        [[0, 1, 1, 2, 2], [0, 1, 1, 0, 0], [1, 1, 0, 1, 0], [1, 0, 1, 1, 1], [0, 2, 0, 1, 0]],
        [[1, 1, 1, 2, 0], [0, 2, 1, 1, 2], [1, 2, 0, 0, 2], [0, 2, 1, 2, 1], [2, 0, 1, 2, 0]],
        [[2, 0, 2, 0, 2], [0, 0, 1, 2, 1], [1, 0, 2, 2, 2], [2, 0, 2, 0, 0], [0, 0, 1, 1, 2]],
    ]
)
FILTER_0 = np.array(
    [
        [[1, 1, -1], [-1, 0, 1], [-1, -1, 0]],
        [[-1, 0, -1], [0, 0, -1], [1, -1, 0]],
        [[0, 1, 0], [1, 0, 1], [0, -1, 1]],
    ]
)
FILTER_1 = np.array(
    [
        [[-1, 1, 0], [-1, 0, 1], [-1, -1, 0]],
        [[1, -1, 0], [-1, 0, -1], [-1, 0, 0]],
        [[-1, 0, 1], [1, 0, 1], [0, -1, 0]],
    ]
)
MAP_0, MAP_1 = [[1, 0, -3], [-6, 1, 1], [4, -3, 1]], [[-1, -6, -4], [-2, -3, -4], [-1, -3, -3]]


def rgb_map(weight, bias):
    """Our convolution of the input with one filter, checked against PyTorch's."""
    ours = conv2d(RGB[None].astype(float), weight[None].astype(float), np.array([bias]), stride=2, padding=1)
    x, kernel, offset = (torch.tensor(a, dtype=torch.float64) for a in (RGB[None], weight[None], [bias]))
    theirs = F.conv2d(x, kernel, offset, stride=2, padding=1)
    np.testing.assert_array_equal(ours, theirs.numpy())
    return ours[0, 0].tolist()


def test_04_the_first_filter_gives_the_printed_map():
    assert rgb_map(FILTER_0, 1.0) == MAP_0


@pytest.mark.parametrize("bias", [0.0, 1.0])
def test_04_the_second_filter_as_printed_does_not(bias):
    assert rgb_map(FILTER_1, bias) != MAP_1


def test_04_the_second_filter_with_its_channel_0_mended_does():
    mended = FILTER_1.copy()
    mended[0] = [[-1, -1, 0], [-1, 1, 0], [-1, 1, 0]]
    assert rgb_map(mended, 0.0) == MAP_1


# ---- 5. L0, L1, L4: one letter for two paddings, and missing floors -------------------------------------------------


def test_05_the_same_p_means_different_sizes():
    n, k, p = 4, 3, 1
    image = torch.zeros(1, 1, n, 1)
    per_side, in_total = n + 2 * p - k + 1, n - k + p + 1  # L0 and L4; L1 and L4
    assert (per_side, in_total) == (4, 3)
    assert (output_size(n, k, p), output_size_total(n, k, p)) == (4, 3)
    assert F.max_pool2d(F.pad(image, (0, 0, p, p)), (k, 1), 1).shape[2] == per_side
    assert F.max_pool2d(F.pad(image, (0, 0, 0, p)), (k, 1), 1).shape[2] == in_total


def test_05_without_the_floor_the_printed_sum_is_not_the_printed_result():
    printed = 50
    assert (100 + 2 - 3) / 2 + 1 == 50.5 != printed  # L0, and L4's formula
    assert (100 - 3 + 2 + 2) / 2 == 50.5 != printed  # L1's formula, with the padding in total
    assert output_size(100, 3, padding=1, stride=2) == output_size_total(100, 3, 2, stride=2) == printed
    assert nn.Conv2d(1, 1, 3, stride=2, padding=1)(torch.zeros(1, 1, 100, 3)).shape[2] == printed


# ---- 6. L0: direction, stride, ReLU, padding before pooling ---------------------------------------------------------

GRID = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])


def test_06_the_window_moves_right():
    kernel = np.array([[0, 1], [2, 3]])
    printed = 31  # L0's own second result
    to_the_right, to_the_left = GRID[:2, [1, 2]], GRID[:2, [-1, 0]]  # to the left it would have to wrap around
    assert (to_the_right * kernel).sum() == printed
    assert (to_the_left * kernel).sum() != printed
    assert corr2d(GRID, kernel)[0, 1] == printed


@pytest.mark.parametrize(("n", "k", "p", "s", "size"), [(100, 3, 0, 2, 49), (100, 3, 1, 3, 34), (7, 3, 1, 2, 4)])
def test_06_a_stride_of_s_does_not_give_one_s_th(n, k, p, s, size):
    assert size != n / s
    assert output_size(n, k, p, s) == size
    assert nn.Conv2d(1, 1, k, s, p)(torch.zeros(1, 1, n, k)).shape[2] == size


def test_06_relu_normalises_nothing():
    """A normalisation forgets the scale of its input; ReLU keeps it, and leaves a mean that is not zero."""
    x = np.array([-2.0, -1.0, 0.0, 1.0, 7.0])
    np.testing.assert_array_equal(relu(10 * x), 10 * relu(x))
    np.testing.assert_allclose(normalise(10 * x), normalise(x), atol=1e-5)
    assert relu(x).mean() > 1 > abs(normalise(x).mean())


def test_06_zeros_around_a_negative_map_win_its_maxima():
    x = np.array([[-5.0, -4.0, -3.0], [-8.0, -7.0, -6.0], [-2.0, -9.0, -1.0]])[None, None]
    padded_with_zeros = np.pad(x, ((0, 0), (0, 0), (1, 0), (1, 0)))
    assert max_pool2d(padded_with_zeros, 2)[0, 0].tolist() == [[0, 0], [0, -1]]
    ours = max_pool2d(x, 2, padding=1)
    assert ours[0, 0].tolist() == [[-5, -3], [-2, -1]]
    np.testing.assert_array_equal(ours, F.max_pool2d(torch.tensor(x), 2, padding=1))


# ---- 7. L0, L1: LeNet's two convolutions ----------------------------------------------------------------------------


def test_07_lenets_second_convolution_has_fifteen_times_the_parameters_of_the_first():
    lenet = on_meta("lenet")
    counts = count(lenet.c1), count(lenet.c3)
    assert counts == (5 * 5 * 1 * 6 + 6, 5 * 5 * 6 * 16 + 16) == (156, 2416)
    assert counts == (conv_parameters(1, 6, (5, 5)), conv_parameters(6, 16, (5, 5)))
    assert counts[1] / counts[0] > 15


# ---- 8. L0, L1: what the parameters of VGG's layers depend on -------------------------------------------------------


def test_08_parameters_do_not_depend_on_the_size_of_the_map():
    with torch.device("meta"):
        layer = nn.Conv2d(64, 64, 3, padding=1)
        shapes = [layer(torch.zeros(1, 64, side, side)).shape[2] for side in (224, 112)]
    assert shapes == [224, 112]
    assert count(layer) == conv_parameters(64, 64, (3, 3)) == 36_928
    cost = {side: conv_multiply_adds(64, 64, (3, 3), (side, side)) for side in (224, 112)}
    assert cost[224] == 4 * cost[112], "the multiply-adds do"


def test_08_doubling_the_channels_quadruples_the_weights():
    weights = {c: nn.Conv2d(c, 2 * c, 3, bias=False, device="meta").weight.numel() for c in (64, 128, 256)}
    assert weights[128] == 4 * weights[64]
    assert weights[256] == 4 * weights[128]
    assert conv_parameters(128, 256, (3, 3), bias=False) == 4 * conv_parameters(64, 128, (3, 3), bias=False)


def test_08_half_the_size_and_twice_the_channels_keep_the_multiply_adds():
    """This much of the lectures' sentence is right."""
    costs = [conv_multiply_adds(c, 2 * c, (3, 3), (side, side)) for c, side in ((64, 112), (128, 56), (256, 28))]
    assert costs == [924_844_032] * 3


def test_08_most_layers_of_vgg11_do_not_have_the_same_count():
    parameters = [x.parameters for x in layer_table(on_meta("vgg11"), (3, 224, 224)) if x.kind == "Conv2d"]
    assert parameters == [1792, 73_856, 295_168, 590_080, 1_180_160, 2_359_808, 2_359_808, 2_359_808]
    assert max(parameters.count(p) for p in parameters) < len(parameters) / 2


# ---- 9. L0 against L4: the derivative of ReLU at 0 ------------------------------------------------------------------


def test_09_relus_derivative_at_zero_is_taken_as_zero():
    at_zero = {"L0": 1.0, "L4": 0.0}
    x = torch.zeros(1, requires_grad=True)
    torch.relu(x).backward()
    assert relu_derivative(np.zeros(1))[0] == x.grad.item() == at_zero["L4"] != at_zero["L0"]


def test_09_the_slopes_from_the_left_and_from_the_right_differ():
    h = 1e-6
    left, right = (relu(np.array([0.0])) - relu(np.array([-h]))) / h, (relu(np.array([h])) - relu(np.zeros(1))) / h
    assert (left.item(), right.item()) == (0.0, 1.0)


# ---- 10. L0, L1: epsilon --------------------------------------------------------------------------------------------


def test_10_the_courses_epsilon_is_pytorchs():
    printed = {"L0": 1e-7, "L1": 1e-8}
    ours = inspect.signature(batch_norm).parameters["eps"].default
    assert ours == nn.BatchNorm2d(1).eps == 1e-5
    assert ours not in printed.values()


def test_10_epsilon_shows_where_the_variance_is_small():
    x = np.array([-1e-3, 1e-3])
    by_eps = {eps: normalise(x, eps=eps)[1] for eps in (1e-5, 1e-7, 1e-8)}
    assert by_eps[1e-5] == pytest.approx(1e-3 / np.sqrt(1e-6 + 1e-5)) == pytest.approx(0.3015, abs=1e-4)
    assert by_eps[1e-7] == pytest.approx(0.9535, abs=1e-4)
    assert by_eps[1e-8] == pytest.approx(0.9950, abs=1e-4)


# ---- 11. L3: the identity, and what batch normalisation does --------------------------------------------------------


def test_11_weights_of_one_are_not_the_identity():
    assert not np.array_equal(corr2d_same(GRID, np.ones((3, 3))), GRID)
    assert corr2d_same(GRID, np.ones((3, 3)))[1, 1] == GRID.sum()
    np.testing.assert_array_equal(conv2d(GRID[None, None], dirac((1, 1, 3, 3)), padding=1)[0, 0], GRID)
    kernel = nn.init.dirac_(torch.empty(1, 1, 3, 3, dtype=torch.float64))
    np.testing.assert_array_equal(F.conv2d(torch.tensor(GRID).double()[None, None], kernel, padding=1)[0, 0], GRID)


def test_11_gamma_as_the_variance_does_not_undo_batch_normalisation():
    x = np.array([1.0, 3.0, 8.0])
    assert not np.allclose(normalise(x, gamma=x.var(), beta=x.mean()), x)
    np.testing.assert_allclose(normalise(x, gamma=np.sqrt(x.var() + 1e-5), beta=x.mean()), x, rtol=1e-12)


def test_11_batch_normalisation_divides_by_the_standard_deviation():
    x = np.array([1.0, 3.0, 8.0])
    np.testing.assert_allclose(normalise(x), (x - x.mean()) / x.std(), rtol=1e-5)
    assert not np.allclose(normalise(x), (x - x.mean()) / x.var(), rtol=1e-2)


def test_11_batch_normalisation_does_not_make_data_normal():
    """It shifts and scales: two values stay two values, and skewness stays what it was."""
    two_values = np.array([0.0] * 90 + [1.0] * 10)
    y = normalise(two_values)
    assert len(np.unique(y)) == 2
    skewness = [((v - v.mean()) ** 3).mean() / v.std() ** 3 for v in (two_values, y)]
    assert skewness[0] == pytest.approx(skewness[1]) == pytest.approx(8 / 3)  # a normal distribution has 0


def test_11_the_scale_cancels_only_if_it_is_positive():
    x = np.array([1.0, 3.0, 8.0])
    np.testing.assert_allclose(normalise(5 * x), normalise(x), atol=1e-5)
    np.testing.assert_allclose(normalise(-5 * x), -normalise(x), atol=1e-5)
    assert not np.allclose(normalise(-5 * x), normalise(x))


# ---- 12. L3: kernels as large as the map, and where the second ReLU is ----------------------------------------------


@pytest.mark.parametrize(("side", "channels"), [(28, 128), (14, 256), (7, 512)])
def test_12_a_kernel_as_large_as_the_map_would_not_keep_its_size(side, channels):
    printed_output = side
    with torch.device("meta"):
        x = torch.zeros(1, channels, side, side)
        as_printed = nn.Conv2d(channels, channels, side, padding=1)(x).shape[2]
        with_3x3 = nn.Conv2d(channels, channels, 3, padding=1)(x).shape[2]
    assert as_printed == output_size(side, side, padding=1) == 3 != printed_output
    assert with_3x3 == output_size(side, 3, padding=1) == printed_output


def test_12_all_convolutions_in_resnet18s_blocks_are_3x3_or_1x1():
    layers = layer_table(on_meta("resnet18"), (3, 224, 224))
    in_blocks = [layer for layer in layers if layer.kind == "Conv2d" and layer.block]
    assert {layer.kernel for layer in in_blocks} == {(3, 3), (1, 1)}
    assert sum(layer.kernel == (3, 3) for layer in in_blocks) == 16


def test_12_the_second_relu_comes_after_the_addition():
    """Before it, a block could only raise what x brings. With F = -1 everywhere the two orders differ."""
    block = BasicBlock(2, 2).eval()
    nn.init.zeros_(block.conv2.weight)
    nn.init.constant_(block.bn2.bias, -1.0)
    x = torch.full((1, 2, 3, 3), 5.0)
    relu_before_the_addition = x + torch.relu(torch.full_like(x, -1.0))
    assert relu_before_the_addition.unique().tolist() == [5.0]
    assert block(x).unique().tolist() == [4.0]


# ---- 13. L2: 18 C and 25 C; and 97 to 99 % --------------------------------------------------------------------------


@pytest.mark.parametrize("c", [1, 3, 64])
def test_13_the_weights_grow_with_the_square_of_the_channels(c):
    small, large = (nn.Conv2d(c, c, k, bias=False, device="meta").weight.numel() for k in (3, 5))
    assert 2 * small == 2 * conv_parameters(c, c, (3, 3), bias=False) == 18 * c**2
    assert large == conv_parameters(c, c, (5, 5), bias=False) == 25 * c**2
    assert (2 * small == 18 * c) == (c == 1), "what is printed holds for one channel"


def test_13_both_stacks_see_as_much():
    assert receptive_field([(3,), (3,)]).size == receptive_field([(5,)]).size == 5


# ---- 14. L4: layers without activation, bits, shared weights, MNIST -------------------------------------------------


def test_14_two_linear_layers_without_an_activation_are_one():
    rng = np.random.default_rng(0)
    x, w1, b1, w2, b2 = (rng.normal(size=s) for s in ((5, 7), (4, 7), (4,), (3, 4), (3,)))
    two = linear(linear(x, w1, b1), w2, b2)
    np.testing.assert_allclose(two, linear(x, w2 @ w1, w2 @ b1 + b2))
    assert not np.allclose(linear(relu(linear(x, w1, b1)), w2, b2), two)


def test_14_a_weight_takes_four_bytes():
    weights = linear_parameters(36_000_000, 100, bias=False)
    assert weights == 3_600_000_000
    assert weights * np.dtype(np.float32).itemsize == 14_400_000_000  # the printed 14 GB
    assert weights * 4 / 8 == 1_800_000_000  # what 4 bits would give


def test_14_sharing_saves_far_more_than_100_million_to_60_million():
    printed_without, printed_with = 100_000_000, 60_000_000
    layers = [x for x in layer_table(on_meta("alexnet_paper"), (3, 224, 224)) if x.kind in ("Conv2d", "Linear")]
    assert sum(x.parameters for x in layers) == 60_965_224 == pytest.approx(printed_with, rel=0.02)
    unshared = sum(x.multiply_adds for x in layers if x.kind == "Conv2d")  # each product would need its own weight
    by_hand = [(55, 96, 363), (27, 256, 1200), (13, 384, 2304), (13, 384, 1728), (13, 256, 1728)]
    assert unshared == sum(side**2 * maps * weights for side, maps, weights in by_hand) == 665_784_864
    assert unshared > 6 * printed_without
    shared = sum(x.parameters for x in layers if x.kind == "Conv2d")
    assert shared < 2_400_000, "nearly all of the 60 million lie in the fully connected layers, which share nothing"


def test_14_mnist_has_60_000_training_images():
    images, labels = SOURCES["mnist"].files["train"]
    assert (images.size - 16) // (28 * 28) == labels.size - 8 == 60_000  # the headers of the files have 16 and 8 bytes


# ---- 15. L4: the tables of VGG and ResNet ---------------------------------------------------------------------------

VGG_PRINTED = {  # block by block, the kernel sizes in the column, and the number of weight layers in its head
    "A": ([3], [3], [3], [3], [3], 11),
    "C": ([3, 3], [3, 3], [3, 3], [3, 3], [3, 3], 16),
    "D": ([3, 3], [3, 3], [3, 3, 1], [3, 3, 1], [3, 3, 1], 16),
    "E": ([3, 3], [3, 3], [3, 3, 3], [3, 3, 3, 3], [3, 3, 3, 3], 19),
}
NAMES = {"A": "vgg11", "C": "vgg16c", "D": "vgg16", "E": "vgg19"}


def kernels(name):
    return [layer.kernel[0] for layer in layer_table(on_meta(name), (3, 224, 224)) if layer.kind == "Conv2d"]


@pytest.mark.parametrize("column", ["A", "C", "E"])
def test_15_the_printed_columns_of_vgg_miss_layers(column):
    *blocks, weight_layers = VGG_PRINTED[column]
    assert sum(map(len, blocks)) + 3 < weight_layers
    assert len(kernels(NAMES[column])) + 3 == weight_layers


def test_15_vggs_column_d_shows_what_belongs_to_column_c():
    *blocks, _ = VGG_PRINTED["D"]
    printed = [k for block in blocks for k in block]
    assert printed == kernels("vgg16c") != kernels("vgg16")
    assert set(kernels("vgg16")) == {3}
    millions = {name: round(count(on_meta(name)) / 1e6) for name in ("vgg16c", "vgg16")}
    assert millions == {"vgg16c": 134, "vgg16": 138}, "L4's own table has 138 million in column D"


def test_15_the_resnet_table_lacks_the_layers_that_bring_224_to_56():
    printed_size_of_conv2 = (56, 56)
    resnet = on_meta("resnet18")
    windows = [x for x in layer_table(resnet, (3, 224, 224)) if x.kind in ("Conv2d", "MaxPool2d")][:2]
    assert [(x.kernel, x.stride) for x in windows] == [((7, 7), (2, 2)), ((3, 3), (2, 2))]
    assert windows[1].output_shape[1:] == printed_size_of_conv2
    with torch.device("meta"):
        without_them = resnet.layer1(torch.zeros(2, 64, 224, 224)).shape[2:]
    assert tuple(without_them) == (224, 224) != printed_size_of_conv2


# ---- 16. L4: GoogLeNet's table --------------------------------------------------------------------------------------

K = 1024
INCEPTIONS_PRINTED = {  # input channels, side of the map, params in K, ops in millions
    "3a": (192, 28, 159, 128),
    "3b": (256, 28, 380, 304),
    "4a": (480, 14, 364, 73),
    "4b": (512, 14, 437, 88),
    "4c": (512, 14, 463, 100),
    "4d": (512, 14, 580, 119),
    "4e": (528, 14, 840, 170),
    "5a": (832, 7, 1072, 54),
    "5b": (832, 7, 1388, 71),
}


def inception_weights(c_in, c1, c3_reduce, c3, c5_reduce, c5, pool):
    """Count by the formula, and on the module; the two must agree."""
    formula = (
        c_in * (c1 + c3_reduce + c5_reduce + pool)  # the four 1x1 convolutions
        + 9 * c3_reduce * c3
        + 25 * c5_reduce * c5
    )
    with torch.device("meta"):
        block = Inception(c_in, c1, c3_reduce, c3, c5_reduce, c5, pool)
    assert formula == sum(m.weight.numel() for m in block.modules() if isinstance(m, nn.Conv2d))
    return formula


def test_16_k_is_1024():
    printed = 1000
    assert linear_parameters(1024, 1000, bias=False) == printed * K != printed * 1000
    assert conv_parameters(64, 64, (1, 1), bias=False) + conv_parameters(64, 192, (3, 3), bias=False) == 112 * K


@pytest.mark.parametrize("name", [name for name in INCEPTIONS_PRINTED if name not in ("4c", "5a")])
def test_16_the_other_rows_hold_within_two_per_cent(name):
    c_in, side, params, ops = INCEPTIONS_PRINTED[name]
    weights = inception_weights(c_in, *BLOCKS[name])
    assert weights / K == pytest.approx(params, rel=0.02)
    assert weights * side**2 / 1e6 == pytest.approx(ops, abs=1)


def test_16_block_4c_has_497_k_as_its_own_operations_say():
    c_in, side, params, ops = INCEPTIONS_PRINTED["4c"]
    weights = inception_weights(c_in, *BLOCKS["4c"])
    assert int(weights / K) == 497 != params
    assert round(weights * side**2 / 1e6) == ops


def test_16_block_5a_was_counted_with_a_reduce_of_48():
    c_in, side, params, ops = INCEPTIONS_PRINTED["5a"]
    printed_reduce = inception_weights(c_in, 256, 160, 320, 32, 128, 128)
    counted_reduce = inception_weights(c_in, 256, 160, 320, 48, 128, 128)
    assert (round(printed_reduce * side**2 / 1e6), round(counted_reduce * side**2 / 1e6)) == (51, ops)
    assert abs(counted_reduce / K / params - 1) < 0.01 < 0.05 < abs(printed_reduce / K / params - 1)
    assert BLOCKS["5a"][3] == 32


def test_16_the_first_layer_was_counted_as_two_thin_ones():
    printed_params, printed_ops = 2700, 34
    thin = conv_parameters(3, 64, (7, 1), bias=False) + conv_parameters(3, 64, (1, 7), bias=False)
    assert thin == 2 * 7 * 3 * 64 == pytest.approx(printed_params, rel=0.01)
    assert round(thin * 112**2 / 1e6) == printed_ops
    real = nn.Conv2d(3, 64, 7, bias=False, device="meta").weight.numel()
    assert real == conv_parameters(3, 64, (7, 7), bias=False) == 9408
    assert round(conv_multiply_adds(3, 64, (7, 7), (112, 112)) / 1e6) == 118


# ---- 17. What pooling, AlexNet and residual connections do ----------------------------------------------------------


def test_17_pooling_is_not_invariant_to_rotation_or_scale():
    x = np.zeros((1, 1, 8, 8))
    x[..., 1, 1:7] = 1  # a bar at the top
    pooled = max_pool2d(x, 2)
    turned, enlarged = np.rot90(x, axes=(2, 3)), np.kron(x, np.ones((2, 2)))
    assert not np.array_equal(max_pool2d(turned, 2), pooled)
    np.testing.assert_array_equal(max_pool2d(turned, 2), np.rot90(pooled, axes=(2, 3)))  # it turns with the image
    assert max_pool2d(enlarged, 2).shape != pooled.shape
    np.testing.assert_array_equal(max_pool2d(enlarged, 2), x)


def test_17_pooling_forgives_only_shifts_that_stay_in_the_window():
    x = np.zeros((1, 1, 8, 8))
    x[..., 2, 2] = 1
    np.testing.assert_array_equal(max_pool2d(np.roll(x, 1, axis=3), 2), max_pool2d(x, 2))
    assert not np.array_equal(max_pool2d(np.roll(x, 2, axis=3), 2), max_pool2d(x, 2))


def test_17_max_pooling_is_not_a_convolution_for_it_is_not_linear():
    a, b = np.zeros((1, 1, 2, 2)), np.zeros((1, 1, 2, 2))
    a[..., 0, 0] = b[..., 1, 1] = 1
    assert max_pool2d(a, 2) + max_pool2d(b, 2) != max_pool2d(a + b, 2)
    quarter = np.full((1, 1, 2, 2), 0.25)  # mean pooling is a convolution
    assert conv2d(a + b, quarter, stride=2).item() == F.avg_pool2d(torch.tensor(a + b), 2).item()


def test_17_a_residual_block_that_learns_nothing_loses_nothing():
    """The cure for degradation: with zero weights a plain stack forgets its input, a residual block passes it on."""
    block = BasicBlock(2, 2).eval()
    for convolution in (block.conv1, block.conv2):
        nn.init.zeros_(convolution.weight)
    x = torch.rand(1, 2, 5, 4, generator=torch.Generator().manual_seed(0))
    plain = torch.relu(block.bn2(block.conv2(torch.relu(block.bn1(block.conv1(x))))))
    assert plain.abs().max() == 0
    assert torch.equal(block(x), x)


def test_17_with_batch_normalisation_a_deep_plain_network_has_gradients():
    """So vanishing gradients are not what residual connections were needed for."""
    torch.manual_seed(0)

    def first_gradient(normalised):
        layers = []
        for _ in range(30):
            layers += [nn.Conv2d(4, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4) if normalised else nn.Identity()]
            layers += [nn.ReLU()]
        network = nn.Sequential(*layers)
        network(torch.randn(8, 4, 6, 5)).square().mean().backward()
        return network[0].weight.grad.norm().item()

    assert first_gradient(normalised=True) > 1e-3
    assert first_gradient(normalised=False) < 1e-6


# ---- 18. Dropout's scaling, and LeNet's layers without parameters ---------------------------------------------------


def test_18_dropout_without_its_scaling_changes_the_mean():
    p, x = 0.25, np.ones(100_000)
    y, mask = dropout(x, p, np.random.default_rng(0))
    unscaled = np.where(mask > 0, x, 0)  # as the lectures describe it
    assert y.mean() == pytest.approx(1.0, abs=0.01)
    assert unscaled.mean() == pytest.approx(1 - p, abs=0.01)
    assert set(np.unique(y)) == {0.0, 1 / (1 - p)}
    assert set(F.dropout(torch.ones(1000, dtype=torch.float64), p).unique().tolist()) == {0.0, 1 / (1 - p)}


def test_18_lenets_pooling_layers_have_no_parameters():
    layers = {x.name: x.parameters for x in layer_table(on_meta("lenet"), (1, 28, 28)) if x.kind != "Tanh"}
    seven = [layers[name] for name in ("c1", "s2", "c3", "s4", "c5", "f6", "output")]
    assert seven == [156, 0, 2416, 0, 48_120, 10_164, 850]


# ---- The document ---------------------------------------------------------------------------------------------------


def test_every_entry_of_the_document_has_a_test_and_every_test_an_entry():
    document = (Path(__file__).resolve().parents[2] / "docs" / "errata.md").read_text(encoding="utf-8")
    entries = [int(number) for number in re.findall(r"^## (\d+)\. ", document, flags=re.MULTILINE)]
    tested = {int(match[1]) for name in globals() if (match := re.match(r"test_(\d\d)_", name))}
    assert entries == sorted(tested)
