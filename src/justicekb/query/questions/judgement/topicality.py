"""How far a record is about a name, a country or a time: by its own words, its sentence, those before, its document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from justicekb.edtf import Edtf
from justicekb.model import DateMention, Fact, Figure, LawMention, Record, entity_id
from justicekb.query.events import begin, days
from justicekb.query.language import (
    ABOUT,
    BEFORE,
    OWN,
    SENTENCE,
    SYNONYM,
    TAKEN_UP,
    Lexicon,
    Named,
    Scene,
    country_here,
    stem,
    stems,
)
from justicekb.query.questions.frames import Name
from justicekb.spans import Span


def name_met(name: Name, scene: Scene, lexicon: Lexicon) -> float:
    """How far a name is met; a treaty only by its own entity, since one treaty's name may stand inside another's."""
    if name.ids & scene.participants:
        return OWN
    if name.type == "law":
        return _law_met(name, scene)
    if _names(name, scene.named) or set(name.stems) <= scene.own or _by_surname(name, scene):
        return SENTENCE
    if called := _called_otherwise(name, scene, lexicon):
        return called
    if set(name.stems) <= scene.sentence_stems:
        return SENTENCE if not name.ids or not name.ids & scene.named_anywhere else SYNONYM
    if scene.takes_up and (set(name.stems) <= scene.just_before or _names(name, scene.named_just_before)):
        return TAKEN_UP
    if _names(name, scene.named_before) or set(name.stems) <= (scene.before_stems | scene.title_stems):
        return BEFORE
    if name.ids & scene.named_anywhere:
        return ABOUT
    return ABOUT if not name.ids and _in_text(name, scene) else 0.0


def _by_surname(name: Name, scene: Scene) -> bool:
    """Whether the sentence has the last name of a person whom the document names in full, and who alone has it."""
    if not name.ids and len(name.stems) > 1 and name.text[0].isupper():
        return name.stems[-1] in scene.sentence_stems and _in_text(name, scene)
    if name.type != "person" or len(name.stems) < 2 or not name.ids & scene.named_anywhere:
        return False
    others = {i for i in scene.named_anywhere if i.startswith("person:") and i.endswith(f"-{name.stems[-1]}")}
    return others <= name.ids and name.stems[-1] in scene.sentence_stems


def _as_party(name: Name, scene: Scene, lexicon: Lexicon) -> bool:
    """Whether a ruling that names the person at its head tells of its party: "the applicant", or "he" behind one."""
    if name.type not in ("person", None) or not name.stems or not name.proper:
        return False
    document = scene.held.document
    head = frozenset(stems(f"{document.title or ''} {document.text[:_HEAD]}"))
    told = scene.sentence_stems | (scene.before_stems if scene.takes_up else frozenset())
    ruling = re.search(r"\bv\.?\s", document.text[:_HEAD]) is not None  # "Norland v. Vesk"
    return ruling and set(name.stems) <= head and not told.isdisjoint(lexicon.uses["party"])


# How much of a ruling is its head, which names its parties (characters).
_HEAD = 2500


def _called_otherwise(name: Name, scene: Scene, lexicon: Lexicon) -> float:
    """How far the sentence, or what stands before it, calls the name by another word: a noun, a party's name."""
    if _by_noun(name, scene, lexicon):
        return SYNONYM
    if called := gloss_of(name, scene):
        if re.search(rf"\b{called}\b", scene.sentence, re.IGNORECASE):
            return TAKEN_UP
        if re.search(rf"\b{called}\b", scene.before, re.IGNORECASE):
            return BEFORE
    return BEFORE if _as_party(name, scene, lexicon) else 0.0


def gloss_of(name: Name, scene: Scene) -> str | None:
    """What the document calls a person by from there on: "the applicant" of “Jan Vesk (“the applicant”)”."""
    if name.type != "person" or not name.ids & scene.named_anywhere:
        return None
    said = re.escape(name.written or name.text)
    gloss = re.search(
        rf"{said}[^.;()]{{0,40}}\((?:hereinafter )?[“\"‘](the \w+)[”\"’]\)", scene.held.document.text, re.IGNORECASE
    )
    return gloss[1] if gloss else None


def _by_noun(name: Name, scene: Scene, lexicon: Lexicon) -> bool:
    """Whether a fact speaks of "the organisation" in a document that is mainly about the one asked for."""
    if not isinstance(scene.record, Fact) or scene.held.main_body not in name.ids:
        return False
    return any(stem(p.name) in lexicon.uses["body"] for p in scene.record.participants if not p.entity)


