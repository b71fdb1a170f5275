"""The steps that PyTorch modules know: load, switch the mode, run backward, tell names and shapes.

PyTorch is imported by whoever has it; here it is only used where it is there already. The functions of `nn.Module` are
called on the class, so that a student's own `state_dict` or `train` cannot stand in for them by accident.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import numpy as np

__all__ = [
    "NotAModuleError",
    "backward",
    "layer",
    "load",
    "requires_gradient",
    "shapes",
    "state",
    "switch",
    "tensor",
    "tensor_view",
    "without_gradients",
]

_LISTED = 12  # names in one message
_UNASKED = "num_batches_tracked"  # a counter that PyTorch keeps beside running statistics


class NotAModuleError(TypeError):
    """The object, its weights or its result are not what the step needs. The message is for the student."""


def load(module: Any, given: Mapping[str, np.ndarray]) -> None:
    """Copy arrays into a module's parameters and buffers, by name.

    Raises:
        NotAModuleError: it is no module, or a name or a shape differs; the message says what was wanted and what is
            there.
    """
    torch = _torch()
    own = dict(_entries(module))
    asked = {name for name in own if not name.endswith(_UNASKED)}
    missing, unknown = sorted(given.keys() - own.keys()), sorted(asked - given.keys())
    if missing or unknown:
        words = [f"wanted a weight named {_listed(missing)}"] if missing else []
        words += [f"there is a weight named {_listed(unknown)} that was not asked for"] if unknown else []
        raise NotAModuleError(f"{'; '.join(words)}. The module has: {_listed(sorted(asked)) or 'no weights'}")
    for name, array in given.items():
        if tuple(own[name].shape) != array.shape:
            raise NotAModuleError(f"wanted {name} of shape {array.shape}, got shape {tuple(own[name].shape)}")
    with torch.no_grad():
        for name, array in given.items():
            own[name].copy_(torch.from_numpy(np.array(array)))


def switch(module: Any, training: bool) -> None:
    """Put a module and all inside it into training or evaluation mode."""
    _checked(module)
    _torch().nn.Module.train(module, training)


def backward(module: Any, result: Any, inputs: Sequence[Any], upstream: np.ndarray) -> dict[str, Any]:
    """Run backward from a result and return the gradients; see `Backward`.

    Raises:
        NotAModuleError: the result is no tensor of the upstream gradient's shape, or nothing leads back from it.
    """
    torch = _torch()
    parameters = dict(_named(module, "named_parameters")) if isinstance(module, torch.nn.Module) else {}
    if not isinstance(result, torch.Tensor):
        raise NotAModuleError(f"the result is of type {type(result).__name__}: gradients need a tensor")
    if tuple(result.shape) != upstream.shape:
        raise NotAModuleError(f"wanted a result of shape {upstream.shape}, got shape {tuple(result.shape)}")
    if not result.requires_grad:
        raise NotAModuleError(
            "no gradient leads back from the result: leave out detach(), .data, .numpy() and torch.no_grad()"
        )
    for leaf in (*inputs, *parameters.values()):
        leaf.grad = None
    torch.Tensor.backward(result, torch.from_numpy(np.array(upstream)).to(result.dtype))
    gradients = {name: parameter.grad for name, parameter in parameters.items()}
    return {"inputs": tuple(leaf.grad for leaf in inputs), "parameters": gradients}


def shapes(module: Any) -> dict[str, Any]:
    """Return names and shapes of a module's parameters and buffers, and second names where there are any."""
    found = {kind: {name: tuple(t.shape) for name, t in named.items()} for kind, named in _kinds(module).items()}
    names = {name for named in found.values() for name in named}
    every = (name for kind in found for name, _ in _named(module, f"named_{kind}", remove_duplicate=False))
    second = sorted(set(every) - names)
    return found | {"second names": second} if second else found


def state(module: Any) -> dict[str, dict[str, Any]]:
    """Return names and values of a module's parameters and buffers."""
    return {kind: {name: t.detach().clone() for name, t in found.items()} for kind, found in _kinds(module).items()}


def layer(name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """Make a layer of ``torch.nn`` by its name."""
    return getattr(_torch().nn, name)(*args, **kwargs)


def tensor(array: np.ndarray, requires_grad: bool) -> Any:
    """Make a tensor with the numbers of an array, in memory of its own."""
    return _torch().tensor(array, requires_grad=requires_grad)


def tensor_view(array: np.ndarray, requires_grad: bool) -> Any:
    """Make a tensor that lies in memory as an array does, of which nobody else has need."""
    return _torch().from_numpy(array).requires_grad_(requires_grad)


def without_gradients() -> AbstractContextManager[Any]:
    """Return PyTorch's ``no_grad()``."""
    context: AbstractContextManager[Any] = _torch().no_grad()
    return context


def requires_gradient(value: Any) -> bool:
    """Whether a value is a tensor for which a gradient is wanted."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor) and value.requires_grad


def _torch() -> Any:
    if "torch" not in sys.modules:
        raise NotAModuleError("this needs PyTorch, which is not there: the assignment's libraries must name torch")
    return sys.modules["torch"]


def _checked(module: Any) -> Any:
    if not isinstance(module, _torch().nn.Module):
        raise NotAModuleError(f"the object is of type {type(module).__name__}: make its class a subclass of nn.Module")
    return module


def _named(module: Any, what: str, **more: Any) -> Iterator[tuple[str, Any]]:
    return getattr(_torch().nn.Module, what)(_checked(module), **more)


def _kinds(module: Any) -> dict[str, dict[str, Any]]:
    return {kind: dict(_named(module, f"named_{kind}")) for kind in ("parameters", "buffers")}


def _entries(module: Any) -> Iterator[tuple[str, Any]]:
    for found in _kinds(module).values():
        yield from found.items()


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
