"""What every step of a question means, played on answers in this process."""

from __future__ import annotations

import random
import re
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
import pytest
import torch
from torch import nn

from autograder.exam.candidate import LocalCandidate
from autograder.sandbox.wire.outcome import EARLIER_RESULT, Played, Raised, Refused, Returned
from autograder.sandbox.wire.questions import (
    Backward,
    Call,
    Do,
    Laid,
    Layer,
    Load,
    Mode,
    Noise,
    Put,
    Read,
    Refilled,
    Rng,
    Script,
    Shapes,
    State,
    Student,
    Tensor,
)
from autograder.sandbox.wire.refilled import without_step


def play(answer, question, **names):
    (outcome,) = LocalCandidate(answer, names).answer([question])
    return outcome


def value(answer, question, **names):
    outcome = play(answer, question, **names)
    assert isinstance(outcome, Returned), outcome
    return outcome.value


def values(answer, script, **names):
    outcome = play(answer, script, **names)
    assert isinstance(outcome, Played)
    return [getattr(step, "value", step) for step in outcome.outcomes]


class Counter:
    def __init__(self, start=0):
        self.count = start

    def add(self, n=1):
        if n < 0:
            raise ValueError("only up")
        self.count += n
        return self.count

    def __call__(self, n):
        return self.count * n


def test_a_script_has_an_outcome_for_the_construction_and_for_each_step():
    script = Script(Call((5,)), (Do("add"), Do("add", (), {"n": 2}), Read("count"), Put("count", 1), Do("", (7,))))
    assert values(Counter, script) == [None, 6, 8, 8, None, 7]


def test_every_script_is_played_on_a_fresh_object():
    script = Script(Call(), (Do("add"),))
    assert [values(Counter, script)[-1] for _ in range(2)] == [1, 1]


def test_a_step_that_raises_is_followed_by_the_next():
    outcome = play(Counter, Script(Call(), (Do("add", (-1,)), Do("add", (3,)))))
    assert isinstance(outcome.outcomes[1], Raised)
    assert (outcome.outcomes[1].kind, outcome.outcomes[2].value) == ("ValueError", 3)


def test_nothing_follows_a_construction_that_fails():
    assert len(play(Counter, Script(Call((1, 2, 3)), (Do("add"),))).outcomes) == 1


def test_another_object_may_be_made_beside_the_first_one_and_stays_there():
    class Counting(Counter):
        alive = 0

        def __init__(self, count=0):
            super().__init__(count)
            type(self).alive += 1

        def __del__(self):
            type(self).alive -= 1

    script = Script(Call((5,)), (Call((70,)), Do("add"), Read("alive")))
    assert values(Counting, script) == [None, None, 6, 2]


def test_another_object_that_cannot_be_made_is_an_outcome_of_its_step():
    outcome = play(Counter, Script(Call(), (Call((1, 2, 3)), Do("add"))))
    assert isinstance(outcome.outcomes[1], Raised)
    assert outcome.outcomes[2].value == 1


def test_a_script_without_an_object_shows_what_a_function_keeps():
    def remembering(n, seen=[]):  # noqa: B006
        seen.append(n)
        return len(seen)

    assert values(remembering, Script(None, (Do("", (4,)), Do("", (4,))))) == [None, 1, 2]


def test_dots_lead_inwards():
    class Outer:
        def __init__(self):
            self.inner = Counter(3)

    assert values(Outer, Script(Call(), (Put("inner.count", 9), Read("inner.count"), Do("inner.add"))))[2:] == [9, 10]


Pair = namedtuple("Pair", "left right")


@dataclass
class Record:
    mean: float
    items: list


@pytest.mark.parametrize(
    ("result", "plain"),
    [
        (Pair(1, 2.0), {"left": 1, "right": 2.0}),
        (Record(0.5, [1]), {"mean": 0.5, "items": [1]}),
        ((1, "a"), (1, "a")),
        ({"dw": 3}, {"dw": 3}),
        (torch.Size([1, 2]), (1, 2)),
    ],
)
def test_several_results_keep_their_names(result, plain):
    assert value(lambda: result, Call()) == plain


def test_random_numbers_are_the_same_each_time_and_others_for_another_seed():
    def draw():
        return random.random(), np.random.rand(), torch.rand(()).item()

    first, again, other = (value(draw, Call(seed=seed)) for seed in (3, 3, 4))
    assert first == again
    assert not any(a == b for a, b in zip(first, other, strict=True))


