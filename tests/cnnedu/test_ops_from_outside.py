"""What is found out about networks from outside: against PyTorch's networks and gradients, and against the formula."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnedu.formulas.stacks import field_of_stack, window_of
from cnnedu.ops.path_counts import effective_receptive_field
from cnnedu.ops.perturbation import is_shift_equivariant, receptive_field_by_perturbation
from cnnedu.ops.small_networks import network_of

F = torch.nn.functional
axis = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(0, 1))


@st.composite
def networks(draw):
    layers = []
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
        stride = draw(st.tuples(st.integers(1, 2), st.integers(1, 2)))
        if draw(st.booleans()):
            layers.append(("max", size, stride))
        else:
            seed = draw(st.integers(0, 99))
            kernel = np.random.default_rng(seed).normal(size=size)
            layers.append(("conv", kernel, stride, draw(st.tuples(st.integers(0, 1), st.integers(0, 1))), seed / 9))
    return layers


@settings(max_examples=60, deadline=None)
@given(networks(), st.integers(0, 99))
def test_a_network_computes_what_pytorch_does(layers, seed):
    image = np.random.default_rng(seed).normal(size=(19, 23))
    x = torch.tensor(image)[None, None]
    for kind, window, stride, *more in layers:
        if kind == "max":
            x = F.max_pool2d(x, window, stride)
        else:
            x = F.conv2d(
                x, torch.tensor(window)[None, None], torch.tensor([more[1]], dtype=torch.float64), stride, more[0]
            )
    np.testing.assert_allclose(network_of(layers)(image), x[0, 0].numpy(), atol=1e-10)


def test_an_unknown_layer_is_refused():
    with pytest.raises(ValueError, match="a layer must be 'conv' or 'max', got 'mean'"):
        network_of([("mean", (2, 2), (2, 2))])


@settings(max_examples=40, deadline=None)
@given(st.lists(axis, min_size=1, max_size=2), st.lists(axis, min_size=1, max_size=2))
def test_perturbation_finds_the_pixels_of_the_formula(down, right):
    depth = min(len(down), len(right))
    down, right = down[:depth], right[:depth]
    kernels = [np.ones((a[0], b[0])) for a, b in zip(down, right, strict=True)]
    gapless = all(a[0] >= a[1] and b[0] >= b[1] for a, b in zip(down, right, strict=True))
    steps = [(k, (a[1], b[1]), (a[2], b[2])) for k, a, b in zip(kernels, down, right, strict=True)]
    network = network_of([("conv", k, stride, padding, 0.5) for k, stride, padding in steps])
    insides = [-(field_of_stack(each)[2] // field_of_stack(each)[1]) for each in (down, right)]
    (top, bottom), (left, last) = (window_of(i, each) for i, each in zip(insides, (down, right), strict=True))
    seen = receptive_field_by_perturbation(network, (bottom + 1, last + 1), tuple(insides))
    rows, columns = np.nonzero(seen)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (top, bottom, left, last)
    assert not gapless or seen[top:, left:].all()


def test_a_weight_of_zero_hides_a_pixel_and_a_tiny_one_does_not():
    network = network_of([("conv", np.array([[1.0, 0.0, 1e-9]]), (1, 1), (0, 0), 3.0)])
    assert receptive_field_by_perturbation(network, (1, 3), (0, 0)).tolist() == [[True, False, True]]


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_a_convolution_moves_with_multiples_of_its_stride(stride):
    rng = np.random.default_rng(0)
    image, kernel = rng.normal(size=(11, 13)), rng.normal(size=(2, 3))
    network = network_of([("conv", kernel, (1, stride), (0, 0), 0.5)])
    moves = [d for d in range(7) if is_shift_equivariant(network, image, (1, d), (1, d // stride))]
    assert moves == list(range(0, 7, stride))


def test_zero_padding_does_not_move_with_the_image():
    image, kernel = np.arange(1.0, 26).reshape(5, 5), np.ones((3, 3))
    valid, padded = (network_of([("conv", kernel, (1, 1), (p, p), 0.0)]) for p in (0, 1))
    assert is_shift_equivariant(valid, image, (1, 1), (1, 1))
    assert not is_shift_equivariant(padded, image, (1, 1), (1, 1))


def test_maps_of_two_shapes_are_not_the_same_even_if_numpy_would_stretch_one():
    assert not is_shift_equivariant(lambda image: np.ones((image.shape[0], 3)), np.ones((3, 3)), (1, 0), (2, 0))


@settings(max_examples=60, deadline=None)
@given(st.lists(axis, min_size=1, max_size=4))
def test_path_counts_are_the_gradient_through_kernels_of_ones(stack):
    image = torch.zeros(1, 1, field_of_stack(stack)[0], dtype=torch.float64, requires_grad=True)
    x = image
    for kernel, stride, _ in stack:
        x = F.conv1d(x, torch.ones(1, 1, kernel, dtype=torch.float64), None, stride)
    x.sum().backward()  # one output
    np.testing.assert_array_equal(effective_receptive_field(stack), image.grad[0, 0].numpy())


def test_without_layers_there_is_one_path():
    assert effective_receptive_field([]).tolist() == [1.0]
