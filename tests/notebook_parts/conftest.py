"""The parts as a notebook has them, but without a notebook: imported from their files, pictures drawn into nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import matplotlib
import pytest
from matplotlib import pyplot as plt

Part = Callable[[str], ModuleType]


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> Part:
    """Import a part by its name."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2]))
    return lambda name: importlib.import_module(f"notebook_parts.{name}")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[matplotlib.figure.Figure]]:
    """The figures that were shown."""
    figures: list[matplotlib.figure.Figure] = []
    plt.switch_backend("Agg")
    monkeypatch.setattr(plt, "show", lambda: figures.append(plt.gcf()))
    yield figures
    plt.close("all")
