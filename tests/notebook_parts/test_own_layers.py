"""The end of notebook 09: trained networks read digits with the layers of the notebooks that lie beside it."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.models.layers import ASSIGNMENTS
from cnnedu.data import load
from cnnedu.inference import logits
from cnnedu.weights import load_trained

ROOT = Path(__file__).parents[2]
HOME = "09_train_and_report"
CHANNELS, POOLING, NORMALISATION = dict.fromkeys(ASSIGNMENTS.values())
MODELS = {"LeNet-5": ("lenet", "lenet_scores"), "the residual network": ("compact_resnet", "residual_scores")}


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A student's folders: 09 as released, and beside it what `hand` puts there. The work goes on in that of 09."""
    shutil.copytree(ROOT / "assignments" / HOME, tmp_path / HOME)
    monkeypatch.chdir(tmp_path / HOME)
    return tmp_path


def hand(folder, *names, kind="solutions", **changes):
    """Put notebooks into their folders, with some (old, new) text exchanged in the answer of that name."""
    for name in names:
        notebook = json.loads((ROOT / kind / name / f"{name}.ipynb").read_bytes())
        for cell in notebook["cells"]:
            if cell["id"] in changes and "grade_id" in cell["metadata"].get("nbgrader", {}):
                old, new = changes[cell["id"]]
                source = "".join(cell["source"])
                assert old in source
                cell["source"] = source.replace(old, new)
        (folder / name).mkdir(exist_ok=True)
        (folder / name / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture
def notebook(shown):
    """The names of 09 as released, once its setup, its digits and its given last cells have run."""
    names = {"__name__": "notebook"}
    cells = json.loads((ROOT / "assignments" / HOME / f"{HOME}.ipynb").read_bytes())["cells"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    for cell in ("setup", "digits", "trained_networks", "own_layers"):
        tree = ast.parse(sources[cell])
        tree.body = [statement for statement in tree.body if not isinstance(statement, ast.Expr)]
        exec(compile(tree, cell, "exec"), names)
    return names


@pytest.fixture
def read(notebook, capsys):
    """Read some digits with one of the networks, and return the lines that are said."""

    def lines(title="LeNet-5", many=2, seconds=1e9):
        layers = notebook["own_layers"]()
        images, classes = (part[:many] for part in hundred(notebook["digits"]["test"]))
        notebook["read_digits"](title, notebook[MODELS[title][1]], layers, images, classes, seconds)
        return capsys.readouterr().out.splitlines()

    return lines


def hundred(digits):
    return [part[::3][:100] for part in digits]


def reference(title, many):
    """What the network reads with the course's own layers, and what the digits are."""
    model, _ = MODELS[title]
    trained, test = load_trained(model, "digits"), load("digits", "test", (28, 28))
    images = trained.card.normalisation.floats(test)[::3][:many].astype(np.float64)
    return logits(model, trained.weights(), images).argmax(axis=1), test.labels[::3][:many]


def everything(folder, **changes):
    hand(folder, CHANNELS, POOLING, NORMALISATION, **changes)


# What is read with right layers.


def test_the_digits_are_enlarged_as_in_training(notebook):
    images, _ = notebook["digits"]["test"]
    np.testing.assert_array_equal(
        notebook["enlarged"](images)[:, 0], load("digits", "test", (28, 28)).images, strict=False
    )


def test_every_layer_is_looked_for_where_it_is_written(notebook):
    assert notebook["WRITTEN_IN"] == dict(ASSIGNMENTS)


@pytest.mark.parametrize(
    ("title", "many"),
    [
        ("LeNet-5", 12),
        ("the residual network", 3),
        pytest.param("LeNet-5", 100, marks=pytest.mark.slow),
        pytest.param("the residual network", 100, marks=pytest.mark.slow),
    ],
)
def test_the_solutions_layers_read_what_the_reference_reads(course, read, shown, title, many):
    everything(course)
    theirs, labels = reference(title, many)
    right = int(np.sum(theirs == labels))
    said = read(title, many)
    assert f"With your layers {title} reads {right} of {many} digits; with lent layers alone {right}." in said
    assert not any("differ" in line or "Lent" in line for line in said)
    (figure,) = shown
    titles = [axes.get_title() for axes in figure.axes if axes.get_title()]
    wrong_first = np.lexsort((theirs == labels,))[:16]
    assert titles == [f"read: {digit}" for digit in theirs[wrong_first]]


def test_the_lent_layers_are_right(notebook):
    for title, (model, scores) in MODELS.items():
        trained, test = load_trained(model, "digits"), load("digits", "test", (28, 28)).take(slice(100))
        images = trained.card.normalisation.floats(test).astype(np.float64)
        weights = {name: a.astype(np.float64) for name, a in trained.arrays.items()}
        got = notebook[scores](notebook["Layers"]({}, {}), weights, images)
        np.testing.assert_allclose(got, logits(model, weights, images), atol=1e-9, err_msg=title)


def test_notebooks_in_one_folder_are_found_too(course, read):
    everything(course)
    for name in (CHANNELS, POOLING, NORMALISATION):
        (course / name / f"{name}.ipynb").rename(course / HOME / f"{name}.ipynb")
    said = read()
    assert said[:3] == [
        "02_channels.ipynb: conv2d and linear_as_conv",
        "04_pooling_and_activations.ipynb: global_mean_pool, max_pool2d and activation",
        "05_normalisation_and_dropout.ipynb: BatchNorm2d",
    ]
    assert "Your own: conv2d, activation, max_pool2d and linear_as_conv." in said


# What is read with wrong ones.


def test_a_wrong_batch_norm_reads_otherwise_and_is_named(course, read, shown):
    everything(course, BatchNorm2d=("np.sqrt(var + self.eps)", "(var + self.eps)"))
    said = "\n".join(read("the residual network", 4))
    theirs, labels = reference("the residual network", 4)
    assert f"of 4 digits; with lent layers alone {np.sum(theirs == labels)}." in said
    assert f"reads {np.sum(theirs == labels)} of 4" not in said
    assert "The first that do come from your BatchNorm2d." in said
    assert "lent: " in shown[0].axes[0].get_xlabel()


def test_one_that_is_hardly_wrong_is_named_though_every_digit_is_read_alike(course, read):
    everything(course, BatchNorm2d=("np.sqrt(var + self.eps)", "(np.sqrt(var) + self.eps)"))
    said = "\n".join(read("the residual network", 2))
    assert "reads 2 of 2 digits; with lent layers alone 2." in said
    assert "The first that do come from your BatchNorm2d." in said


def test_a_layer_that_writes_into_its_inputs_harms_no_other(course, read):
    answer = ("    return result\n", "    x[...] = 0\n    return result\n")
    everything(course, max_pool2d=answer)
    assert not any("differ" in line for line in read(many=4))


# What is missing or fails is lent, and one sentence says so.


def test_what_is_not_written_yet_is_lent(course, read):
    hand(course, CHANNELS)
    hand(course, POOLING, kind="assignments")
    said = read()
    assert "With your layers LeNet-5 reads 2 of 2 digits; with lent layers alone 2." in said
    assert "Your own: conv2d and linear_as_conv." in said
    assert said[-1] == "Lent: activation and max_pool2d, because it is not written yet."


def test_a_notebook_that_is_not_there_is_named(course, read):
    hand(course, CHANNELS)
    assert read()[-1] == ("Lent: activation and max_pool2d, because 04_pooling_and_activations.ipynb is not there.")


def test_if_nothing_is_written_the_reading_is_not_said_to_be_yours(course, read):
    hand(course, CHANNELS, POOLING, NORMALISATION, kind="assignments")
    said = read()
    assert said[3] == "None of its layers is yours yet. With lent layers LeNet-5 reads 2 of 2 digits."
    assert "Your own" not in "".join(said)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("    return None", "it gave back None: is the return missing?"),
        ("    return x", "it gave an array of shape (1, 6, 28, 28) where an array of shape (1, 6, 14, 14) is wanted"),
        ("    return [x]", "it gave a list where an array of shape (1, 6, 14, 14) is wanted"),
        ("    return x[9]", "it failed with IndexError: index 9 is out of bounds for axis 0 with size 1"),
        ("    raise ValueError('a\\nb')", "it failed with ValueError: a b"),
        ("    exit()", "it failed with SystemExit: "),
        ("    retrun", "it failed with NameError: name 'retrun' is not defined"),
    ],
)
def test_a_layer_that_fails_is_lent_and_the_reading_begins_again(course, read, new, why):
    everything(course, max_pool2d=("    return result", new))
    said = read(many=3)
    assert "Your own: conv2d, activation and linear_as_conv." in said
    assert said[-1].startswith(f"Lent: max_pool2d, because {why}".rstrip())
    assert any("LeNet-5 reads 3 of 3" in line for line in said)


