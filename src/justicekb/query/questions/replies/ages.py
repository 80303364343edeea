"""How old somebody is: the number beside the name, "Jan Vesk, 37, …", "37-year-old Jan Vesk", "Jan Vesk (37)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from justicekb.findings import Value
from justicekb.model import Mention
from justicekb.query.questions.frames import Name
from justicekb.query.questions.judgement.judge import Judge
from justicekb.querytree import RecordFilter

# Mentions of a person that are read for an age.
READ = 120

_BEHIND = re.compile(
    r",? (?:aged )?(\d{1,2})(?:[,;.)]| years? old\b)|,? \((?:aged )?(\d{1,2})\)|,? (?:is|was) (\d{1,2}) years? old\b"
)
_BEFORE = re.compile(r"\b(\d{1,2})-year-old (?:[\w’'-]+ ){0,4}$")


def ages(judge: Judge) -> list[Value]:
    """The ages that documents give the person asked about, the one given most often first."""
    found: dict[str, list[Mention]] = {}
    for mention, years in _told(judge):
        found.setdefault(years, []).append(mention)
    ranked = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return [_value(years, mentions, judge) for years, mentions in ranked]


def _told(judge: Judge) -> Iterator[tuple[Mention, str]]:
    for name in (n for n in judge.frame.names if n.type == "person" and n.ids and _is_subject(n, judge)):
        where = RecordFilter(types=("person",), entities=tuple(sorted(name.ids)))
        for mention in judge.reading.records.some(Mention, where, limit=READ):
            text = judge.reading.held(mention.document).document.text
            behind = _BEHIND.match(text[mention.span.end : mention.evidence.end])
            before = _BEFORE.search(text[mention.evidence.start : mention.span.start])
            years = next((g for m in (behind, before) if m for g in m.groups() if g), None)
            if years is not None:
                yield mention, years


def _is_subject(name: Name, judge: Judge) -> bool:
    """Whether the age of the name itself is asked for: not in "how old is the man accused of robbing Jan Vesk"."""
    before = judge.frame.question[: name.span.start].casefold().split()
    closed = judge.lexicon.classes["preposition"] | judge.lexicon.classes["pronoun"] | {"who", "that"}
    return closed.isdisjoint(before[before.index("old") + 1 :] if "old" in before else before) or before[-1:] == ["of"]


def _value(years: str, mentions: list[Mention], judge: Judge) -> Value:
    evidence = tuple(dict.fromkeys(judge.reading.citation(m) for m in mentions))
    sources = len({citation.document for citation in evidence})
    return Value(
        value=years, kind="figure", text=years, evidence=evidence, sources=sources, unit="years", measure="age"
    )