def test_seeding_pytorch_does_not_look_for_devices(monkeypatch):
    """Three stacks of calls would be written down for each question, and kept."""

    def look_for_devices(seed):
        raise AssertionError("torch.manual_seed was called")

    monkeypatch.setattr(torch, "manual_seed", look_for_devices)
    assert value(lambda: torch.rand(()).item(), Call(seed=3)) == value(lambda: torch.rand(()).item(), Call(seed=3))


def test_described_inputs_are_made_where_they_are_used():
    assert value(lambda rng: rng.integers(1000), Call((Rng(5),))) == np.random.default_rng(5).integers(1000)
    assert value(lambda f, n: f(n), Call((Student("twice"), 4)), twice=lambda n: 2 * n) == 8
    assert value(lambda x: x, Call((Noise((2, 3), 1),))).shape == (2, 3)
    layer = Layer("Sequential", (Layer("Conv2d", (1, 2, 3)), Layer("ReLU")))
    assert value(lambda net: [type(each).__name__ for each in net], Call((layer,))) == ["Conv2d", "ReLU"]
    assert value(lambda x: x.requires_grad, Call((Tensor(np.ones(2), requires_grad=True),))) is True


def test_a_name_that_is_not_there_is_a_name_error():
    assert play(lambda f: 0, Call((Student("conv2d"),))).kind == "NameError"


def test_a_driver_gets_the_answer_first():
    assert value(abs, Call((-3,), via="drive"), drive=lambda answer, n: answer(n) + 0.5) == 3.5


def test_the_arrays_of_a_question_are_never_handed_out():
    call = Call(([np.zeros(2)],), {"more": {"x": np.zeros(2)}})
    play(lambda arrays, more: [arrays[0].fill(7), more["x"].fill(7)], call)
    assert not call.args[0][0].any()
    assert not call.kwargs["more"]["x"].any()


def changed(outcome):
    return [entry[:2] for entry in outcome.changed]


@pytest.mark.parametrize(
    ("act", "seen"),
    [
        (lambda a, b: a.__setitem__(0, 9.0), [(0, 0)]),
        (lambda a, b: b.append(1), [(0, "b")]),
        (lambda a, b: b[0].fill(3), [(0, "b")]),
        (lambda a, b: setattr(a, "shape", (2, 1)), [(0, 0)]),
        (lambda a, b: None, []),
        (lambda a, b: a.fill(np.nan) or None, [(0, 0)]),
    ],
)
@pytest.mark.filterwarnings("ignore:Setting the shape")
def test_changed_arguments_are_seen(act, seen):
    def answer(a, b):
        act(a, b)

    assert changed(play(answer, Call((np.array([0.0, 1.0]),), {"b": [np.zeros(2)]}))) == seen


def test_an_array_that_is_kept_and_changed_later_is_seen_where_it_happens():
    class Keeper:
        def __init__(self, array):
            self.array = array

        def double(self):
            self.array *= 2

    outcome = play(Keeper, Script(Call((np.ones(2),)), (Read("array"), Do("double"), Read("array"))))
    assert [changed(step) for step in outcome.outcomes] == [[], [], [(0, 0)], []]


def test_a_tensor_changed_in_place_is_seen():
    assert changed(play(lambda x: x.add_(1), Call((Tensor(np.ones(2)),)))) == [(0, 0)]


@pytest.mark.parametrize(
    ("answer", "shared"),
    [
        (lambda a, b: a, ((0, 0),)),
        (lambda a, b: a[1:].T, ((0, 0),)),
        (lambda a, b: {"x": [b]}, ((0, 1),)),
        (lambda a, b: (a[0], b[0]), ((0, 0), (0, 1))),
        (lambda a, b: a.copy(), ()),
        (lambda a, b: a + b, ()),
        (lambda a, b: 3, ()),
        (lambda a, b: torch.from_numpy(a), ((0, 0),)),
    ],
)
def test_memory_shared_with_an_argument_is_seen(answer, shared):
    assert play(answer, Call((np.ones((2, 2)), np.ones((2, 2))))).shared == shared


