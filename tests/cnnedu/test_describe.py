"""The command `cnnedu describe`, its table, its JSON and its drawing."""

import json
import subprocess
import sys
from functools import cache

import pytest
from model_cases import by_network
from rich.console import Console
from typer.testing import CliRunner

from cnnedu import describe as describing
from cnnedu.cli import app
from cnnedu.describe import as_json, as_table, fold
from cnnedu.describe.drawing import draw

describe = cache(describing.describe)

KEYS = ["model", "parameters", "multiply_adds", "receptive_field", "layers"]
LAYER_KEYS = [
    "name", "kind", "output_shape", "kernel", "stride", "padding", "parameters", "multiply_adds", "receptive_field",
]  # fmt: skip


def _run(*arguments):
    return CliRunner().invoke(app, ["describe", *arguments])


def _printed(description, every_layer=False):
    console = Console(width=80, file=None)
    with console.capture() as capture:
        console.print(as_table(description, every_layer))
    return capture.get().splitlines()


WIDE = by_network(
    ["softmax", "alexnet_paper", "vgg19", "nin", "googlenet_aux", "resnet50", "resnet152_small", "densenet121"]
)


@pytest.mark.parametrize("name", WIDE)
def test_each_row_of_the_table_fits_on_one_line_of_80_columns(name):
    description = describe(name)
    lines = _printed(description)
    names = [row.name for row in fold(description.layers)]
    assert [line.split()[0] for line in lines[3 : 3 + len(names)]] == names
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("name", WIDE)
def test_each_layer_fits_on_one_line_too(name):
    description = describe(name)
    lines = _printed(description, every_layer=True)
    blocks = {layer.block for layer in description.layers} - {""}
    title_head_and_foot = 3 + 2 + 1
    assert len(lines) == len(description.layers) + len(blocks) + title_head_and_foot
    assert max(map(len, lines)) <= 80


def test_the_table_of_resnet50_fits_on_a_page():
    lines = _printed(describe("resnet50"))
    assert len(lines) <= 24
    assert lines[3].split() == ["conv1", "64x112x112", "7x7", "2", "9,408", "118,013,952", "7"]
    assert lines[11].split() == ["layer3.1-5", "1024x14x14", "1,3", "1", "5,585,920", "1,091,829,760", "267"]
    assert lines[17].split() == ["total", "25,557,032", "4,089,184,256", "427"]


@pytest.mark.parametrize("name", ["lenet", "resnet50", "densenet121", "googlenet_aux"])
def test_folding_keeps_the_sums(name):
    description = describe(name)
    rows = fold(description.layers)
    assert sum(row.parameters for row in rows) == description.parameters
    assert sum(row.multiply_adds for row in rows) == description.multiply_adds


def test_only_blocks_are_joined():
    # VGG-19's equal convolutions stay apart: a reader counts 19 layers.
    assert [row.count for row in fold(describe("vgg19").layers)] == [1] * 25


def test_blocks_are_counted_where_they_are_joined():
    counts = {row.name: row.count for row in fold(describe("resnet152").layers)}
    assert (counts["layer3.0"], counts["layer3.1-35"]) == (1, 35)


def test_layers_stand_indented_below_their_block():
    lines = _printed(describe("resnet18"), every_layer=True)
    names = [line.split()[0] if not line.startswith(" ") else "  " + line.split()[0] for line in lines]
    block = names.index("layer2.1")
    assert names[block : block + 8] == [
        "layer2.1", "  conv1", "  bn1", "  relu", "  conv2", "  bn2", "  add", "  relu"
    ]  # fmt: skip


def test_json_lists_every_layer():
    data = json.loads(_run("vgg16", "--json").stdout)
    assert list(data) == KEYS
    assert (data["model"], data["parameters"], data["multiply_adds"]) == ("vgg16", 138_357_544, 15_470_264_320)
    assert data["receptive_field"] == 212
    assert [list(layer) for layer in data["layers"]] == [LAYER_KEYS] * 40
    assert data["layers"][-1]["receptive_field"] is None


def test_json_gives_unequal_numbers_as_a_list():
    layers = as_json(describe("resnet18_small", input_shape=(1, 40, 24)))["layers"]
    assert next(layer["kernel"] for layer in layers if layer["name"] == "avgpool") == [5, 3]


def test_softmax_regression_has_no_receptive_field():
    assert as_json(describe("softmax"))["receptive_field"] is None


def test_input_and_classes_are_taken():
    data = json.loads(_run("resnet18", "--input", "1x64x48", "--classes", "7", "--json").stdout)
    assert data["layers"][0]["output_shape"] == [64, 32, 24]
    assert data["layers"][-1]["output_shape"] == [7]
    assert data["layers"][0]["parameters"] == 49 * 64


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["resnet51"], "cnnedu describe: there is no network 'resnet51'. Did you mean resnet"),
        (["vgg16", "--input", "28x28"], "--input wants channels, height and width, such as 1x28x28, got '28x28'"),
        (["vgg16", "--input", "1x-2x28"], "got '1x-2x28'"),
        (["vgg16", "--input", "1x28x28"], "vgg16 needs images of at least 32 x 32 pixels, got 28 x 28: enlarge them"),
        (["lenet", "--classes", "0"], "num_classes must be at least 1, got 0"),
    ],
)
def test_errors_are_one_line_on_stderr(arguments, message):
    result = _run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_plot_writes_a_picture(tmp_path):
    result = _run("lenet", "--plot", str(tmp_path / "lenet.png"))
    assert result.exit_code == 0
    assert (tmp_path / "lenet.png").read_bytes().startswith(b"\x89PNG")
    assert "drawn to" in result.stderr


@pytest.mark.parametrize(("file", "message"), [("x.docx", "docx"), ("none/x.png", "No such file")])
def test_a_picture_that_cannot_be_written_is_an_error(tmp_path, file, message):
    result = _run("lenet", "--plot", str(tmp_path / file))
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("name", ["softmax", "vgg16", "resnet50", "googlenet_aux"])
def test_the_drawing_has_a_column_for_each_row(name):
    description = describe(name)
    maps, costs, fields = draw(description).axes
    columns = 1 + len(fold(description.layers))
    assert len(fields.get_xticklabels()) == columns
    assert len(maps.texts) == columns
    assert len(costs.patches) == 2 * (columns - 1)


def test_windows_of_different_sizes_have_no_single_field():
    # VGG's pooling from 8 to 7 pixels has windows of 2 pixels that overlap.
    description = describe("vgg11", input_shape=(3, 256, 256))
    row = next(row for row in fold(description.layers) if row.name == "avgpool")
    assert (row.receptive_field, row.sees_everything) == (None, False)
    assert next(line for line in _printed(description) if line.startswith("avgpool")).split()[-1] == "-"
    assert "varies" in [text.get_text() for text in draw(description).axes[2].texts]


def test_the_shares_drawn_add_up_to_a_hundred_percent():
    costs = draw(describe("resnet50")).axes[1]
    heights = [bar.get_height() for bar in costs.patches]
    assert sum(heights) == pytest.approx(200)


def test_help_does_not_wait_for_torch():
    script = "import sys; from cnnedu.cli import app; print('torch' in sys.modules, 'matplotlib' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False"]
