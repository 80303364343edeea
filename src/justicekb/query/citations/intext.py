"""In-text citations: which entries of its bibliography a sentence of a paper cites.

By label, "[5]", "[1][2]", "[3-5, 7, p. 12]", or a superscript that the text has only as a number stuck to its
word's mark ("inmates.4 "); by author and year, "(Smith & Lee, 2010; UNODC, 2015)", "Smith et al. (2010)".
Nothing is guessed: a number or year without an entry, and a name with two entries of one year, link to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from justicekb.model import Document, Reference
from justicekb.spans import Span
from justicekb.vocabulary.patterns import APOSTROPHE, YEAR, alternation

_BRACKET = re.compile(r"\[([^\[\]]{1,60})\]")
_RANGE = re.compile(r"(\d{1,3})\s*[-–—]\s*(\d{1,3})")
# Pages and the like inside the brackets: "[5, p. 12]", "[5, pp. 3–4]", "[5, с. 7]", "[5, § 3]".
_LOCATOR = re.compile(r"(?:pp?|paras?|ch|art|sec|c{1,2}|с{1,2}|§{1,2})\.?\s*\d[\d–—-]*", re.IGNORECASE)
# The number must follow the mark that closes a word of four letters or more ("No.5", "p.5", "Art.5" are others), a
# quotation or an abbreviation in brackets; after a full stop a sentence must begin or the text must end.
_SUPERSCRIPT = re.compile(
    r"(?:(?<=[^\W\d_]{4}[,;:])|(?<=\w[”’\"][.,;])|(?<=\w[.,;!?][”’\"])|(?<=[^\W\d_]{2}\))|(?<=\w[”\"]))"
    r"(\d{1,3}(?:,\d{1,3})*)(?=\s|$)"
    r"|(?<=[^\W\d_]{4}[.!?])(\d{1,3}(?:,\d{1,3})*)(?=\s+[^\W\da-z_]|\s*$)"
)
# Digits that are raised by their own nature are marks, except behind a number, a letter or a unit of length.
_RAISED = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,⁻][⁰¹²³⁴-⁹]+)*")
_POWER = re.compile(r"(?:\d|(?<![^\W_])(?:[cdkm]m|ft|in|mi|[^\W\d_]))$")
# The words that shorten to four letters or more and carry a number of their own.
_NUMBERED = re.compile(r"(?i:\b(?:para|paras|arts|sect|annex|rule)\.)$")
# Marks printed behind a full stop belong to the sentence that it ends; so do marks before one that a parser cut off.
_TRAILING = re.compile(r"(?:\s?\[\d[^\[\]]{0,40}\])+|(?<=[.!?”\"])\d{1,3}(?:,\d{1,3})*(?=\s|$)|[⁰¹²³⁴-⁹,⁻]+")
_LEADING = re.compile(r"\s*(?:\[\d[^\[\]]{0,40}\]\s*)+(?=[^\W\da-z_])")

Cited = tuple[int, Reference]


def cited_references(text: str, references: Sequence[Reference], *, superscripts: bool = True) -> list[Reference]:
    """The entries of `references` that a text of the same document cites, each once, in the order it cites them.

    `superscripts=False` leaves out bare numbers stuck to words, for documents whose superscripts are footnotes.
    """
    plain = _without_accents(_lowered(text) if superscripts else _RAISED.sub("", text))
    found = [*_by_bracket(plain, references), *_by_author(plain, references)]
    if superscripts:
        found.extend(_by_superscript(plain, references))
    return list({r.id: r for _, r in sorted(found, key=lambda c: c[0])}.values())


def cited_at(evidence: Span, document: Document, references: Sequence[Reference]) -> list[Reference]:
    """The entries that the sentence at `evidence` cites; a mark behind its full stop is its own, not the next one's."""
    if any(reference.span.overlaps(evidence) for reference in references):
        return []
    sentence = evidence.of(document.text)
    earlier = _LEADING.match(sentence)
    later = _TRAILING.match(document.text, evidence.end)
    whole = sentence[earlier.end() if earlier else 0 :] + (later.group() if later else "")
    return cited_references(whole, references, superscripts=not _has_footnotes(document, references))


def _has_footnotes(document: Document, references: Sequence[Reference]) -> bool:
    """Whether small raised numbers mean notes: it prints footnotes, or cites with brackets."""
    if any(block.kind == "footnote" for block in document.blocks):
        return True
    begin = min((reference.span.start for reference in references), default=len(document.text))
    return any(True for _ in _by_bracket(document.text[:begin], references))


# ── labels ───────────────────────────────────────────────────────────────────────────────────────────────


def _labels(references: Sequence[Reference]) -> dict[str, Reference]:
    """The entries by label; one that lost its number between two neighbours that kept theirs gets it back."""
    labels = {r.label.casefold(): r for r in references if r.label}
    for before, between, after in zip(references, references[1:], references[2:], strict=False):
        numbers = [_number(before), _number(between), _number(after)]
        if between.label is None and numbers[0] is not None and numbers[2] == numbers[0] + 2:
            labels.setdefault(str(numbers[0] + 1), between)
    return labels


