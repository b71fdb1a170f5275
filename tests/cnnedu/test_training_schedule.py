"""The learning rate, against PyTorch's own schedulers."""

import pytest
import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, OneCycleLR

from cnnedu.training.schedule import SCHEDULES, rate


def pytorchs(make, steps):
    """The rates a PyTorch scheduler gives, for a highest rate of 1."""
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(optimiser)
    rates = []
    for _ in range(steps):
        rates.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        scheduler.step()
    return rates


class OneCycle(OneCycleLR):
    """PyTorch's, but for the exception it raises when asked for the rate after the last step."""

    def get_lr(self):
        return super().get_lr() if self.last_epoch < self.total_steps else [0.0]


@pytest.mark.parametrize("steps", [4, 10, 37, 1000])
def test_one_cycle_is_pytorchs(steps):
    expected = pytorchs(lambda optimiser: OneCycle(optimiser, 1.0, steps, cycle_momentum=False), steps)
    assert [rate("one-cycle", step, steps) for step in range(steps)] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("steps", [2, 3, 50])
def test_cosine_is_pytorchs(steps):
    expected = pytorchs(lambda optimiser: CosineAnnealingLR(optimiser, T_max=steps - 1), steps)
    assert [rate("cosine", step, steps) for step in range(steps)] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("steps", [1, 2, 3, 7])
def test_short_trainings_have_rates_from_0_to_1(schedule, steps):
    assert all(0 <= rate(schedule, step, steps) <= 1 for step in range(steps))


def test_constant_stays():
    assert {rate("constant", step, 5) for step in range(5)} == {1.0}


def test_an_unknown_schedule_is_refused():
    with pytest.raises(ValueError, match="unknown schedule 'linear': use one of one-cycle, cosine, constant"):
        rate("linear", 0, 10)


@pytest.mark.parametrize("step", [-1, 10])
def test_a_step_outside_is_refused(step):
    with pytest.raises(ValueError, match=r"step must lie in 0 \.\. 9, got"):
        rate("cosine", step, 10)