def test_an_answer_that_is_no_python_is_lent(course, read):
    everything(course, activation=("def activation(", "def activation((("))
    assert read()[-1].startswith("Lent: activation, because it failed with SyntaxError: ")


def test_a_notebook_that_is_none_is_said_to_be_unreadable(course, read):
    everything(course)
    (course / POOLING / f"{POOLING}.ipynb").write_text("{", encoding="utf-8")
    place = Path("..", POOLING, f"{POOLING}.ipynb")
    assert read()[-1] == f"Lent: activation and max_pool2d, because {place} cannot be read as a notebook."


# What is run of the other notebooks.


def add_cell(folder, name, source, at):
    path = folder / name / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].insert(at, {"cell_type": "code", "id": "mine", "metadata": {}, "source": source})
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_helpers_of_the_student_are_there_and_what_only_shows_something_is_not_run(course, read):
    everything(course, global_mean_pool=("    ### BEGIN SOLUTION", "    return mean_of_maps(x) * ONE"))
    mine = "%matplotlib inline\nONE = 1.0\nopen('ran', 'w')\nprint(1)\ndef mean_of_maps(x):\n    return x.mean((2, 3))"
    add_cell(course, POOLING, mine, at=3)
    said = read("the residual network", 1)
    assert "global_mean_pool" in next(line for line in said if line.startswith("Your own"))
    assert not Path("ran").exists()


