"""Where no sandbox can be had, grading goes on as a plain process and says so loudly. Never quietly."""

from __future__ import annotations

import stat
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox.outside import incubator
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError
from autograder.sandbox.wire.limits import Limits
from autograder.sandbox.wire.questions import Call


def test_missing_bubblewrap_is_said_loudly_with_the_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.warns(UserWarning, match="GRADING IS NOT ISOLATED: .*apt-get install bubblewrap"):
        sandbox = Sandbox()
    with sandbox:
        assert not sandbox.isolated
        assert "not installed" in sandbox.why_not_isolated


def test_where_isolation_is_required_nothing_runs_without(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SandboxError, match=r"not installed.*apt-get install bubblewrap"):
        Sandbox(required=True)


def test_bubblewrap_that_does_not_start_is_said_loudly_with_its_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.warns(UserWarning, match="uid map: Permission denied.*This may help: sysctl"):
        sandbox = Sandbox()
    with sandbox, sandbox.open() as submission:
        submission.run("def f(x): return x + 1")
        with submission.check("f") as check:
            assert (sandbox.isolated, submission.isolated, check.isolated) == (False, False, False)
            assert check.answer([Call((np.array([1.0]),))])[0].value.tolist() == [2.0]


def test_sandbox_that_was_isolated_never_falls_back(confined: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with Sandbox(limits=confined.limits) as sandbox:
        monkeypatch.setenv("PATH", str(tmp_path))
        sandbox._incubator._channel.close()
        sandbox._incubator._process.wait(10)
        with pytest.raises(SandboxError, match="not installed"):
            sandbox.open()


def test_running_without_a_sandbox_on_purpose_gives_no_warning(recwarn: pytest.WarningsRecorder):
    with Sandbox(isolate=False) as sandbox:
        assert sandbox.why_not_isolated == "asked for with isolate=False"
    assert not [warning for warning in recwarn.list if "ISOLATED" in str(warning.message)]


def test_library_that_is_not_installed_is_named():
    with pytest.raises(SandboxError, match=r"no-such-library is not installed.*pip install no-such-library"):
        Sandbox(libraries=("no-such-library",), isolate=False)


def test_nothing_is_left_in_the_folder_for_temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(incubator.tempfile, "tempdir", str(tmp_path))
    with Sandbox(isolate=False, limits=Limits(cell_seconds=2.0)) as sandbox, sandbox.open() as submission:
        submission.run("open('left.txt', 'w').write('x')")
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []
