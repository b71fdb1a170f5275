"""The reference: what a right answer is. Operations in NumPy, networks in PyTorch, data, training."""

__version__ = "0.1.0"
