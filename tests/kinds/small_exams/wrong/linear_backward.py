"""What students believe about `linear_backward`."""

from small_exams.honest.linear_backward import matrices as _right


def averaged_over_the_batch(dy, x, w):
    """You divide by the number of samples. The mean belongs to the loss; here the samples add up."""
    right = _right(dy, x, w)
    return right | {"dw": right["dw"] / len(x), "db": right["db"] / len(x)}


def db_not_summed(dy, x, w):
    """Your db has a row for each sample. One bias serves all of them, so their gradients add up."""
    return _right(dy, x, w) | {"db": dy}


def upstream_left_out(dy, x, w):
    """You leave the upstream gradient out of dx, as if every output counted 1."""
    return _right(dy * 0 + 1, x, w) | {"dw": x.T @ dy, "db": dy.sum(axis=0)}


def dx_without_the_weights_sign(dy, x, w):
    """You take the absolute weights on the way back."""
    return _right(dy, x, w) | {"dx": dy @ abs(w.T)}


def upstream_scaled_in_place(dy, x, w):
    """You change the upstream gradient that you were given. Work on a copy."""
    result = _right(dy, x, w)
    dy *= 2
    return result
