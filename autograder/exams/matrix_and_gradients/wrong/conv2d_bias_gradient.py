"""What students believe of `conv2d_bias_gradient`: wrong answers, each with the sentence for whoever gave it."""

import numpy as np

from autograder.exams.matrix_and_gradients.honest.conv2d_bias_gradient import one_axis_after_the_other


def not_summed_over_the_samples(dy):
    """You add up over the positions, but not over the samples: each sample still has a bias gradient of its own. All of
    them share one bias, so add over axis 0 as well."""
    return dy.astype(float).sum(axis=(2, 3))


def samples_averaged(dy):
    """You take the mean over the samples. If the loss is a mean, its 1/n is in dy already: add up."""
    return one_axis_after_the_other(dy) / len(dy)


def positions_averaged(dy):
    """You take the mean over the positions of a map. The bias is added at each of them, so their gradients add up."""
    return one_axis_after_the_other(dy) / (dy.shape[2] * dy.shape[3])


def everything_averaged(dy):
    """You take the mean over samples and positions. The bias acts on each of these outputs: take the sum."""
    return dy.astype(float).mean(axis=(0, 2, 3))


def first_sample_only(dy):
    """You look at the first sample only. The others have a share in the gradient too."""
    return one_axis_after_the_other(dy[:1])


def last_sample_only(dy):
    """In your loop over the samples = stands where += belongs: only the last sample is left."""
    return one_axis_after_the_other(dy[-1:])


def last_channel_only(dy):
    """You return a single number, that of the last channel. Each output channel has a bias of its own: return one
    number for each."""
    return one_axis_after_the_other(dy)[-1:]


def summed_over_everything(dy):
    """You add up over the channels as well. Each output channel has a bias, and a gradient, of its own."""
    return np.full(dy.shape[1], dy.astype(float).sum())


def one_number_for_all(dy):
    """You return one number. There is one bias for each output channel: leave axis 1 out of the sum."""
    return dy.astype(float).sum()


def summed_over_the_channels(dy):
    """You leave axis 0 and add up over the channels. Axis 0 counts the samples, axis 1 the channels: it is axis 1 that
    stays."""
    return dy.astype(float).sum(axis=(1, 2, 3))


def axes_kept(dy):
    """You keep the axes that you add over, with length 1. The bias has the shape (c_out,), and so has its gradient."""
    return dy.astype(float).sum(axis=(0, 2, 3), keepdims=True)


def rows_not_added(dy):
    """You add over samples and columns, but not over the rows of a map: axis 2 is missing."""
    return dy.astype(float).sum(axis=(0, 3))


def columns_not_added(dy):
    """You add over samples and rows, but not over the columns of a map: axis 3 is missing."""
    return dy.astype(float).sum(axis=(0, 2))


def first_position_only(dy):
    """You look at the first position of each map only. The bias is added at every position."""
    return dy[:, :, 0, 0].astype(float).sum(axis=0)


def last_row_and_column_lost(dy):
    """Your loops stop one step early, and the last row and column are missing: range(n) already leaves out n."""
    return dy[:, :, :-1, :-1].astype(float).sum(axis=(0, 2, 3))


def absolute_values_added(dy):
    """You add up absolute values. A gradient has a sign, and gradients of different signs cancel."""
    return np.abs(dy.astype(float)).sum(axis=(0, 2, 3))


def downhill_already(dy):
    """You return minus the gradient. The minus comes later, in the step: bias = bias - learning_rate * gradient."""
    return -one_axis_after_the_other(dy)


def gradient_of_a_sum_of_outputs(dy):
    """You count the outputs and never look at dy. That is the gradient of the sum of the outputs; the loss weighs each
    output with its own number in dy."""
    return np.full(dy.shape[1], float(dy.shape[0] * dy.shape[2] * dy.shape[3]))


def upstream_multiplied(dy):
    """You add up squares. The bias goes through the layer unchanged, so dy is passed on as it is."""
    return (dy.astype(float) ** 2).sum(axis=(0, 2, 3))


def dtype_of_the_upstream_gradient(dy):
    """Your result has the dtype of dy. Change dy to float64 before you add."""
    return one_axis_after_the_other(dy).astype(dy.dtype)


def summed_in_the_dtype_that_came(dy):
    """You add up in the dtype of dy, and convert the sums. Bytes have wrapped around by then, and short fractions lost
    digits: change dy to float64 first."""
    return dy.sum(axis=(0, 2, 3), dtype=dy.dtype).astype(np.float64)


def single_precision_sums(dy):
    """You return float32. Seven digits are left of the sums; NumPy's own default, float64, is what is asked for."""
    return one_axis_after_the_other(dy).astype(np.float32)


def summed_in_place(dy):
    """You add the other samples to the first one where it lies, in the caller's dy. Add to an array of your own."""
    for sample in dy[1:]:
        dy[0] += sample
    return dy[0].astype(float).sum(axis=(1, 2))


def whole_numbers_added_in_64_bits(dy):
    """You leave it to np.sum to choose a dtype, and convert the sums. Of integers it takes 64 bits, which the sum of
    two large ones does not fit into: give it dtype=np.float64."""
    return dy.sum(axis=(0, 2, 3), dtype=np.float64 if dy.dtype.kind == "f" else None).astype(np.float64)
