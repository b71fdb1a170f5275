"""What `help()` shows of every public function: arguments with shapes, errors, source, and an example.

The examples run by themselves: pytest collects the doctests of the package. Here they have to exist.
"""

import importlib
import inspect
import pkgutil
import re

import cnnedu

# Modules that define something: an operation, a block, a network, a formula. A definition comes from somewhere.
DEFINING = re.compile(r"cnnedu\.(formulas|ops|nn|models)\.\w+")

# Modules within those that define nothing: there is no lecture or paper to name.
INNER_PARTS = {
    "cnnedu.models.input_size": "refuses images that are too small",
    "cnnedu.models.registry": "a table of the networks by name",
    "cnnedu.ops.arguments": "reads and refuses arguments",
    "cnnedu.ops.windows": "lays windows out in memory; the operations above it have the sources",
}

# Modules that run networks: many an example would train, write a checkpoint, start processes, or draw what a trained
# network says about a data set. They are held to errors and shapes alone; their tests show them at work.
RUNNING = (
    "cnnedu.atomic",
    "cnnedu.evaluation.",
    "cnnedu.inference",
    "cnnedu.report.",
    "cnnedu.training.",
    "cnnedu.weights.",
)

# What refuses arguments: a raise of one's own, or a call of what reads arguments and raises for all.
REFUSAL = re.compile(
    r"^ +(?![ >])(raise \w|.*\b(as_maps|as_filters|check_shape|pair|read_pooling|conv_layout|require_at_least)\()",
    re.MULTILINE,
)
ARRAY = re.compile(r"np\.ndarray|torch\.Tensor")
SHAPE = re.compile(r"(?<!\w)\([a-z]\w*(, [^()]+)+\)|\([a-z]\w*,\)|\bshape\b|N x C x H x W")  # (n, c, h, w), (c,)


def _public():
    """Every public function and class of the package with the name of its module."""
    for found in pkgutil.walk_packages(cnnedu.__path__, "cnnedu."):
        if found.name.endswith("__main__"):  # runs a program when it is imported
            continue
        module = importlib.import_module(found.name)
        for name in getattr(module, "__all__", ()):
            member = getattr(module, name)
            here = getattr(member, "__module__", None) == found.name
            is_error = inspect.isclass(member) and issubclass(member, Exception)
            if here and not is_error and (inspect.isfunction(member) or inspect.isclass(member)):
                yield f"{found.name}.{name}", module, member


PUBLIC = list(_public())


def _docstring(member):
    """A function's docstring; a class's with those of its methods, which `help()` shows together."""
    documented = [member]
    if inspect.isclass(member):
        documented += [value for name, value in vars(member).items() if inspect.isroutine(value) and name[0] != "_"]
        documented += [value.__func__ for value in vars(member).values() if isinstance(value, classmethod)]
    return "\n\n".join(inspect.getdoc(each) or "" for each in documented)


def _prose(member):
    """The docstring without its examples."""
    return re.sub(r"^ *>>>.*?(\n\s*\n|\Z)", "", _docstring(member), flags=re.DOTALL | re.MULTILINE)


def _with_references(module, member):
    """The prose and that of the functions it refers to: "Arguments and errors as for `conv2d`"."""
    prose = _prose(member)
    references = re.findall(r"\b(?:as\s+for|those\s+of)\s+((?:`\w+`(?:, | and )?)+)", prose)
    others = [getattr(module, name, None) for reference in references for name in re.findall(r"\w+", reference)]
    return "\n".join([prose, *(_prose(other) for other in others if other)])


def _lacking(has):
    return [name for name, module, member in PUBLIC if not has(name, module, member)]


def test_every_public_function_has_an_example():
    assert _lacking(lambda name, module, member: ">>>" in _docstring(member) or name.startswith(RUNNING)) == []


def test_every_argument_is_described():
    def has(name, module, member):
        prose = _with_references(module, member)
        named = all(re.search(rf"\b{argument}\b", prose) for argument in inspect.signature(member).parameters)
        return named or name.startswith(RUNNING)

    assert _lacking(has) == []


def test_every_array_has_a_shape():
    def has(name, module, member):
        arrays = any(ARRAY.match(str(p.annotation)) for p in inspect.signature(member).parameters.values())
        return not arrays or bool(SHAPE.search(_with_references(module, member)))

    assert _lacking(has) == []


def test_every_error_that_is_raised_is_announced():
    def has(name, module, member):
        return not REFUSAL.search(inspect.getsource(member)) or "Raises:" in _with_references(module, member)

    assert _lacking(has) == []


def test_every_definition_names_its_source():
    def has(name, module, member):
        defines = DEFINING.fullmatch(module.__name__) and module.__name__ not in INNER_PARTS
        return not defines or re.search(r"Source:|source are those of", _prose(member))

    assert _lacking(has) == []


def test_the_exceptions_exist():
    modules = {module.__name__ for _, module, _ in PUBLIC}
    assert set(INNER_PARTS) <= modules
    assert [prefix for prefix in RUNNING if not any(name.startswith(prefix) for name in modules)] == []
