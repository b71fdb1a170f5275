"""How a question is played on an answer: the one meaning of every step, inside the sandbox and outside it alike.

The student's answer is played in the sandbox, the reference and the known wrong answers in the grader's own process, by
this very code. What is expected is what the reference came to.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import nullcontext
from types import TracebackType
from typing import Any

import numpy as np

from . import modules
from .outcome import EARLIER_RESULT, Outcome, Played, Raised, Refused, Returned
from .plain import NotPlainError, array_of, to_plain
from .questions import (
    Backward,
    Call,
    Do,
    Laid,
    Layer,
    Load,
    Mode,
    Noise,
    Put,
    Question,
    Read,
    Refilled,
    Rng,
    Shapes,
    State,
    Step,
    Student,
    Tensor,
)

__all__ = ["play"]

_MESSAGE_CHARACTERS = 2000
_DEPTH = 8
_UNCHANGEABLE = frozenset((bool, int, float, str, type(None)))
_fill = np.ndarray.__setitem__  # taken before any code of the student's runs

Where = Callable[[TracebackType | None], str]
_StepOutcome = Returned | Raised | Refused


def play(
    question: Question,
    answer: Any,
    names: Mapping[str, Any],
    where: Where = lambda traceback: "",
    caught: tuple[type[BaseException], ...] = (Exception,),
) -> Outcome:
    """Play a question on an answer and say what it came to. The question's own arrays are never handed out.

    Args:
        question: what to do.
        answer: the function or class.
        names: the notebook's other functions, for `Student` inputs and `via`.
        where: finds the line of the student's source in a traceback.
        caught: exceptions of these kinds are the answer's; others pass.
    """
    stage = _Stage(answer, names, where, caught)
    random.seed(question.seed)
    np.random.seed(question.seed)
    if "torch" in sys.modules:
        # What torch.manual_seed does besides, for each device that there might be, takes longer than most answers.
        sys.modules["torch"].default_generator.manual_seed(question.seed)
    if isinstance(question, Call):
        return stage.call(question)
    outcomes = [stage.make(question.make)]
    if isinstance(outcomes[0], Returned):
        outcomes += [stage.step(step) for step in question.steps]
    return Played(tuple(outcomes))


class _Stage:
    """One answer, the object made of it, others beside it, the arguments handed out so far, and what was returned."""

    def __init__(
        self, answer: Any, names: Mapping[str, Any], where: Where, caught: tuple[type[BaseException], ...]
    ) -> None:
        self._answer, self._names, self._where, self._caught = answer, names, where, caught
        self._object: Any = answer
        self._others: list[Any] = []
        self._given: list[_Given] = []
        self._arrays: dict[tuple[int, int | str], np.ndarray] = {}
        self._number = 0
        self._result: Any = None
        self._returned: list[tuple[int, Any]] = []
        self._tensors: list[Any] = []

    def call(self, call: Call) -> _StepOutcome:
        return self._outcome(lambda: self._called(call))

    def make(self, call: Call | None) -> _StepOutcome:
        if call is None:
            return Returned(None)

        def construct() -> None:
            self._object = self._called(call)

        return self._outcome(construct)

    def step(self, step: Step) -> _StepOutcome:
        self._number += 1
        return self._outcome(lambda: self._taken(step))

    def _called(self, call: Call) -> Any:
        args, kwargs = self._hand_out(call.args, call.kwargs)
        if call.via:
            return _named(self._names, call.via)(self._answer, *args, **kwargs)
        return self._answer(*args, **kwargs)

    def _taken(self, step: Step) -> Any:
        match step:
            case Call():
                self._others.append(self._called(step))
                return None
            case Do(method, args, kwargs, no_grad):
                function = _reached(self._object, method) if method else self._object
                given, named = self._hand_out(args, kwargs)
                self._tensors = [tensor for tensor in _leaves((given, named)) if modules.requires_gradient(tensor)]
                with modules.without_gradients() if no_grad else nullcontext():
                    self._result = function(*given, **named)
                self._returned.append((self._number, self._result))
                return self._result
            case Read(attribute):
                return _reached(self._object, attribute)
            case Put(attribute, value):
                (live,), _ = self._hand_out((value,), {})
                holder, _, last = attribute.rpartition(".")
                setattr(_reached(self._object, holder) if holder else self._object, last, live)
                return None
            case Load(state):
                return modules.load(self._object, {name: _array(value) for name, value in state.items()})
            case Mode(training):
                return modules.switch(self._object, training)
            case Backward(upstream):
                return modules.backward(self._object, self._result, self._tensors, _array(upstream))
            case Shapes():
                return modules.shapes(self._object)
            case State():
                return modules.state(self._object)
        raise TypeError(f"no step of a script: {type(step).__name__}")

    def _hand_out(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        """Return live copies of the arguments, or arrays handed out before and filled again, and remember them."""
        live_args = [self._handed_out(position, value) for position, value in enumerate(args)]
        return live_args, {name: self._handed_out(name, value) for name, value in kwargs.items()}

    def _handed_out(self, name: int | str, value: Any) -> Any:
        if type(value) in _UNCHANGEABLE:
            return value
        if isinstance(value, Refilled):
            live, value = self._filled_again(value), value.array
            self._given = [given for given in self._given if given.live is not live]  # what we wrote is given now
        else:
            live = _live(value, self._names)
        if isinstance(value, np.ndarray):
            self._arrays[self._number, name] = live
        self._given.append(_Given(self._number, name, value, live))
        return live

    def _filled_again(self, value: Refilled) -> np.ndarray:
        """Do what the owner of an array may do with it at any time, and hand it out again.

        Raises:
            _NotFillableError: the student's code made it read-only, or gave it another shape or dtype.
        """
        array = value.array
        live = self._arrays.get((value.step, value.argument))
        if live is None:  # the step that was to hand it out failed before it could
            return np.array(array, order="C")
        if live.shape != array.shape or live.dtype != array.dtype:
            raise _NotFillableError(f"has shape {live.shape} and dtype {live.dtype}")
        if not live.flags.writeable:
            raise _NotFillableError("is read-only")
        _fill(live, ..., array)
        return live

    def _outcome(self, act: Callable[[], Any]) -> _StepOutcome:
        try:
            value = act()
        except (modules.NotAModuleError, _NotFillableError) as error:
            return Refused(str(error))
        except self._caught as error:
            bases = tuple(str(base.__name__) for base in type(error).__mro__[1:])
            where = self._where(error.__traceback__)[:_MESSAGE_CHARACTERS]
            return Raised(str(type(error).__name__), _text(error), bases, where)
        try:
            return Returned(to_plain(value), tuple(self._changed()), tuple(self._shared(value)))
        except NotPlainError as error:
            return Refused(str(error))
        except self._caught as error:  # a value whose own methods raise when it is read
            return Refused(f"the result could not be read: {type(error).__name__}: {_text(error)}")

    def _changed(self) -> Iterator[tuple[int, int | str, Any]]:
        for given in self._given:
            if not _same(given.seen, given.live):
                now = to_plain(_without_inputs(given.live))
                given.seen = now
                yield given.step, given.name, now

    def _shared(self, value: Any) -> Iterator[tuple[int, int | str]]:
        results, containers = _arrays(value), {id(each) for each in _containers(value)}
        if not results and not containers:
            return
        for given in self._given:
            if _have_a_part(given.live, results, containers):
                yield given.step, given.name
        for step, result in self._returned:
            if step < self._number and _have_a_part(result, results, containers):
                yield step, EARLIER_RESULT


class _NotFillableError(Exception):
    """What the student's code did to an array keeps its owner from filling it again."""

    def __init__(self, now: str) -> None:
        super().__init__(f"the array of an earlier call cannot be filled again, it {now}: leave arguments as they are")


