"""What each layer of a network puts out, costs and sees: found by following an image without numbers through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import fx, nn
from torch.func import functional_call

from cnnedu.formulas.costs import conv_multiply_adds, linear_multiply_adds
from cnnedu.formulas.receptive_fields import ReceptiveField, Window
from cnnedu.formulas.shapes import Pair, same_padding

__all__ = ["Layer", "layer_table"]

_Fields = tuple[ReceptiveField, ReceptiveField]  # along the rows, along the columns

_IMAGES = 2  # a batch normalisation in training mode refuses a single value per channel
_NORMALISATIONS = (nn.BatchNorm1d, nn.BatchNorm2d)


@dataclass(frozen=True)
class Layer:
    """One line of the table.

    Attributes:
        name: the module's name in the network, as in its state dict.
        kind: the module's class, for example "Conv2d"; "add" or "cat" where branches meet.
        block, block_kind: name and class of the building block it is part of, for example "layer1.0" and
            "Bottleneck"; both empty where it stands by itself.
        output_shape: of one image: (c, h, w), or (units,) after the maps are flattened.
        kernel, stride, padding: (down, right), or None where the layer has no window.
        parameters: what the layer learns.
        multiply_adds: for one image; only convolutions and fully connected layers have any.
        receptive_field: (h, w) in input pixels; None where it is not one number: a layer that sees the whole image,
            however large, and an adaptive pooling whose windows differ.

    >>> layer_table(nn.Sequential(nn.Conv2d(1, 6, 5, stride=2)), (1, 9, 13))[0]
    Layer(name='0', kind='Conv2d', block='', block_kind='', output_shape=(6, 3, 5), kernel=(5, 5), stride=(2, 2),
          padding=(0, 0), parameters=156, multiply_adds=2250, receptive_field=(5, 5))
    """

    name: str
    kind: str
    block: str
    block_kind: str
    output_shape: tuple[int, ...]
    kernel: Pair | None
    stride: Pair | None
    padding: Pair | None
    parameters: int
    multiply_adds: int
    receptive_field: Pair | None


def layer_table(model: nn.Module, input_shape: tuple[int, int, int]) -> list[Layer]:
    """List the layers of a network in the order in which an image passes them.

    The network is traced once, in training mode so that auxiliary heads are listed, and run on tensors without data.
    A layer that is used twice is listed twice, its parameters the first time only.

    Args:
        model: a network of PyTorch modules; it may lie on the meta device. It is left as it was.
        input_shape: (c, h, w) of one image.

    Raises:
        ValueError: the image does not fit the network, or a part of it is not a known module, so that its cost or
            receptive field would be a guess.

    Source: lectures L0 to L4 (the tables of the networks).

    >>> from cnnedu.models import create
    >>> with torch.device("meta"):
    ...     table = layer_table(create("lenet"), (1, 28, 28))
    >>> [(layer.name, layer.parameters, layer.receptive_field) for layer in table if layer.parameters]
    [('c1', 156, (5, 5)), ('c3', 2416, (14, 14)), ('c5', 48120, (32, 32)), ('f6', 10164, None), ('output', 850, None)]
    """
    walk = _Walk(model)
    image = torch.empty((_IMAGES, *input_shape), device="meta")
    try:
        walk.run(image)
    except RuntimeError as error:
        c, h, w = input_shape
        reason = str(error).splitlines()[0]
        raise ValueError(f"the network does not take images of {c} x {h} x {w}: {reason}") from error
    return walk.layers


class _Walk(fx.Interpreter):
    """Runs the graph node by node and keeps, beside each tensor, the receptive field of its pixels."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__(_traced_in_training(model), garbage_collect_values=False)
        # The interpreter would add the text of the graph to every error, which says nothing to a reader.
        self.extra_traceback = False
        self.layers: list[Layer] = []
        self._fields: dict[fx.Node, _Fields | None] = {}
        self._counted: set[str] = set()

    def call_module(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        # The graph shares its modules with the network, whose own tensors must stay where they are.
        module = self.fetch_attr(target)
        without_data = {name: tensor.to("meta") for name, tensor in module.state_dict().items()}
        return functional_call(module, without_data, args, kwargs)

    def get_attr(self, target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        raise ValueError(f"{target} is used outside of a module, so no layer can be named for it: make it a module's")

    def run_node(self, n: fx.Node) -> Any:
        result = super().run_node(n)
        if n.op == "output":
            return result
        if n.op == "placeholder":
            self._fields[n] = (ReceptiveField(), ReceptiveField())
            return result
        inputs = [self.env[i] for i in n.all_input_nodes if isinstance(self.env[i], torch.Tensor)]
        fields = self._joined(n)
        if n.op == "call_module":
            module = self.fetch_attr(str(n.target))
            windows = _windows(module, inputs[0])
            fields = _fields_after(module, windows, fields, inputs[0], result)
            name, kind = str(n.target), type(module).__name__
            parameters = 0 if name in self._counted else sum(p.numel() for p in module.parameters())
            self._counted.add(name)
            self._add(n, name, kind, result, windows, parameters, _multiply_adds(name, module, result), fields)
        else:
            _require_same_pixels(n, result, inputs)
            if len(inputs) > 1 and isinstance(
                result, torch.Tensor
            ):  # an addition or a concatenation: where branches meet
                kind = getattr(n.target, "__name__", str(n.target))
                within = _modules_around(n)
                name = f"{within[-1][0]}.{kind}" if within else kind
                self._add(n, name, kind, result, None, 0, 0, fields)
        self._fields[n] = fields
        return result

    def _joined(self, node: fx.Node) -> _Fields | None:
        fields = [self._fields[i] for i in node.all_input_nodes if isinstance(self.env[i], torch.Tensor)]
        if not fields:
            return None
        joined = fields[0]
        for other in fields[1:]:
            if joined is None or other is None:
                return None
            joined = (joined[0].joined(other[0]), joined[1].joined(other[1]))
        return joined

    def _add(
        self,
        node: fx.Node,
        name: str,
        kind: str,
        output: torch.Tensor,
        windows: tuple[Window, Window] | None,
        parameters: int,
        multiply_adds: int,
        fields: _Fields | None,
    ) -> None:
        block, block_kind = _block_around(node)
        self.layers.append(
            Layer(
                name=name,
                kind=kind,
                block=block,
                block_kind=block_kind,
                output_shape=tuple(output.shape[1:]),
                kernel=(windows[0].kernel, windows[1].kernel) if windows else None,
                stride=(windows[0].stride, windows[1].stride) if windows else None,
                padding=(windows[0].padding, windows[1].padding) if windows else None,
                parameters=parameters,
                multiply_adds=multiply_adds,
                receptive_field=(fields[0].size, fields[1].size) if fields else None,
            )
        )


def _traced_in_training(model: nn.Module) -> fx.GraphModule:
    modes = {module: module.training for module in model.modules()}
    model.train()
    try:
        return fx.symbolic_trace(model)
    finally:
        for module, training in modes.items():
            module.training = training


def _modules_around(node: fx.Node) -> list[tuple[str, type]]:
    """Name and class of every module the node lies in, the outermost first, the network itself left out."""
    return list(node.meta.get("nn_module_stack", {}).values())


def _block_around(node: fx.Node) -> tuple[str, str]:
    """The outermost module of a class of our own, not PyTorch's: that is what a reader calls a block."""
    for name, kind in _modules_around(node):
        if not kind.__module__.startswith("torch."):
            return name, kind.__name__
    return "", ""


def _windows(module: nn.Module, before: torch.Tensor) -> tuple[Window, Window] | None:
    """The module's window along the rows and along the columns; None when it looks at each pixel alone."""
    if isinstance(module, nn.AdaptiveAvgPool2d):
        sizes = zip(before.shape[2:], _pair(module.output_size), strict=True)
        rows, columns = (Window(-(-n // m), stride=max(n // m, 1)) for n, m in sizes)
        return rows, columns
    if not isinstance(module, (nn.Conv2d, nn.MaxPool2d, nn.AvgPool2d)):
        return None
    kernel, stride = _pair(module.kernel_size), _pair(module.stride)
    dilation = _pair(getattr(module, "dilation", 1))
    if isinstance(module.padding, str):
        spans = [(k - 1) * d + 1 for k, d in zip(kernel, dilation, strict=True)]
        padding = (same_padding(spans[0])[0], same_padding(spans[1])[0]) if module.padding == "same" else (0, 0)
    else:
        padding = _pair(module.padding)
    rows, columns = (Window(kernel[i], stride[i], padding[i], dilation[i]) for i in (0, 1))
    return rows, columns


def _fields_after(
    module: nn.Module,
    windows: tuple[Window, Window] | None,
    incoming: _Fields | None,
    before: torch.Tensor,
    after: torch.Tensor,
) -> _Fields | None:
    if incoming is None or isinstance(module, (nn.Flatten, nn.Linear)):
        return None
    if isinstance(module, nn.AdaptiveAvgPool2d):
        sees_everything = tuple(after.shape[2:]) == (1, 1)
        windows_differ = any(n % m for n, m in zip(before.shape[2:], after.shape[2:], strict=True))
        if sees_everything or windows_differ:
            return None
    return incoming if windows is None else (incoming[0].then(windows[0]), incoming[1].then(windows[1]))


def _multiply_adds(name: str, module: nn.Module, after: torch.Tensor) -> int:
    if isinstance(module, nn.Conv2d):
        output = (after.shape[2], after.shape[3])
        kernel = _pair(module.kernel_size)
        return conv_multiply_adds(module.in_channels, module.out_channels, kernel, output, module.groups)
    if isinstance(module, nn.Linear):
        rows = after[0].numel() // module.out_features
        return rows * linear_multiply_adds(module.in_features, module.out_features)
    if isinstance(module, _NORMALISATIONS) or not any(True for _ in module.parameters()):
        return 0
    raise ValueError(
        f"{name} is a {type(module).__name__}, whose cost is not known here: use Conv2d, Linear or BatchNorm"
    )


def _require_same_pixels(node: fx.Node, after: Any, before: list[torch.Tensor]) -> None:
    """A function that changes height and width has a window that cannot be read from it, as a module's can."""
    if not isinstance(after, torch.Tensor) or after.dim() != 4:
        return
    sizes = {tuple(t.shape[2:]) for t in before if t.dim() == 4}
    if tuple(after.shape[2:]) not in sizes:
        raise ValueError(f"{node.name} changes the size of its map: use a module in place of the function")


def _pair(value: Any) -> Pair:
    return (value, value) if isinstance(value, int) else (value[0], value[1])
