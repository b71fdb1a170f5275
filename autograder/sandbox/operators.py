"""Refuses single operators of PyTorch where every route to them meets, the dispatcher."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

__all__ = ["Watch", "refusing"]


class Watch:
    """`mode` is entered around a call; afterwards `seen` is empty, or says which refused operator was called."""

    def __init__(self) -> None:
        self.seen = ""
        self.mode: AbstractContextManager[Any] = nullcontext()


def refusing(operators: Sequence[str]) -> Watch:
    """Return a watch for operators such as "aten::convolution". Without PyTorch there is nothing to watch."""
    watch = Watch()
    if not operators or "torch" not in sys.modules:
        return watch
    from torch.utils._python_dispatch import TorchDispatchMode

    class RefuseOperators(TorchDispatchMode):
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            operator = func._schema.name
            if operator in operators:
                watch.seen = (
                    f"PyTorch's own {operator} was called: a ready-made implementation does not count here, "
                    "write the computation yourself"
                )
                raise RuntimeError(watch.seen)
            return func(*args, **(kwargs or {}))

    watch.mode = RefuseOperators()
    return watch