class _Given:
    """An argument handed out: as it was last seen, and as it lives on with the student's code."""

    def __init__(self, step: int, name: int | str, seen: Any, live: Any) -> None:
        self.step, self.name, self.seen, self.live = step, name, seen, live


def _live(value: Any, names: Mapping[str, Any]) -> Any:
    """Make of a described input the thing itself; of an array a copy."""
    match value:
        case np.ndarray():
            return np.array(value, order="C")  # as it arrives in the sandbox, whatever view it was
        case Laid():
            return value.view()
        case Noise():
            return value.array()
        case Tensor(Laid() as laid, requires_grad):
            return modules.tensor_view(laid.view(), requires_grad)
        case Tensor(array, requires_grad):
            return modules.tensor(_array(array), requires_grad)
        case Rng(seed):
            return np.random.default_rng(seed)
        case Layer(name, args, kwargs):
            return modules.layer(name, _live(args, names), _live(kwargs, names))
        case Student(name):
            return _named(names, name)
        case tuple():
            return tuple(_live(item, names) for item in value)
        case list():
            return [_live(item, names) for item in value]
        case dict():
            return {key: _live(item, names) for key, item in value.items()}
    return value


def _array(value: Any) -> np.ndarray:
    """Return the numbers that are described, whatever way they lie."""
    if isinstance(value, Tensor):
        value = value.array
    if isinstance(value, Noise):
        return value.array()
    return np.asarray(value.array if isinstance(value, Laid) else value)


