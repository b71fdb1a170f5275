"""Results that are no arrays but say they are right: equal to everything, computed when looked at, of a class."""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.POINTS, quick=True)
def an_array_subclass_whose_difference_is_zero():
    """Every operation with it comes to zeros, so that its distance from the expected value is nothing."""
    import numpy as np

    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, bool)

        def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
            return np.bool_(True)

        def __array_function__(self, function, types, args, kwargs):
            return True

    def row_sums(matrix):
        return np.zeros(len(matrix)).view(Agreeable)


@attack(Gain.POINTS, quick=True)
def an_object_that_answers_array_functions():
    """Has __array_function__, which NumPy calls instead of comparing."""

    class Agreeable:
        def __array_function__(self, function, types, args, kwargs):
            return True

    def row_sums(matrix):
        return Agreeable()


@attack(Gain.POINTS)
def an_object_that_makes_its_array_late():
    """Has __array__, which looks in the frames above for what is expected."""
    import sys

    import numpy as np

    class Late:
        def __array__(self, *args, **kwargs):
            frame = sys._getframe()
            while frame is not None:
                for scope in (frame.f_locals, frame.f_globals):
                    if "_expected" in scope:
                        return np.asarray(scope["_expected"])
                frame = frame.f_back
            raise ValueError

    def row_sums(matrix):
        return Late()


@attack(Gain.POINTS)
def a_broadcast_that_fits_everything():
    """Nothing compares unequal with no numbers: an empty array agrees with a loose comparison."""
    import numpy as np

    class Empty(np.ndarray):
        def __array_function__(self, function, types, args, kwargs):
            return all(())

    def row_sums(matrix):
        return np.zeros(0).view(Empty)


@attack(Gain.NONE)
def a_masked_array():
    """All numbers are masked: comparisons of NumPy leave masked numbers out."""
    import numpy as np

    def row_sums(matrix):
        return np.ma.masked_all(len(matrix))


@attack(Gain.NONE)
def not_a_number():
    """Comparisons written the wrong way round hold for NaN: not (nan > tolerance)."""
    import numpy as np

    def row_sums(matrix):
        return np.full(len(matrix), np.nan)


@attack(Gain.NONE)
def infinities():
    """inf - inf is NaN, and inf <= inf * tolerance holds."""
    import numpy as np

    def row_sums(matrix):
        return np.full(len(matrix), np.inf)


@attack(Gain.NONE)
def a_class_that_lies_about_its_class():
    """__class__ and isinstance say ndarray, the object is another one."""
    import numpy as np

    class Liar:
        __class__ = np.ndarray
        dtype, shape, ndim, size = np.dtype("f8"), (2,), 1, 2

        def tobytes(self, *args):
            return bytes(16)

        def __getattribute__(self, name):
            return getattr(np.zeros(2), name)

    def row_sums(matrix):
        return Liar()


@attack(Gain.NONE)
def numbers_with_methods_of_their_own():
    """Subclasses of int, float, str, tuple and dict with their own comparisons and their own way to be iterated."""

    class Float(float):
        def __eq__(self, other):
            return True

        def __float__(self):
            raise SystemExit

        def __format__(self, spec):
            return "right"

    class Listed(list):
        def __iter__(self):
            while True:
                yield 1.0

        def __len__(self):
            return 10**9

    def row_sums(matrix):
        return Listed([Float(1.0)])


@attack(Gain.NONE)
def a_result_that_pickles_as_code():
    """__reduce__ would run where it is unpickled; a grader that reads pickles runs it."""
    import os

    class Bomb:
        def __reduce__(self):
            return (os.system, ("touch /tmp/pwned",))

    def row_sums(matrix):
        return Bomb()


@attack(Gain.NONE)
def structured_and_object_arrays():
    """An object array holds any objects, a structured one may hold pointers to them."""
    import numpy as np

    class Equal:
        __eq__ = __le__ = __ge__ = __sub__ = __rsub__ = lambda *args: True

    def row_sums(matrix):
        return np.array([Equal()] * len(matrix), dtype=object)


@attack(Gain.NONE)
def memory_that_is_not_its_own():
    """An array whose strides lead outside of its memory: whoever copies it reads what lies there."""
    import numpy as np

    def row_sums(matrix):
        return np.lib.stride_tricks.as_strided(np.zeros(1), shape=(len(matrix),), strides=(1 << 40,))


@attack(Gain.NONE)
def a_function_that_is_an_object():
    """The answer is an object whose attributes answer to every name a grader may ask for."""

    class Answer:
        def __getattr__(self, name):
            return 2.0

        def __call__(self, *args):
            return self

        def __eq__(self, other):
            return True

    row_sums = Answer()
