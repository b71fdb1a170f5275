"""The grader's side of the sandbox: `Sandbox` opens a `Submission`, which runs cells and opens a `Check`.

Everything that comes from a submission is decoded as hostile bytes; whatever a submission does, it costs itself.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Sequence
from types import TracebackType

from ..wire.limits import Limits
from .asking import Check
from .incubator import Incubator, SandboxError
from .running_submission import Submission
from .session import CellResult

__all__ = ["CellResult", "Check", "Sandbox", "SandboxError", "Submission"]

_REMEDIES = (
    ("not installed", "apt-get install bubblewrap"),
    ("uid map", "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"),
    ("namespace", "sysctl -w kernel.unprivileged_userns_clone=1"),
)


class Sandbox:
    """A warm zygote from which submissions are forked. Keep one for a class; it restarts its zygote if that dies.

    Where the machine has no bubblewrap, or does not let it work, and isolation is not required, submissions run as
    plain processes of this user: `isolated` is then False, `why_not_isolated` says why, and a warning is given once.

    Args:
        libraries: what the assignment may import, as names of distributions. What is not named is not there.
        limits: what a submission may use.
        isolate: False runs without bubblewrap on purpose, without a warning.
        required: without isolation nothing runs at all.

    Raises:
        SandboxError: isolation is required and cannot be had. The message says why, and what may help.
    """

    def __init__(
        self,
        libraries: Sequence[str] = ("numpy", "matplotlib"),
        limits: Limits | None = None,
        isolate: bool = True,
        required: bool = False,
    ) -> None:
        self._libraries = tuple(libraries)
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self.why_not_isolated = "" if isolate else "asked for with isolate=False"
        if isolate:
            try:
                self._incubator = self._probed()
            except SandboxError as error:
                self.why_not_isolated = _explained(str(error))
                if required:
                    raise SandboxError(self.why_not_isolated) from error
                warnings.warn(f"GRADING IS NOT ISOLATED: {self.why_not_isolated}", stacklevel=2)
        self.isolated = not self.why_not_isolated
        if not self.isolated:
            self._incubator = Incubator(self._libraries, self.limits, isolated=False)

    def open(self) -> Submission:
        """Start a submission: a fresh process with nothing of any other submission in it.

        Raises:
            SandboxError: the machine does not let us, for example because it is out of memory.
        """
        with self._lock:
            try:
                supervision = self._incubator.submission()
            except SandboxError:
                self._incubator.close()
                self._incubator = Incubator(self._libraries, self.limits, self.isolated)
                supervision = self._incubator.submission()
        return Submission(supervision, self.limits, self.isolated)

    def close(self) -> None:
        """End the zygote and every submission still open."""
        with self._lock:
            self._incubator.close()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _probed(self) -> Incubator:
        """Start bubblewrap and one submission: some kernels allow the one and not the other."""
        incubator = Incubator(self._libraries, self.limits, isolated=True)
        try:
            incubator.submission().end()
        except SandboxError:
            incubator.close()
            raise
        return incubator


def _explained(problem: str) -> str:
    for symptom, command in _REMEDIES:
        if symptom in problem:
            return f"{problem}. This may help: {command}"
    return f"{problem}. To see more, try: bwrap --unshare-user --ro-bind / / true"
