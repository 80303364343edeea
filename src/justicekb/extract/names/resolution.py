"""Names of one document brought together: overlaps, one type for one name, short form to long form, one entity.

Records in, records out: the finders' proposals become Mentions with the longest name, canonical name, entity and
aliases; names that stand elsewhere without having been proposed there are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from justicekb.extract.names.candidates import word_groups
from justicekb.extract.names.coreference import Linked, link
from justicekb.extract.names.gazetteer import definitions, known_names
from justicekb.extract.names.introductions import in_brackets, introduced_as_kin
from justicekb.extract.names.jurisdictions import Jurisdictions
from justicekb.extract.names.nameforms import other_names
from justicekb.extract.names.neighbours import further
from justicekb.extract.names.repeats import consistent, repeats, short_forms
from justicekb.extract.names.screening import screened
from justicekb.extract.names.typing import choose, decide
from justicekb.extract.names.words import lines
from justicekb.extract.nlp import Found, Parsed
from justicekb.model import LawMention, Mention, Record
from justicekb.vocabulary import Vocabulary


def resolve_names(parsed: Parsed, vocabulary: Vocabulary, names: Found) -> Iterator[Record]:
    """Yields the document's Mentions, none overlapping, and its LawMentions as they are."""
    groups = vocabulary.once(word_groups)
    known = names.once(known_names, parsed, vocabulary)
    text = names.once(lines, parsed, vocabulary)
    given = screened(parsed, names.all(Mention), known, text, groups)
    proposals = [*given, *further(parsed, given, groups)]
    chosen = choose(proposals, decide(proposals))
    chosen = consistent(chosen, repeats(parsed, text, chosen), groups)
    chosen += short_forms(parsed, text, chosen, groups)
    defined = in_brackets(parsed, chosen) | names.once(definitions, parsed, vocabulary)
    kin = introduced_as_kin(parsed, chosen, groups)
    whose = Jurisdictions(parsed, vocabulary, known, chosen)
    linked = link(sorted(chosen, key=lambda m: m.span), vocabulary, defined, kin=kin, whose=whose)
    finished = list(_finished(linked))
    yield from finished
    yield from _laws(names, finished)


def _laws(names: Found, finished: Sequence[Mention]) -> Iterator[LawMention]:
    """The LawMentions without those whose name turned out to be part of a longer one ("… Treaty Organization")."""
    dropped = {m.span for m in names.all(Mention) if m.type == "law"} - {m.span for m in finished if m.type == "law"}
    for law in names.all(LawMention):
        if not any(law.span.contains(span) for span in dropped):
            yield law


def _finished(linked: Iterable[Linked]) -> Iterator[Mention]:
    names: dict[str, list[str]] = {}
    for item in linked:
        if item.names_it and item.mention.text not in names.setdefault(item.entity, []):
            names[item.entity].append(item.mention.text)
    for forms in names.values():
        forms.sort(key=lambda n: (_plainness(n, forms), -len(n), n))
    for item in linked:
        if item.mention.type == "law":
            yield item.mention
            continue
        forms = names.get(item.entity) or [item.mention.text]
        aliases = tuple(dict.fromkeys((*forms, *other_names(item.canonical))))
        yield replace(item.mention, name=forms[0], canonical=item.canonical, entity=item.entity, aliases=aliases)


def _plainness(form: str, forms: Sequence[str]) -> int:
    """How little a form is a name: words without capitals and plurals of another form come behind the proper ones."""
    if form == form.lower():
        return 2
    return int(form.endswith("s") and form[:-1] in forms)