def _named(names: Mapping[str, Any], name: str) -> Any:
    if name not in names:
        raise NameError(f"{name} is not defined: run all cells from the top")
    return names[name]


def _reached(thing: Any, path: str) -> Any:
    for name in path.split("."):
        thing = getattr(thing, name)
    return thing


def _leaves(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield what stands inside tuples, lists and dicts."""
    if isinstance(value, (tuple, list)) and depth < _DEPTH:
        for item in value:
            yield from _leaves(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEPTH:
        for item in value.values():
            yield from _leaves(item, depth + 1)
    else:
        yield value


def _arrays(value: Any) -> list[np.ndarray]:
    """Return the arrays that a value is or has inside, those of tensors too."""
    if type(value) is np.ndarray:
        return [value]
    return [array for leaf in _leaves(value) if (array := array_of(leaf)) is not None]


def _have_a_part(value: Any, arrays: Sequence[np.ndarray], containers: Set[int]) -> bool:
    """Say whether a value lies in the memory of some arrays, or is or has inside one of the lists and dicts by id."""
    mine = _arrays(value)
    if any(np.may_share_memory(one, other) for one in mine for other in arrays):
        return True
    return bool(containers) and any(id(each) in containers for each in _containers(value))


def _containers(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the lists and dicts, which can be changed, that a value is or has inside."""
    if isinstance(value, (tuple, list, dict)) and depth < _DEPTH:
        if not isinstance(value, tuple):
            yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from _containers(item, depth + 1)


def _same(sent: Any, live: Any) -> bool:
    """Whether an argument is still what was sent, to the last bit."""
    if isinstance(sent, Tensor):
        live = array_of(live)
    if isinstance(sent, (Tensor, Noise, Laid)):
        sent = _array(sent)
    if isinstance(sent, np.ndarray):
        return (
            isinstance(live, np.ndarray)
            and live.dtype == sent.dtype
            and live.shape == sent.shape
            and (live.tobytes() == sent.tobytes() or np.array_equal(live, sent, equal_nan=sent.dtype.kind in "fc"))
        )
    if isinstance(sent, (tuple, list)):
        return type(live) is type(sent) and len(live) == len(sent) and all(map(_same, sent, live))
    if isinstance(sent, dict):
        return type(live) is dict and live.keys() == sent.keys() and all(_same(sent[key], live[key]) for key in sent)
    if sent is None or isinstance(sent, (bool, int, float, str)):
        return live is sent or (type(live) is type(sent) and bool(live == sent))
    return True  # a generator, a layer or a function is meant to be used


def _without_inputs(live: Any) -> Any:
    """Name what has no plain form, such as a generator inside a list that was changed."""
    if isinstance(live, (tuple, list)):
        return type(live)(map(_without_inputs, live)) if type(live) in (tuple, list) else list(live)
    if isinstance(live, dict):
        return {str(key): _without_inputs(item) for key, item in live.items()}
    try:
        return to_plain(live)
    except NotPlainError:
        return f"<{type(live).__name__}>"


def _text(error: BaseException) -> str:
    try:
        return str.__str__(str(error))[:_MESSAGE_CHARACTERS]
    except BaseException:  # a __str__ of the student's
        return "(no message)"