def test_memory_shared_with_what_a_function_returned_earlier_is_seen():
    kept = np.zeros(2)

    def answer(x):
        return kept if x.any() else x.copy()

    steps = tuple(Do(args=(np.full(2, number),)) for number in (1.0, 0.0, 2.0, 0.0))
    outcome = play(answer, Script(None, steps))
    assert [step.shared for step in outcome.outcomes] == [(), (), (), ((1, EARLIER_RESULT),), ()]


def test_what_an_object_returns_again_is_seen_too():
    class Keeper:
        def __init__(self):
            self.array = np.zeros(2)

        def __call__(self):
            return self.array

    outcome = play(Keeper, Script(Call(), (Do(), Do())))
    assert [step.shared for step in outcome.outcomes] == [(), (), ((1, EARLIER_RESULT),)]


@pytest.mark.parametrize(
    ("answer", "shared"),
    [
        (lambda x, kept={"shapes": []}: kept, ((1, EARLIER_RESULT),)),
        (lambda x, kept={"shapes": []}: dict(kept), ((1, EARLIER_RESULT),)),
        (lambda x, kept=[(1, 2)]: (kept, 3), ((1, EARLIER_RESULT),)),
        (lambda x: x, ((2, 0),)),
        (lambda x: {"x": [x]}, ((2, 0),)),
        (lambda x: {"x": list(x)}, ()),
        (lambda x, kept=(1, 2): kept, ()),
    ],
    ids=["a dict", "a list in it", "a list in a tuple", "the argument", "the argument in it", "new ones", "a tuple"],
)
def test_lists_and_dicts_that_come_again_are_seen(answer, shared):
    outcome = play(answer, Script(None, (Do(args=([1],)), Do(args=([2],)))))
    assert outcome.outcomes[2].shared == shared


def in_the_same_array(*numbers):
    """Call with an array, then with the same one filled with the next numbers."""
    first, *rest = (np.full((2, 3), float(number)) for number in numbers)
    return Script(None, (Do("", (first,)), *(Do("", (Refilled(1, 0, array),)) for array in rest)))


def test_an_array_that_is_filled_again_is_the_same_object_with_other_numbers():
    seen = []
    play(lambda x: seen.append((x, x.sum())), in_the_same_array(1, 2, 3))
    assert [total for _, total in seen] == [6.0, 12.0, 18.0]
    assert all(x is seen[0][0] for x, _ in seen)


def test_an_array_that_is_filled_again_can_be_filled_once_more_by_either_step():
    x = np.zeros(2)
    for step in (1, 2):
        steps = (
            Do("", (x,)),
            Do("", (), {"x": Refilled(1, 0, x + 1)}),
            Do("", (Refilled(step, (0, "x")[step - 1], x + 2),)),
        )
        assert values(lambda x: x.copy().tolist(), Script(None, steps))[1:] == [[0, 0], [1, 1], [2, 2]]


def test_what_constructed_an_object_can_be_filled_again():
    class Keeper:
        def __init__(self, array):
            self.array = array

        def total(self, other):
            return float(self.array.sum())

    x = np.ones(2)
    assert values(Keeper, Script(Call((x,)), (Do("total", (Refilled(0, 0, x * 3),)),))) == [None, 6.0]


def test_our_own_writing_is_not_blamed_on_the_student():
    outcome = play(lambda x: x.sum(), in_the_same_array(1, 2, 3))
    assert [changed(step) for step in outcome.outcomes] == [[], [], [], []]


def test_the_numbers_of_a_question_are_not_handed_out_by_filling():
    script = in_the_same_array(1, 2)
    play(lambda x: x.fill(7), script)
    assert script.steps[1].args[0].array.tolist() == [[2.0] * 3] * 2


def test_a_change_of_an_array_that_was_filled_again_is_seen_once_where_it_was_given_last():
    def answer(x):
        x[0, 0] += x.flat[1] == 2

    outcome = play(answer, in_the_same_array(1, 2))
    assert [changed(step) for step in outcome.outcomes] == [[], [], [(2, 0)]]


def frozen(x):
    x.flags.writeable = False


def of_another_shape(x):
    x.resize((6,), refcheck=False)


def of_another_dtype(x):
    x.dtype = np.int64


