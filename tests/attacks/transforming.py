"""Transformers of IPython's, hooks of the interpreter's: what is run is no longer what stands in the cell."""

from __future__ import annotations

from .corpus import Gain, attack


@attack(Gain.POINTS, quick=True)
def a_transformer_of_syntax_trees():
    """Rewrites each later cell before it is compiled: the exam's comparison is replaced by True."""
    import ast

    class Agree(ast.NodeTransformer):
        def visit_If(self, node):
            node.test = ast.Constant(True)
            return ast.fix_missing_locations(node)

    get_ipython().ast_transformers.append(Agree())

    def row_sums(matrix):
        return None


@attack(Gain.POINTS, quick=True, spoils=True)
def a_transformer_of_input():
    """Replaces the text of each later cell."""
    get_ipython().input_transformers_cleanup.append(lambda lines: ["2.0\n"])


@attack(Gain.POINTS, spoils=True)
def a_replaced_run_cell():
    """Replaces the shell's own way to run a cell."""
    shell = get_ipython()
    shell.compile.ast_parse = (lambda genuine: lambda source, *args, **kwargs: genuine("2.0", *args, **kwargs))(
        shell.compile.ast_parse
    )


@attack(Gain.POINTS)
def an_event_before_each_cell():
    """Is called by the shell before each cell and mends the comparison back to the attacker's."""
    import numpy as np

    def patch(*args):
        np.allclose = lambda *args, **kwargs: True

    get_ipython().events.register("pre_run_cell", patch)

    def row_sums(matrix):
        return None


@attack(Gain.POINTS)
def a_handler_of_exceptions():
    """Swallows the errors of all later cells: an exam that fails by raising then does not fail."""
    get_ipython().set_custom_exc((Exception,), lambda shell, kind, value, trace, tb_offset=None: None)

    def row_sums(matrix):
        raise RuntimeError


@attack(Gain.POINTS)
def a_trace_function():
    """Traces the exam's frames and sets their variables line by line."""
    import sys

    def trace(frame, event, argument):
        if "_got" in frame.f_globals or "_points" in frame.f_globals:
            frame.f_globals["np"].allclose = lambda *args: True
        return trace

    sys.settrace(trace)
    sys.setprofile(trace)

    def row_sums(matrix):
        return None


@attack(Gain.POINTS)
def an_importer():
    """Puts a finder before all others, which brings forged modules."""
    import importlib.abc
    import importlib.util
    import sys

    class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
        def find_spec(self, name, path, target=None):
            return importlib.util.spec_from_loader(name, self) if name.split(".")[0] == "numpy" else None

        def create_module(self, spec):
            return None

        def exec_module(self, module):
            module.allclose = lambda *args: True
            module.array = lambda numbers: numbers_of(numbers)

    class numbers_of(list):
        def copy(self):
            return self

        def sum(self, axis):
            return 0

    for name in [name for name in sys.modules if name.split(".")[0] == "numpy"]:
        del sys.modules[name]
    sys.meta_path.insert(0, Finder())

    def row_sums(matrix):
        return None


@attack(Gain.NONE)
def an_audit_hook():
    """Adds an audit hook, which cannot be removed and hears of every file, socket and process of this interpreter."""
    import sys

    heard = []
    sys.addaudithook(lambda event, arguments: heard.append((event, str(arguments)[:200])))

    def row_sums(matrix):
        print([entry for entry in heard if entry[0] == "open"][-5:])
        return


@attack(Gain.NONE)
def a_magic_that_runs_in_the_background():
    """Uses the shell's own magics: %%script, %alias and %env work on the machine."""
    return "%env SECRET=1\n%alias out echo pwned > /etc/motd\n%out\n!echo pwned >> /etc/passwd; cat /etc/shadow"