def _law_met(name: Name, scene: Scene) -> float:
    own_laws = {i for i in scene.participants if i.startswith("law:")}
    if own_laws and isinstance(scene.record, Fact | LawMention):
        return SYNONYM if _same_instrument(name, scene) else 0.0
    if _names(name, scene.named):
        return SENTENCE
    if _names(name, scene.named_before):
        return TAKEN_UP if scene.takes_up and set(name.stems) <= scene.just_before else BEFORE
    if len(name.ids) > 1 and set(name.stems) <= scene.sentence_stems:
        return SYNONYM  # "the Constitution", of which there are many
    return ABOUT if name.ids & scene.named_anywhere else 0.0


def _same_instrument(name: Name, scene: Scene) -> bool:
    """Whether a national instrument is named with fewer or more words: "Criminal Code", "Criminal Code of Norland"."""
    if not isinstance(scene.record, LawMention):
        return False
    own = stems(f"{scene.record.instrument} {scene.record.text} {scene.record.jurisdiction}")
    return set(name.stems) <= set(own)


def _names(name: Name, mentions: Iterable[Named]) -> bool:
    return any(m.entity in name.ids for m in mentions)


def _in_text(name: Name, scene: Scene) -> bool:
    return re.search(rf"\b{re.escape(name.text)}\b", scene.held.document.text, re.IGNORECASE) is not None


def countries_met(
    wanted: Collection[Name], scene: Scene, countries: frozenset[str], asked: frozenset[str] = frozenset()
) -> float:
    """How far the record is about one of the countries wanted; 0 when it is about one that is not `asked` about.

    A fact with a country among its agents is that country's; else the sentence decides, else the country that
    the document is mainly about.
    """
    ids = frozenset(i for name in wanted for i in name.ids)
    record = scene.record
    if isinstance(record, Fact):
        agents = {p.entity or entity_id("place", p.name) for p in record.participants if p.role == "agent"} & countries
        if agents:
            return OWN if agents & ids else 0.0
    if ids & scene.participants:
        return OWN
    if any(set(name.stems) <= scene.sentence_stems for name in wanted):
        return SENTENCE
    named = ({m.entity for m in scene.named} & countries) | scene.demonyms
    if named & ids:
        return SENTENCE
    if named - asked:
        return 0.0
    here = country_here(scene, countries)
    return SYNONYM if here in ids else _BORROWED * bool(ids & _countries_of(scene.named_before) and here is None)


# A country named only before the sentence, in a document that is about no country in particular.
_BORROWED = 0.5


def _countries_of(mentions: Iterable[Named]) -> frozenset[str]:
    return frozenset(m.entity for m in mentions)


def time_met(when: Edtf, scene: Scene) -> float:
    """How far a record holds for the time asked for: by its own date, its sentence's, one before, its document's."""
    record = scene.record
    own = record.date if isinstance(record, Fact | Figure) else record.edtf if isinstance(record, DateMention) else None
    if own is not None:
        return 0.0 if _partial(record, own, when) or _of_longer(record, own, when) else _fits(own, when)
    dates = [d.edtf for d in _dates_within(scene, record.evidence) if not _partial(record, d.edtf, when)]
    if dates:
        return max(_fits(date, when) for date in dates) * SENTENCE
    before = Span(record.evidence.start - len(scene.before), record.evidence.start)
    dates = [d.edtf for d in _dates_within(scene, before)]
    if dates and _fits(dates[-1], when):
        return BEFORE
    document = scene.held.document
    about = document.period or document.published
    return BEFORE if about is not None and about.overlaps(when) else 0.0


def _partial(record: Record, date: Edtf, when: Edtf) -> bool:
    """Whether a figure holds for too little of the years asked for to be a figure of them all."""
    spans = when.is_interval and isinstance(record, Figure)
    shared = min(date.sort_key[1], when.sort_key[1]) - max(date.sort_key[0], when.sort_key[0])
    return spans and shared.days + 1 < days(when) * _MOST


def _of_longer(record: Record, date: Edtf, when: Edtf) -> bool:
    """Whether a figure counts a whole year where a part of it is asked for: a quarter has fewer."""
    return isinstance(record, Figure) and days(date) < _OPEN and days(date) > days(when) * _PART and days(when) > 1


# A stretch of at most this share of what a figure counts is a part of it; what has no end is no stretch (days).
_PART, _OPEN = 2, 36_525

# The least part of several years that a figure must hold for, to be a figure of all of them.
_MOST = 0.5


def _fits(date: Edtf, when: Edtf) -> float:
    if when.contains(begin(date)) or date == when:
        return OWN
    if date.agrees(when):
        return SYNONYM
    return BEFORE if date.overlaps(when) and not _longer(date, when) else 0.0


def _longer(date: Edtf, when: Edtf) -> bool:
    """Whether a date only brushes the time asked for: "since 2005" is no figure of 2018."""
    return date.earliest is None or date.latest is None


def _dates_within(scene: Scene, span: Span) -> list[DateMention]:
    return scene.held.dates_in(span)
