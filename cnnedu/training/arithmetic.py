"""Which numbers a training step computes in: bfloat16 where the device multiplies matrices of them, else float32."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import torch

__all__ = ["arithmetic", "mixed_precision"]


def arithmetic(device: torch.device) -> str:
    """Name the arithmetic of convolutions and linear layers on a device: "bfloat16" or "float32".

    A GPU since Ampere and a CPU with matrix units (Intel's AMX) multiply bfloat16 several times faster than float32.
    bfloat16 has float32's range, so the loss needs no scaling; weights, gradients, batch norms' statistics and the loss
    stay in float32.

    Args:
        device: what a training computes on.

    Source: Micikevicius et al., Mixed precision training (2017).

    >>> arithmetic(torch.device("cpu")) in ("bfloat16", "float32")
    True
    """
    if device.type == "cuda":
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float32"
    # PyTorch has no public name for this question; a version without the private one computes in float32.
    has_matrix_units = getattr(torch.cpu, "_is_amx_tile_supported", None)
    return "bfloat16" if has_matrix_units is not None and has_matrix_units() else "float32"


def mixed_precision(device: torch.device) -> AbstractContextManager[object]:
    """Compute in the device's `arithmetic` inside a ``with`` block.

    Args:
        device: what a training computes on.

    >>> with mixed_precision(torch.device("cpu")):
    ...     torch.nn.functional.linear(torch.ones(1, 2), torch.ones(3, 2)).dtype in (torch.bfloat16, torch.float32)
    True
    """
    if arithmetic(device) == "bfloat16":
        return torch.autocast(device.type, torch.bfloat16)
    return nullcontext()
