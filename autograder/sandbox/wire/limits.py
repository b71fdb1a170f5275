"""What a submission may use. One frozen dataclass, handed down from the launcher to the worker."""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """Times are wall-clock seconds, or the processor's where they say so; sizes are bytes.

    What computes without end is stopped by the processor's seconds, which a busy machine does not shorten. What waits
    without end is stopped by the idle seconds, from which the time is taken off that the machine kept it waiting; where
    the kernel does not tell that time, by the wall clock's. Each time that something had to be stopped, what follows in
    the submission gets less (see `outside.patience`).

    Attributes:
        cell_seconds: one cell; then it is interrupted, and a second later killed.
        call_seconds: one call of a student's function.
        cell_processor_seconds, call_processor_seconds: the same of the processor's time.
        cell_idle_seconds, call_idle_seconds: the same of the time in which nothing kept it from running.
        check_seconds: all calls of one check.
        submission_seconds: everything a submission runs, replays included.
        memory_bytes: what one process may map beyond what the libraries already take.
        processes: processes and threads of one submission.
        file_bytes: one file written.
        scratch_bytes: all files in the scratch folder together.
        output_bytes: text output of one cell.
        image_bytes: rich output of one cell, pictures above all.
        results_bytes: the results of one check together; the grader holds them until all are judged.
        message_bytes: one message to or from the sandbox, so also the largest argument or result.
    """

    cell_seconds: float = 10.0
    call_seconds: float = 5.0
    check_seconds: float = 30.0
    submission_seconds: float = 60.0
    memory_bytes: int = 1 << 30
    processes: int = 32
    file_bytes: int = 64 << 20
    scratch_bytes: int = 128 << 20
    output_bytes: int = 256 << 10
    image_bytes: int = 4 << 20
    results_bytes: int = 256 << 20
    message_bytes: int = 64 << 20
    cell_processor_seconds: float = 2.5
    call_processor_seconds: float = 2.0
    cell_idle_seconds: float = 3.25
    call_idle_seconds: float = 2.25

    def for_calls(self, seconds: float | None) -> Limits:
        """Return the limits of a check each of whose calls may take so many seconds; None: the usual ones."""
        if seconds is None:
            return self
        return replace(
            self,
            call_seconds=seconds,
            call_processor_seconds=seconds,
            call_idle_seconds=seconds,
            check_seconds=max(self.check_seconds, 4 * seconds),
        )

    def patient(self, factor: float, memory: float = 1.0) -> Limits:
        """Return the same limits with so many times the time, and so many times the memory."""
        times = [name for name in vars(self) if name.endswith("seconds")]
        more_time = {name: factor * getattr(self, name) for name in times}
        return replace(self, **more_time, memory_bytes=int(memory * self.memory_bytes))
