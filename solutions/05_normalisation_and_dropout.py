# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: name,role,points,minutes,difficulty,task,hidden,-all
#     notebook_metadata_filter: kernelspec,jupytext,-jupytext.text_representation.jupytext_version
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 5. Normalisation and dropout: layers with a memory
#
# {{table_of_exercises}}
#
# {{how_to_work}}
#
# {{how_it_is_graded}}
#
# {{numpy_only}}

# %% [markdown]
# ## Setup
#
# {{setup}}

# %% name="setup" role="given" hidden=true
import numpy as np

from notebook_parts.compare import compare, compare_dtype, raises_value_error
from notebook_parts.open_exercises import say_which_exercise_is_open

say_which_exercise_is_open()

# %% [markdown]
# ## Exercise 1: the mean and the variance of a batch
#
# {{points_and_minutes}}


# %% name="batch_statistics" role="answer" minutes=10 difficulty=1
def batch_statistics(x):
    """Compute the mean and the variance of each feature, or of each channel, over a batch.

    Args:
        x: array of shape (n, d), n samples of d features, or of shape (n, c, h, w), n samples of c maps, of any integer
            or floating-point dtype. No side is 0.

    Returns:
        A tuple of two new arrays (mean, var), each of shape (d,) or (c,): one number per feature or channel.
        The variance is the mean of the squared differences from the mean: it divides by the number of values.
        Their dtype is float64, whatever the dtype of x.

    Raises:
        ValueError: x has neither two nor four axes.

    The array x must not be modified. The result must depend on the numbers in the arguments alone: not on earlier
    calls, nor on how an array lies in memory.
    The sums must come out as in float64, whatever dtype is given: nothing wraps around, no digit is lost.
    The variance must be right for large numbers that differ little, too, such as 100000000 and 100000001.

    Example:
        >>> batch_statistics(np.array([[1, 2], [3, 6], [5, 10]]))
        (array([3., 6.]), array([ 2.66666667, 10.66666667]))
    """
    ### BEGIN SOLUTION
    x = np.asarray(x, dtype=np.float64)
    if x.ndim not in (2, 4):
        raise ValueError(f"x must be N x D or N x C x H x W, got shape {x.shape}")
    axes = 0 if x.ndim == 2 else (0, 2, 3)
    return x.mean(axis=axes), x.var(axis=axes)
    ### END SOLUTION


# %% name="batch_statistics" role="examples"
samples = np.array([[1, 2], [3, 6], [5, 10]])
mean, var = batch_statistics(samples)
compare("the lecture's means", mean, [3, 6])
compare("the lecture's variances", var, [8 / 3, 32 / 3])

# %% name="batch_statistics" role="graded" points=2
