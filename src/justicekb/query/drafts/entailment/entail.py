"""The verdict on a claim: entailed by a window, contradicted by one, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from justicekb.query.drafts.entailment.claim import Claim
from justicekb.query.drafts.entailment.compare import Comparison, Finding
from justicekb.query.drafts.entailment.windows import Window

Outcome = Literal["supported", "contradicted", "not_found"]

# The least share of a claim's pieces that a window has to bear it out, and to deny it by the one that it lacks.
BORNE_OUT, DENIED = 0.72, 0.7

# The least share that the sentence itself has, without those beside it.
OWN, OWN_DENIED = 0.4, 0.5

# The least share for a date or number to be denied where a noun is missing.
_SURE = 0.9

# The least share of a sentence that a claim in its very words has; less of it might leave out what denies it.
_VERBATIM = 0.9

# The most pieces that may be told otherwise.
_OTHERWISE = 2

# By how much a window that denies must be nearer than one that bears out.
_NEARER = 0.05


@dataclass(frozen=True, slots=True)
class Entailment:
    """The outcome, the windows that it rests on, and the piece of the claim that they deny."""

    outcome: Outcome
    windows: tuple[Window, ...] = ()
    denied: Finding | None = None
    findings: tuple[Finding, ...] = ()


def entail(claim: Claim, windows: Sequence[Window]) -> Entailment:
    """What the windows make of a claim: where some bear it out and others deny it, those that have more of it."""
    quoted = tuple(window for window in windows if verbatim(claim, window))
    if quoted:
        return Entailment("supported", quoted[:3])
    compared = [(w, f) for w in windows if (f := Comparison(claim, w).findings)]
    supporting = sorted((row for row in compared if borne_out(row[1], claim)), key=lambda row: -share(row[1]))
    denying = max(
        (row for row in compared if denied(row[1], claim)), key=lambda row: (own(row[1]), share(row[1])), default=None
    )
    if denying is not None and not any(_as_near(f, denying[1]) for _, f in supporting):
        piece = next(one for one in denying[1] if one.status == "otherwise")
        return Entailment("contradicted", (denying[0],), piece, denying[1])
    if supporting:
        return Entailment("supported", tuple(w for w, _ in supporting[:3]), None, supporting[0][1])
    return Entailment("not_found")


def verbatim(claim: Claim, window: Window) -> bool:
    """Whether a claim has the very words of a source's sentence, or all but its beginning or end."""
    ours, theirs = (" ".join(re.findall(r"\w+", text.casefold())) for text in (claim.tree.text, window.text))
    return bool(ours) and f" {ours} " in f" {theirs} " and len(ours) >= _VERBATIM * len(theirs)


def _as_near(bearing: Sequence[Finding], denying: Sequence[Finding]) -> bool:
    """Whether a window that bears out is about as near to the claim as one that denies, that piece left out."""
    return share(bearing) >= share(denying) - _NEARER and own(bearing) >= own(denying) - _NEARER


def own(findings: Sequence[Finding]) -> float:
    """The share of the pieces that the sentence itself has, by weight, what it tells otherwise left out."""
    told = [f for f in findings if f.status != "otherwise"]
    total = sum(f.weight for f in told)
    return sum(f.weight for f in told if f.status == "met") / total if total else 0.0


def share(findings: Sequence[Finding]) -> float:
    """The share of the pieces that are met, by weight; what stands beside the sentence counts nearly as much."""
    worth = {"met": 1.0, "near": 0.8, "missing": 0.0, "otherwise": 0.0}
    told = [f for f in findings if f.status != "otherwise"]
    total = sum(f.weight for f in told)
    return sum(f.weight * worth[f.status] for f in told) / total if total else 0.0


def borne_out(findings: Sequence[Finding], claim: Claim) -> bool:
    """Whether every name, value and predicate is met, the main one in the sentence itself, and most other words."""
    if any(f.status == "otherwise" or (f.status == "missing" and f.kind != "word") for f in findings):
        return False
    main = None if claim.main is None else claim.tree.words[claim.main].span
    if any(f.status == "near" and f.span == main for f in findings):
        return False
    told = [f.status for f in findings if f.kind in ("date", "figure")]
    anchored = any(f.status == "met" for f in findings if f.kind == "predicate")
    if told.count("near") > told.count("met") + (not anchored):
        return False
    return share(findings) >= BORNE_OUT and own(findings) >= OWN


def denied(findings: Sequence[Finding], claim: Claim) -> bool:
    """Whether one piece is told otherwise (or two names of a list), and nearly all others are met.

    A date or number is denied only where all is met that tells what it is of, a name only where another name, date or
    number of the claim is told, so that both speak of one event.
    """
    otherwise = [f for f in findings if f.status == "otherwise"]
    if not otherwise or len(otherwise) > _OTHERWISE:
        return False
    if len(otherwise) > 1 and not {f.kind for f in otherwise} <= {"name", "role"}:
        return False
    missing = [f for f in findings if f.status == "missing" and f.kind not in ("word", "polarity")]
    if missing or not _same_thing(otherwise[0], findings, claim) or not _anchored(otherwise, findings):
        return False
    return share(findings) >= DENIED and own(findings) >= OWN_DENIED


def _anchored(otherwise: Sequence[Finding], findings: Sequence[Finding]) -> bool:
    """Whether the source tells of another name, date or number of the claim than those that it tells otherwise."""
    if all(f.kind != "name" for f in otherwise):
        return True
    return any(f.kind in ("name", "date", "figure") and f.status in ("met", "near") for f in findings)


def _same_thing(denied: Finding, findings: Sequence[Finding], claim: Claim) -> bool:
    """Whether all words are met that tell what a denied number counts, or of what the denied date is."""
    if denied.kind not in ("date", "figure"):
        return True
    telling = claim.telling(denied.span)
    nouns = [claim.tree.words[at].span for at in claim.words if claim.tree.words[at].pos == "NOUN"]
    if any(f.status == "missing" and f.span in nouns for f in findings) and share(findings) < _SURE:
        return False
    return not any(f.status == "missing" and any(f.span.overlaps(span) for span in telling) for f in findings)