def test_what_answers_print_is_not_shown(course, read):
    everything(course, max_pool2d=("    return result", "    print('here')\n    return result"))
    add_cell(course, POOLING, "print('there')", at=3)
    assert "here" not in "".join(read())


# What is said where there is nothing to read with.


def test_without_the_weights_one_line_says_so_and_nothing_is_run(course, read, shown):
    everything(course)
    Path("networks.npz").unlink()
    assert read() == [
        "No networks.npz beside this notebook: copy it from where you got the notebook, and run this cell again."
    ]
    assert shown == []


def test_without_the_notebooks_one_line_says_which_to_put_where(course, read, shown):
    assert read() == [
        "None of your layers is here. Put 02_channels.ipynb, 04_pooling_and_activations.ipynb and "
        "05_normalisation_and_dropout.ipynb beside this notebook, and run this cell again."
    ]
    assert shown == []


def test_damaged_weights_are_said_to_be_damaged(course, read):
    everything(course)
    content = bytearray(Path("networks.npz").read_bytes())
    content[5000] ^= 1
    Path("networks.npz").write_bytes(content)
    assert read()[3:] == ["networks.npz cannot be read: copy it once more from where you got this notebook."]


def test_slow_layers_read_fewer_digits_in_the_time(course, notebook, read, monkeypatch):
    everything(course)
    now = [0.0]
    real = notebook["Layers"].ask

    def slow(layers, name, arguments):
        now[0] += len(arguments[0]) if name == "max_pool2d" else 0  # two poolings: two seconds a digit
        return real(layers, name, arguments)

    monkeypatch.setattr(notebook["Layers"], "ask", slow)
    monkeypatch.setattr(notebook["time"], "monotonic", lambda: now[0])
    said = read(many=100, seconds=20)
    (told,) = (line for line in said if line.startswith("There was time for"))
    many = int(told.split()[4])
    assert 5 <= many <= 10
    assert any(f"of {many} digits" in line for line in said)


# The file beside the notebook.


@pytest.mark.parametrize("kind", ["solutions", "assignments"])
def test_the_file_holds_the_shipped_weights(kind):
    path = ROOT / kind / HOME / "networks.npz"
    stored = np.load(path)
    for model, _ in MODELS.values():
        arrays = load_trained(model, "digits").arrays
        shipped = {f"{model}.{name}": a for name, a in arrays.items() if not name.endswith("num_batches_tracked")}
        here = {name: stored[name] for name in stored if name.startswith(f"{model}.")}
        assert here.keys() == shipped.keys()
        assert all(np.array_equal(here[name], shipped[name]) for name in shipped)
    assert path.stat().st_size < 400_000