@pytest.mark.parametrize(
    ("spoil", "wording"),
    [
        (frozen, "it is read-only"),
        (of_another_shape, r"it has shape \(6,\) and dtype float64"),
        (of_another_dtype, r"it has shape \(2, 3\) and dtype int64"),
    ],
)
@pytest.mark.filterwarnings("ignore:Setting the")
def test_an_array_that_its_owner_can_no_longer_fill_is_told_so(spoil, wording):
    last = play(spoil, in_the_same_array(1, 2)).outcomes[-1]
    assert isinstance(last, Refused)
    assert re.search(f"cannot be filled again, {wording}: leave arguments as they are", last.reason), last.reason


def test_where_an_earlier_step_never_handed_the_array_out_a_new_one_comes():
    class WithoutForward:
        def backward(self, x):
            return x.sum()

    x = np.ones(2)
    script = Script(Call(), (Do("forward", (x,)), Do("backward", (Refilled(1, 0, x * 2),))))
    assert values(WithoutForward, script)[-1] == 4.0


@pytest.mark.parametrize(
    ("steps", "wording"),
    [
        ((Do("", (Refilled(1, 0, np.ones(2)),)),), "step 1 fills argument 0 of step 1, which is no array handed out"),
        ((Do("", (3,)), Do("", (Refilled(1, 0, np.ones(2)),))), "argument 0 of step 1, which is no array"),
        ((Do("", (np.ones(2),)), Do("", (Refilled(1, "x", np.ones(2)),))), "argument 'x' of step 1"),
        ((Do("", (np.ones(2),)), Do("", (Refilled(1, 0, np.ones(3)),))), r"shape \(2,\).*with one of shape \(3,\)"),
        ((Do("", (np.ones(2),)), Do("", (Refilled(1, 0, np.ones(2, int)),))), "dtype float64 with one of .*int64"),
    ],
)
def test_a_script_that_fills_what_is_not_there_is_no_script(steps, wording):
    with pytest.raises(ValueError, match=wording):
        Script(None, steps)


def test_leaving_out_a_step_keeps_which_array_is_filled():
    x = np.ones(2)
    steps = (Do("", (0,)), Do("", (x,)), Do("", (x,)), Do("", (Refilled(3, 0, x),)))
    assert without_step(steps, 1)[-1].args[0].step == 2
    assert without_step(steps, 4)[-1] is steps[2]


def test_a_step_whose_array_is_filled_again_cannot_be_left_out():
    assert without_step(in_the_same_array(1, 2).steps, 1) is None


class Net(nn.Module):
    def __init__(self, width=2):
        super().__init__()
        self.linear = nn.Linear(3, width)
        self.norm = nn.BatchNorm1d(width)

    def forward(self, x):
        return self.norm(self.linear(x))


STATE = {
    "linear.weight": Noise((2, 3), 1),
    "linear.bias": np.array([1.0, -1.0], dtype=np.float32),
    "norm.weight": np.ones(2, dtype=np.float32),
    "norm.bias": np.zeros(2, dtype=np.float32),
    "norm.running_mean": np.zeros(2, dtype=np.float32),
    "norm.running_var": np.ones(2, dtype=np.float32),
}


def test_weights_are_loaded_by_name():
    script = Script(Call(), (Load(STATE), Mode(False), Do("", (Tensor(np.zeros((1, 3), dtype=np.float32)),))))
    np.testing.assert_allclose(values(Net, script)[-1], [[1.0, -1.0]], rtol=1e-4)


@pytest.mark.parametrize(
    ("state", "wording"),
    [
        (
            STATE | {"fc.weight": np.ones(2)},
            "wanted a weight named fc.weight.*The module has: linear.bias, linear.weight",
        ),
        (
            {k: v for k, v in STATE.items() if k != "norm.bias"},
            "there is a weight named norm.bias that was not asked for",
        ),
        (STATE | {"linear.weight": np.ones((3, 2))}, r"wanted linear.weight of shape \(3, 2\), got shape \(2, 3\)"),
    ],
)
def test_weights_that_do_not_fit_are_refused_in_words(state, wording):
    outcome = play(Net, Script(Call(), (Load(state),))).outcomes[1]
    assert isinstance(outcome, Refused)
    assert re.search(wording, outcome.reason), outcome.reason


def test_the_mode_reaches_every_layer():
    assert values(Net, Script(Call(), (Mode(False), Read("norm.training"), Mode(True), Read("norm.training"))))[
        2::2
    ] == [
        False,
        True,
    ]