def _number(reference: Reference) -> int | None:
    return int(reference.label) if reference.label and reference.label.isdecimal() else None


def _by_bracket(text: str, references: Sequence[Reference]) -> Iterator[Cited]:
    labels = _labels(references)
    for match in _BRACKET.finditer(text) if labels else ():
        for reference in _listed(match[1], labels):
            yield match.start(), reference


def _listed(inside: str, labels: Mapping[str, Reference]) -> list[Reference]:
    """The entries of one bracket; none when anything in it is neither a label nor a page."""
    found: list[Reference] = []
    for item in re.split(r"\s*[,;]\s*", inside.strip()):
        ends = _RANGE.fullmatch(item)
        names = [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)] if ends else [item.casefold()]
        if names and all(name in labels for name in names):
            found.extend(labels[name] for name in names)
        elif not (found and _LOCATOR.fullmatch(item)):
            return []
    return found


def _lowered(text: str) -> str:
    """The text with raised digits as labels in brackets, "courts³" as "courts[³]"."""

    def lower(match: re.Match[str]) -> str:
        power = _POWER.search(text[max(0, match.start() - 4) : match.start()])
        return match.group() if power else f"[{match.group().replace('⁻', '-')}]"

    return _RAISED.sub(lower, text)


def _by_superscript(text: str, references: Sequence[Reference]) -> Iterator[Cited]:
    labels = {label: r for label, r in _labels(references).items() if label.isdecimal()}
    for match in _SUPERSCRIPT.finditer(text) if labels else ():
        if not _NUMBERED.search(text[: match.start()]):
            for reference in _listed(match[1] or match[2], labels):
                yield match.start(), reference


# ── author and year ──────────────────────────────────────────────────────────────────────────────────────


def _by_author(text: str, references: Sequence[Reference]) -> Iterator[Cited]:
    dated = [(reference, key) for reference in references if (key := _key(reference)) is not None]
    keys = [key for _, key in dated]
    for reference, key in dated:
        if keys.count(key) > 1:  # nothing tells which of the two is meant
            continue
        for match in _author_year(reference, *key[1:]).finditer(text):
            if _in_brackets(text, match) and not _AFTER_COAUTHOR.search(text[: match.start()]):
                yield match.start(), reference


def _key(reference: Reference) -> tuple[tuple[str, ...], str] | None:
    """Authors and year, the letter that tells two of one year apart included; None for an entry that lacks either."""
    if not reference.authors or reference.issued is None or reference.issued.year is None:
        return None
    year = str(reference.issued.year)
    letter = re.search(rf"(?<!\d){year}([a-z])(?!\w)", reference.text)
    return reference.authors, year + (letter[1] if letter else "")


# A name before it with "and" or "&" makes the name the second of two authors, so it is another entry that is meant.
_AFTER_COAUTHOR = re.compile(r"(?:[^\W\d_a-z][\w’'-]+|\.),?\s+(?:and|&|und|et)\s+(?:[^\W\d_a-z]\.\s?)*$|&\s*$")
_OTHERS = r"(?:et\s+al\.?|and\s+(?:others|colleagues))"


def _author_year(reference: Reference, year: str) -> re.Pattern[str]:
    """The entry's authors and year as a sentence prints them; other years of the same authors may stand between."""
    between = rf"(?:{APOSTROPHE}s?)?[,\s]*[(\[]?\s*(?:{YEAR}[a-z]?\s*(?:[,;&]|and)\s*)*"
    return re.compile(rf"(?<![\w-]){_names(reference)}{between}{year}(?!\w)")


def _names(reference: Reference) -> str:
    names = [_forms(author, reference.text) for author in reference.authors]
    if len(names) == 1:
        return names[0]
    together = r"(?:,\s*)".join(names[:-1]) + rf",?\s+(?:and|&)\s+{names[-1]}"
    return rf"(?:{together}|{names[0]},?\s+{_OTHERS})"


def _forms(author: str, entry: str) -> str:
    """A person's family name; a body's name, its abbreviation, or both."""
    family, comma, _ = _without_accents(author).partition(",")
    family = family.strip().removeprefix("The ")
    short = [] if comma else sorted(_abbreviations(family, entry))
    if not short:
        return alternation([family])
    return rf"(?:{alternation([family])}(?:\s*[(\[]{alternation(short)}[)\]])?|{alternation(short)})"


def _abbreviations(name: str, entry: str) -> set[str]:
    """What a body's name shortens to: its capitals, its initials, or the abbreviation its entry gives in brackets."""
    words = re.findall(r"[^\W\d_]+", name)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    made = {capitals, "".join(word[0] for word in words).upper()}
    given = set(re.findall(r"[(\[]([A-Z][A-Za-z]*[A-Z])[)\]]", entry)) & made
    return given or {short for short in made if len(short) > 1 and len(words) > 1}


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    """Whether the year stands in brackets: with the name inside one, or in one that opens right behind the name."""
    depth = 0
    for character in reversed(text[: match.end()]):
        depth += (character in ")]") - (character in "([")
        if depth < 0:
            return True
    return False


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
