"""Every hostile notebook is first shown to work where nothing protects, and then to gain nothing here."""

from __future__ import annotations

import json
import time
import unicodedata

import pytest

from autograder.feedback.as_text import verdict_text

from . import (
    claiming,
    displaying,
    exhausting,
    lingering,
    patching,
    pretending,
    reaching,
    showing,
    snooping,
    speaking,
    stealing,
    transforming,
)
from .corpus import Attack, Gain, attacks_of
from .course import ATTACKED, notebook
from .host import running
from .unprotected import SHOWN, page, runs_something

CLASSES = (
    patching, transforming, pretending, displaying, snooping, stealing, speaking, lingering, exhausting, reaching,
    showing,
)  # fmt: skip
CORPUS = attacks_of(*CLASSES)
SECONDS = 60.0
"""Within which a hostile notebook is graded, with the limits of these tests, even on a machine that has much to do."""


def cases(attacks):
    return [pytest.param(a, id=a.name, marks=() if a.quick else pytest.mark.slow) for a in attacks]


def check_that_nothing_was_gained(graded, host, attack_text: str, spoils: bool = False) -> None:
    assert graded.isolated
    assert graded.verdicts[ATTACKED].score == 0.0
    assert graded.verdicts["double"].score == 2.0
    assert spoils or graded.verdicts["shift"].score == 2.0
    everything = json.dumps(graded.notebook, ensure_ascii=False) + repr(graded.verdicts) + repr(graded.problems)
    assert host.found_in(everything) == []
    assert [path for path in host.paths() if path in everything and path not in attack_text] == []
    streams = [o["text"] for cell in graded.notebook["cells"] for o in cell.get("outputs", ()) if "text" in o]
    assert "PWNED" not in "".join(streams)


def check_that_all_of_it_can_be_shown(graded) -> None:
    """On a page, on a terminal, in a file."""
    json.dumps(graded.notebook).encode()
    json.dumps(graded.notebook, ensure_ascii=False).encode()
    for text in (*map(verdict_text, graded.verdicts.values()), *graded.problems):
        assert [c for c in text if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"] == []


@pytest.mark.parametrize("attack", cases(a for a in CORPUS if a.gain is not Gain.NONE))
def test_it_works_where_nothing_protects(attack: Attack, host, confined, plain):
    assert SHOWN[attack.gain](attack, host, confined, plain)


@pytest.mark.parametrize("attack", cases(CORPUS))
def test_it_gains_nothing_here(attack: Attack, host, grade):
    *before, answer = attack.cells(host.names)
    started = time.monotonic()
    graded = grade(notebook(answer, before))
    assert time.monotonic() - started < SECONDS
    check_that_nothing_was_gained(graded, host, "".join((answer, *before)), attack.spoils)
    check_that_all_of_it_can_be_shown(graded)
    assert running(host.names["LINGER"]) == []
    assert grade(notebook()).score == 6.0, "the next submission is judged as ever"


def test_a_notebook_without_an_attack_earns_everything(grade):
    assert grade(notebook()).score == 6.0


def test_there_are_attacks_of_every_class():
    assert len({attack.name for attack in CORPUS}) == len(CORPUS)
    assert len(CORPUS) + len(claiming.CLAIMS) >= 120
    for module in CLASSES:
        shown = [attack for attack in attacks_of(module) if attack.gain is not Gain.NONE]
        assert len(shown) >= 3 or module is speaking, f"{module.__name__}: few of its attacks are shown to be real"


@pytest.mark.parametrize("claim", claiming.BELIEVED, ids=lambda claim: claim.__name__)
def test_who_believes_a_notebook_gives_points(claim):
    assert claiming.believed(claiming.spoiled(lambda made: None)) == 0.0
    assert claiming.believed(claiming.spoiled(claim)) > 0.0


@pytest.mark.parametrize("claim", claiming.CLAIMS, ids=lambda claim: claim.__name__)
def test_nothing_that_a_notebook_claims_counts(claim, host, grade):
    started = time.monotonic()
    made = claiming.spoiled(claim)
    graded = grade(made)
    assert time.monotonic() - started < SECONDS
    assert (graded.score, graded.max_score) == (4.0, 6.0)
    check_that_nothing_was_gained(graded, host, json.dumps(made))
    check_that_all_of_it_can_be_shown(graded)
    assert grade(notebook()).score == 6.0, "the next submission is judged as ever"


@pytest.mark.slow
@pytest.mark.parametrize("attack", [pytest.param(a, id=a.name) for a in attacks_of(showing, displaying)])
def test_nothing_runs_in_the_page(attack: Attack, host, grade):
    *before, answer = attack.cells(host.names)
    graded = grade(notebook(answer, before))
    started = time.monotonic()
    html = page(graded.notebook)
    assert time.monotonic() - started < SECONDS
    assert not runs_something(html)


@pytest.mark.slow
@pytest.mark.parametrize("claim", claiming.CLAIMS, ids=lambda claim: claim.__name__)
def test_nothing_that_a_notebook_claims_runs_in_the_page(claim, grade):
    assert not runs_something(page(grade(claiming.spoiled(claim)).notebook))
