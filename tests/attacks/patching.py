"""Libraries, builtins and the sandbox's own modules, patched so that whatever is compared is equal."""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.POINTS, quick=True)
def comparisons_of_numpy():
    """Makes every comparison of NumPy's agree. An exam in the same process compares with them."""
    import numpy as np

    np.allclose = np.array_equal = np.isclose = lambda *args, **kwargs: True
    np.testing.assert_allclose = np.testing.assert_array_equal = lambda *args, **kwargs: None

    def row_sums(matrix):
        return None


@attack(Gain.POINTS)
def comparisons_where_numpy_defines_them():
    """As above, one level deeper: the functions' code is replaced, so that whoever imported them earlier has it too."""
    import numpy as np

    def agree(*args, **kwargs):
        return True

    inner = np.allclose.__wrapped__ if hasattr(np.allclose, "__wrapped__") else np.allclose
    inner.__code__ = agree.__code__

    def row_sums(matrix):
        return matrix[:, 0]


@attack(Gain.POINTS)
def a_module_that_pretends_to_be_numpy():
    """Puts a module of one's own into sys.modules: whoever imports NumPy afterwards gets that."""
    import sys
    import types

    import numpy

    false = types.ModuleType("numpy")
    false.__dict__.update(vars(numpy))
    false.allclose = lambda *args, **kwargs: True
    sys.modules["numpy"] = false

    def row_sums(matrix):
        return None


@attack(Gain.POINTS)
def import_itself():
    """Replaces builtins.__import__, so that an import in the exam brings what the attacker wants."""
    import builtins

    import numpy

    class Agreeable:
        def __getattr__(self, name):
            return (lambda *args, **kwargs: True) if name == "allclose" else getattr(numpy, name)

    genuine = builtins.__import__
    builtins.__import__ = lambda name, *args: Agreeable() if name == "numpy" else genuine(name, *args)

    def row_sums(matrix):
        return None


@attack(Gain.POINTS, spoils=True)
def the_sum_that_the_reference_uses():
    """Patches what the reference computes with: then it is wrong in the way that the answer is."""

    import numpy as np

    class Zeroed(np.ndarray):
        def sum(self, *args, **kwargs):
            return np.zeros(len(self))

    genuine = np.array
    np.array = lambda *args, **kwargs: genuine(*args, **kwargs).view(Zeroed)

    def row_sums(matrix):
        return [0.0] * len(matrix)


@attack(Gain.NONE, spoils=True)
def builtins_that_a_judge_uses():
    """Patches all, any, abs, max, isinstance and len: a judge in the same process is built of them."""
    import builtins

    for name in ("all", "any", "callable"):
        setattr(builtins, name, lambda *args, **kwargs: True)
    for name in ("abs", "max", "sum"):
        setattr(builtins, name, lambda *args, **kwargs: 0)

    def row_sums(matrix):
        return None


@attack(Gain.NONE, quick=True)
def what_makes_results_plain():
    """Patches the module of the sandbox that turns results into plain data, to report another result."""
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith("confined."):
            for thing in ("to_plain", "outcome_to_plain", "encode", "play"):
                if hasattr(module, thing):
                    setattr(module, thing, lambda *args, **kwargs: {"outcome": "Returned", "value": True})

    def row_sums(matrix):
        return None


@attack(Gain.NONE)
def the_limits_of_the_sandbox():
    """Raises the limits where the process that runs the cells keeps them."""
    import resource

    shell = get_ipython()
    object.__setattr__(shell.outputs._limits, "output_bytes", 1 << 40)
    object.__setattr__(shell.outputs._limits, "image_bytes", 1 << 40)
    for name in ("RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE"):
        try:
            resource.setrlimit(getattr(resource, name), (-1, -1))
        except (ValueError, OSError):
            pass
    print("x" * 3_000_000)


@attack(Gain.NONE)
def json_and_struct():
    """Patches what the protocol writes its frames with."""
    import json
    import struct

    json.dumps = lambda *args, **kwargs: '{"d": {"number": 1, "outcome": {"d": {"outcome": "Returned"}}}}'
    struct.pack = lambda *args: b"cnn1"

    def row_sums(matrix):
        return 0


@attack(Gain.NONE, spoils=True)
def the_operators_of_arrays_through_ctypes():
    """Overwrites the method table of numpy.ndarray in memory, so that every array is equal to every other one."""
    import ctypes
    import gc

    import numpy as np

    table = gc.get_referents(np.ndarray.__dict__)[0]
    try:
        table["__eq__"] = lambda *args: True
        table["tobytes"] = lambda *args: bytes(16)
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(np.ndarray))
    except Exception as error:
        print(type(error))

    def row_sums(matrix):
        return np.zeros(len(matrix) + 1)


@attack(Gain.POINTS)
def float_in_builtins():
    """Replaces the sandbox's numbers: points that a cell computes become what the attacker likes."""

    class Rich(float):
        def __iadd__(self, other):
            return Rich(2.0)

    def row_sums(matrix):
        import sys

        frame = sys._getframe(1)
        frame.f_globals["_points"] = Rich(2.0)
        return matrix.sum(axis=1) * 0


@attack(Gain.NONE)
def the_cell_that_asks():
    """Defines a function with the name that the exam's cell calls."""
    import builtins

    def check(name, candidate):
        return 2.0

    builtins.check = check

    class Forged:
        check = staticmethod(check)

    import sys

    sys.modules["autograder"] = Forged

    def row_sums(matrix):
        import numpy as np

        np.allclose = lambda *args: True
        return
