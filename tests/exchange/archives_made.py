"""Zip files as Moodle, Canvas and Gradescope make them, and as somebody makes them who means harm."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import yaml

NOTEBOOK = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
"""The smallest thing that is a notebook."""


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def notebook(text: str) -> bytes:
    """A notebook that can be told from others."""
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def link(path: Path, name: str, target: str) -> Path:
    """A zip file with a symbolic link in it."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, target)
    return path


def gradescope(path: Path, submissions: Mapping[str, tuple[list[dict[str, str]], str, dict[str, bytes]]]) -> Path:
    """An export: by folder the submitters, the time in Ruby's form, the files."""
    lines = ["---"]
    for folder, (submitters, time, _) in submissions.items():
        lines += [f"{folder}:", "  :submitters:"]
        for who in submitters:
            said = [f":{key}: {json.dumps(value)}" for key, value in who.items()]
            lines += [f"  - {said[0]}", *(f"    {line}" for line in said[1:])]
        lines += [f"  :created_at: {time}", "  :score: 3.0", "  :status: processed", "  :results:", "    tests: []"]
    metadata = "\n".join(lines) + "\n"
    assert set(yaml.safe_load(metadata)) == set(submissions)
    files = {"assignment_9100_export/submission_metadata.yml": metadata.encode()}
    for folder, (_, _, content) in submissions.items():
        files |= {f"assignment_9100_export/{folder}/{name}": data for name, data in content.items()}
    return zipped(path, files)
