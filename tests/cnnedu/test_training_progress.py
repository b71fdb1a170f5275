"""What a training shows: a bar of one line on a terminal, nothing anywhere else."""

import io
import re

from cnnedu.training import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def open_terminal(monkeypatch):
    """Called in the test itself: pytest puts its own stderr in place when a test begins."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    return stream


def test_a_terminal_shows_speed_remaining_time_and_both_accuracies(monkeypatch):
    terminal = open_terminal(monkeypatch)
    with progress.display("lenet on digits", 100, 0, shown=True) as show:
        for step in range(1, 51):
            assert show.due()
            show.update(step, 32 * step, 0.875, 0.9375)
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.getvalue()).strip().splitlines()[-1].split("\r")[-1]
    assert re.search(r"lenet on digits .* \d:\d\d:\d\d [\d,]+ images/s train 87\.5% validation 93\.8%", last)
    assert len(last) <= 80


def test_before_the_first_epoch_there_is_no_validation_accuracy(monkeypatch):
    terminal = open_terminal(monkeypatch)
    with progress.display("lenet on digits", 100, 0, shown=True) as show:
        show.update(1, 32, 0.5, None)
    assert "train 50.0%" in terminal.getvalue()
    assert "validation" not in terminal.getvalue()


def test_a_process_that_does_not_lead_shows_nothing(monkeypatch):
    terminal = open_terminal(monkeypatch)
    with progress.display("lenet on digits", 100, 0, shown=False) as show:
        assert not show.due()
    assert terminal.getvalue() == ""


def test_a_pipe_shows_nothing(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    with progress.display("lenet on digits", 100, 0, shown=True) as show:
        assert not show.due()
    assert stream.getvalue() == ""
