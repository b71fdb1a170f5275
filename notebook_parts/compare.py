"""What an example says: right, or got and wanted."""

import numpy as np

__all__ = ["compare", "compare_dtype", "raises_value_error"]


def compare(what, got, wanted):
    """Say that `got` is what was wanted, or stop and show both."""
    assert got is not None, f"{what}: your function gave back None. Is the return missing?"
    got, wanted = np.asarray(got), np.asarray(wanted)
    shapes = "" if got.shape == wanted.shape else f"\nshapes: got {got.shape}, wanted {wanted.shape}"
    same = not shapes and np.allclose(got, wanted)
    assert same, f"{what}\ngot:\n{got}\nwanted:\n{wanted}{shapes}"
    print("right:", what)


def compare_dtype(what, got, wanted):
    """Say that an array has the promised dtype, or stop and show both."""
    dtype = getattr(got, "dtype", type(got).__name__)
    assert dtype == wanted, f"{what}\ngot:    {dtype}\nwanted: {np.dtype(wanted)}"
    print("right:", what)


def raises_value_error(what, call):
    """Say that a call that makes no sense raises ValueError, or stop and show what it gave back."""
    try:
        got = call()
    except ValueError:
        print("right:", what)
        return
    raise AssertionError(f"{what}\ngot:    {got!r}\nwanted: ValueError")