class TwiceNamed(Net):
    def __init__(self):
        super().__init__()
        self.again = self.linear


def test_a_second_name_of_a_weight_is_told():
    told = values(TwiceNamed, Script(Call(), (Shapes(),)))[1]
    assert told["second names"] == ["again.bias", "again.weight"]


def test_names_and_shapes_of_parameters_and_buffers():
    told = values(Net, Script(Call(), (Shapes(),)))[1]
    assert told["parameters"] == {"linear.weight": (2, 3), "linear.bias": (2,), "norm.weight": (2,), "norm.bias": (2,)}
    assert told["buffers"] == {"norm.running_mean": (2,), "norm.running_var": (2,), "norm.num_batches_tracked": ()}


def test_buffers_before_and_after_a_batch():
    x = Tensor(Noise((4, 3), 2))
    before, after = values(Net, Script(Call(), (State(), Do("", (x,)), State())))[1::2]
    assert (before["buffers"]["norm.running_mean"] != after["buffers"]["norm.running_mean"]).all()


class Product(nn.Module):
    def __init__(self):
        super().__init__()
        self.factor = nn.Parameter(torch.tensor([2.0, 3.0]))
        self.unused = nn.Parameter(torch.ones(1))

    def forward(self, x, y):
        return self.factor * x


def test_gradients_of_inputs_and_parameters_for_an_upstream_gradient():
    x, y = (Tensor(np.array(a, dtype=np.float32), requires_grad=True) for a in ([1, 10], [0, 0]))
    upstream = Backward(np.array([5.0, 7.0]))
    script = Script(Call(), (Do("", (x, y)), upstream, Do("", (x, y)), upstream))
    for told in values(Product, script)[2::2]:  # the second time as the first: nothing is added up
        assert [None if g is None else g.tolist() for g in told["inputs"]] == [[10.0, 21.0], None]
        assert told["parameters"]["factor"].tolist() == [5.0, 70.0]
        assert told["parameters"]["unused"] is None


def test_whoever_wants_no_gradients_calls_without_them():
    def noting(x):
        return torch.is_grad_enabled()

    x = Tensor(np.ones(2, dtype=np.float32))
    assert values(noting, Script(None, (Do("", (x,), no_grad=True), Do("", (x,)))))[1:] == [False, True]
    assert torch.is_grad_enabled()


def test_gradients_are_noted_again_after_a_call_that_raises():
    def failing(x):
        raise ValueError(x)

    play(failing, Script(None, (Do("", (1,), no_grad=True),)))
    assert torch.is_grad_enabled()


@pytest.mark.parametrize("layout", ["Fortran order", "every second", "channels last"])
def test_a_tensor_lies_in_memory_as_its_array_does(layout):
    numbers = np.arange(24, dtype=np.float32).reshape(2, 3, 2, 2)
    x = Tensor(Laid(numbers, layout), requires_grad=True)
    told = value(lambda x: (x.is_contiguous(), x.requires_grad, x.detach().clone()), Call((x,)))
    assert told[:2] == (False, True)
    assert told[2].tolist() == numbers.tolist()
    assert changed(play(lambda x: x.detach().add_(1), Call((x,)))) == [(0, 0)]


@pytest.mark.parametrize(
    ("result", "wording"),
    [
        (lambda x: x.detach(), "no gradient leads back"),
        (lambda x: x.sum(), r"wanted a result of shape \(2,\), got shape \(\)"),
        (lambda x: x.detach().numpy(), "of type ndarray"),
    ],
)
def test_a_result_without_a_way_back_is_refused_in_words(result, wording):
    class Broken(Product):
        def forward(self, x):
            return result(self.factor * x)

    script = Script(Call(), (Do("", (Tensor(np.ones(2, dtype=np.float32)),)), Backward(np.array([1.0, 2.0]))))
    outcome = play(Broken, script).outcomes[-1]
    assert isinstance(outcome, Refused)
    assert re.search(wording, outcome.reason), outcome.reason


def test_a_class_that_is_no_module_is_told_so():
    outcome = play(Counter, Script(Call(), (Shapes(),))).outcomes[1]
    assert outcome == Refused("the object is of type Counter: make its class a subclass of nn.Module")
