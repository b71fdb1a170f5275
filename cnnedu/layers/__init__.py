"""Layers that remember, batch normalisation and dropout, as the notebooks have them, and functions beside them.

Everything is float64, whatever dtype is given. `cnnedu.ops` has the arithmetic.
"""

from __future__ import annotations

from cnnedu.layers.batch_norm import BatchNorm
from cnnedu.layers.batch_norm2d import BatchNorm2d
from cnnedu.layers.dropout import Dropout

__all__ = ["BatchNorm", "BatchNorm2d", "Dropout"]
