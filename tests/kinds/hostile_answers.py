"""Answers that try to gain points with a class: each does what a wrong answer does, and lies about it."""

from __future__ import annotations

__all__ = ["HOSTILE"]

_ZEROS = """
    def forward(self, x):
        return x * 0.0
"""

HOSTILE = {
    "getattr that has everything": (
        "BatchNorm",
        """class BatchNorm:
    def __init__(self, features, momentum=0.1):
        pass
    def __getattr__(self, name):
        if name == "forward":
            return lambda x: x * 0.0
        return np.zeros(2)
""",
    ),
    "getattribute that answers with what equals everything": (
        "BatchNorm",
        """class Equal(np.ndarray):
    def __eq__(self, other): return True
    def __sub__(self, other): return np.zeros(self.shape)
class BatchNorm:
    def __init__(self, features, momentum=0.1):
        pass
    def __getattribute__(self, name):
        return (lambda x: x.view(Equal) * 0.0) if name == "forward" else np.zeros(2).view(Equal)
    def __setattr__(self, name, value):
        pass
""",
    ),
    "state that leaks between objects": (
        "BatchNorm",
        """class BatchNorm:
    seen = {}
    def __init__(self, features, momentum=0.1):
        self.features = features
        self.__dict__.update(BatchNorm.seen)
        self.training = True
    def forward(self, x):
        BatchNorm.seen["running_mean"] = BatchNorm.seen["running_var"] = x[0] * 0.0
        return x * 0.0
""",
    ),
    "arrays kept and changed": (
        "BatchNorm",
        """class BatchNorm:
    kept = []
    def __init__(self, features, momentum=0.1):
        self.running_mean = self.running_var = np.zeros(features)
    def forward(self, x):
        for array in BatchNorm.kept:
            array[:] = 0
        BatchNorm.kept.append(x)
        return x * 0.0
""",
    ),
    "stack walked for what is expected": (
        "BatchNorm",
        """import gc, sys
class BatchNorm:
    def __init__(self, features, momentum=0.1):
        self.running_mean = self.running_var = np.zeros(features)
    def forward(self, x):
        frame, found = sys._getframe(), []
        while frame is not None:
            found += [v for v in frame.f_locals.values() if isinstance(v, np.ndarray) and v is not x]
            frame = frame.f_back
        found += [v for v in gc.get_objects() if isinstance(v, np.ndarray) and v.shape == x.shape and v is not x]
        return found[0] if found else x * 0.0
""",
    ),
    "class patched while it is asked": (
        "BatchNorm",
        """import sys
class BatchNorm:
    def __init__(self, features, momentum=0.1):
        self.running_mean = self.running_var = np.zeros(features)
        for name, module in list(sys.modules.items()):
            if name.startswith("confined.") and hasattr(module, "to_plain"):
                module.to_plain = lambda value, depth=0: (value, np.zeros((2, 2)))[1]
    def forward(self, x):
        return x * 0.0
""",
    ),
    "load_state_dict, parameters and state_dict of their own": (
        "ResidualBlock",
        f"""class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.channels = channels
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
    def load_state_dict(self, *args, **kwargs):
        return [], []
    def state_dict(self, *args, **kwargs):
        return {{}}
    def named_parameters(self, *args, **kwargs):
        c = self.channels
        for n in (1, 2):
            yield f"conv{{n}}.weight", torch.zeros(c, c, 3, 3)
            yield f"bn{{n}}.weight", torch.zeros(c)
            yield f"bn{{n}}.bias", torch.zeros(c)
    def parameters(self, *args, **kwargs):
        return (p for _, p in self.named_parameters())
{_ZEROS}""",
    ),
    "call of its own": (
        "ResidualBlock",
        f"""class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
    def __call__(self, x):
        return torch.relu(x)
{_ZEROS}""",
    ),
    "hooks that replace results": (
        "ResidualBlock",
        f"""class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.register_forward_hook(lambda module, args, result: args[0])
        self.register_full_backward_hook(lambda module, grads, upstream: upstream)
        self.register_state_dict_post_hook(lambda module, state, prefix, meta: state.clear())
        self.register_load_state_dict_post_hook(lambda module, keys: keys.missing_keys.clear())
{_ZEROS}""",
    ),
    "manual_seed and Tensor.backward replaced": (
        "ResidualBlock",
        f"""torch.manual_seed = lambda seed: None
torch.Tensor.backward = lambda self, *args, **kwargs: None
torch.nn.Module.named_parameters = lambda self, *args, **kwargs: iter(())
torch.nn.Module.train = lambda self, mode=True: self
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
{_ZEROS}""",
    ),
    "tensor subclass": (
        "ResidualBlock",
        """class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return torch.zeros(2, 1, 3, 5)
class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
    def forward(self, x):
        return x.as_subclass(Agreeable)
""",
    ),
    "driver replaced": (
        "train_epoch",
        """def train_epoch(*args):
    return args[0]
def drive_training(train_epoch, x, y, seed, epochs):
    return np.linalg.lstsq(x, y, rcond=None)[0], [0.0] * (epochs + 1)
""",
    ),
    "dict that has every key": (
        "linear_backward",
        """class Everything(dict):
    def __getitem__(self, key): return np.zeros(1)
    def get(self, key, default=None): return np.zeros(1)
    def items(self): return [("dx", np.zeros((2, 3)))]
    def __contains__(self, key): return True
def linear_backward(dy, x, w):
    return Everything()
""",
    ),
}
"""By story, the exercise and the whole text of its answer cell. NumPy, torch and nn are imported in the notebook."""
