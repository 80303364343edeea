"""Papers of journals as text or Markdown, mostly made from PDF files: masthead, abstracts, sections, references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import Candidate, Metadata, best
from justicekb.ingest.genres.laid import Laid
from justicekb.ingest.genres.paper.authors import person_name
from justicekb.ingest.genres.paper.bibliography import looks_like_reference
from justicekb.ingest.genres.paper.frontmatter import abstract_of, keywords_of
from justicekb.ingest.genres.partnames import PaperWords
from justicekb.ingest.genres.words import GenreWords
from justicekb.ingest.language import language_of
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.sentences import ends_sentence, join_lines, starts_within, usual_case, without_tags
from justicekb.model import Author
from justicekb.vocabulary.patterns import YEAR


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    volume = r"\bvol(?:ume)?\.?\s*(?P<volume>\d{1,4})\b"
    issue = r"(?:[\s,]*\(?(?:no|issue|number|№)\.?\s*(?P<issue>\d{1,4})\)?)?"
    return {
        "doi": re.compile(r"(?:doi\s*:?\s*|doi\.org/)(10\.\d{4,9}/\S+)", re.IGNORECASE),
        "issn": re.compile(r"\bISSN\b[^\d]{0,20}(\d{4}-\d{3}[\dX])", re.IGNORECASE),
        "whole_number": re.compile(
            rf"(?<![\d.])(?P<issue>\d{{1,3}})\s*\((?P<volume>\d{{1,4}})\)\s*[/,]\s*(?P<year>{YEAR})(?!\d)"
        ),
        "volume": re.compile(rf"{volume}{issue}(?:[\s,]*\(?(?P<year>{YEAR})\)?)?", re.IGNORECASE),
        "entry": re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)])\s+\S"),
        "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        "caption": re.compile(r"(?:Table|Figure|Fig\.|Chart|Graph|Box)\s*\d+[.:]?\s"),
        "journal": re.compile(r"\b(?:journal|quarterly|review|bulletin|herald|proceedings|annals)\b", re.IGNORECASE),
    }  # fmt: skip


def looks_like_paper(found: Sequence[Part], words: PaperWords) -> bool:
    """Whether an abstract and a list of references stand in the text where a paper has them."""
    return _abstract_at(found, words) is not None and _references_at(found, words) is not None


def _abstract_at(found: Sequence[Part], words: PaperWords) -> int | None:
    half = found[: len(found) // 2 + 1]
    return next((at for at, p in enumerate(half) if _is_abstract(p.text, words)), None)


def _is_abstract(text: str, words: PaperWords) -> bool:
    return words.heads("abstract", text) or words.run_in("abstract", text) is not None


def _references_at(found: Sequence[Part], words: PaperWords) -> int | None:
    later = range(len(found) - 1, len(found) // 4, -1)
    return next((at for at in later if words.heads("references", found[at].text)), None)


def lay_paper(reading: Reading, words: GenreWords) -> Laid:
    """The paper: what stands before its title is masthead, abstracts carry their language, references stand alone.

    Call it only for text that `looks_like_paper`.
    """
    found = reading.parts
    abstract, end = _abstract_at(found, words.paper), _references_at(found, words.paper)
    assert abstract is not None
    assert end is not None
    start = _title_at(found, abstract)
    head, front, body = found[:start], found[start:abstract], found[abstract:end]
    entries, tail = _references(found[end + 1 :], found[end].level or 2, words.paper)
    title, authors = _front(front, words.paper)
    laid = [*map(_boilerplate, head), *_front_parts(front), *_with_languages(join_over_pages(body))]
    laid += [replace(found[end], kind="heading", level=found[end].level or 2), *entries, *map(_boilerplate, tail)]
    return Laid(
        parts=tuple(p for p in laid if p.text), whole=True,
        title=best([*reading.titles, *([Candidate(title, 0.8, "the line above the authors")] if title else [])]),
        authors=(Candidate(authors, 0.8, "the lines under the title"),) if authors else (),
        stated=_stated(found, head, body, words.paper),
    )  # fmt: skip


# ── title and authors ────────────────────────────────────────────────────────────────────────────────────

# The lines between the title and the abstract: authors, offices, identifiers (parts).
_FRONT = 12


def _title_at(found: Sequence[Part], abstract: int) -> int:
    """The heading before the abstract that starts the paper: the longest of the last ones, else the first line."""
    near = [at for at in range(max(0, abstract - _FRONT), abstract) if found[at].kind == "heading"]
    if near:
        return max(near, key=lambda at: (len(found[at].text), at))
    return max(0, abstract - 3) if abstract > _FRONT else 0


def _front(front: Sequence[Part], words: PaperWords) -> tuple[str | None, tuple[Author, ...]]:
    title = usual_case(front[0].text) if front else None
    authors: list[Author] = []
    for at, part in enumerate(front[1:], start=1):
        said = [n for n in re.split(r",\s*|\s+and\s+|\s*&\s*", _plain(part.text)) if n]
        names = list(takewhile(lambda n: person_name(n) and not words.mentions("affiliation", n), said))
        if not names or _patterns()["doi"].search(part.text):
            continue
        if len(names) < len(said):  # "Ana Diaz, University of Osh"
            authors += [Author(name=name, affiliation=", ".join(said[len(names) :])) for name in names]
            continue
        later = [p.text for p in front[at + 1 :] if not person_name(_plain(p.text)) and "@" not in p.text]
        place = join_lines(later[:2]).rstrip(",") or None
        authors += [Author(name=name, affiliation=place) for name in names]
    return title, tuple(authors)


def _plain(text: str) -> str:
    return re.sub(r"(?<=[^\W\d_])[\d*†‡]+(?:,\s*\d+)*", "", without_tags(text)).strip(" *†‡")


def _front_parts(front: Sequence[Part]) -> list[Part]:
    """The title, and the lines of authors, offices and identifiers under it."""
    if not front:
        return []
    rest = [replace(p, kind="byline", level=None, text=without_tags(p.text)) for p in front[1:]]
    return [replace(front[0], kind="title", level=None), *rest]


def _boilerplate(part: Part) -> Part:
    return replace(part, kind="boilerplate", level=None, text=without_tags(part.text))


# ── abstracts and sections ───────────────────────────────────────────────────────────────────────────────


def _with_languages(body: Sequence[Part]) -> list[Part]:
    """The parts with footnotes and captions told apart, and abstracts in other languages marked with theirs."""
    laid: list[Part] = []
    for at, original in enumerate(body):
        part = _told_apart(replace(original, text=without_tags(original.text)))
        language = language_of(part.text)
        if part.kind == "heading" and not part.text.isascii():
            following = (language_of(p.text) for p in body[at + 1 :] if p.kind == "paragraph")
            language = next(following, None) or language
        laid.append(replace(part, language=language))
    return laid


def _told_apart(part: Part) -> Part:
    if _is_foot(part):
        return replace(part, kind="footnote", level=None)
    if part.kind == "paragraph" and len(part.text) < 160 and _patterns()["caption"].match(part.text):
        return replace(part, kind="caption")
    return part


def join_over_pages(body: Sequence[Part]) -> list[Part]:
    """Paragraphs that a page broke, joined over the footnote at the foot of that page."""
    joined: list[Part] = []
    for part in body:
        last = next((at for at in range(len(joined) - 1, -1, -1) if not _is_foot(joined[at])), None)
        if last is not None and _goes_on(joined[last], part):
            joined[last] = replace(joined[last], text=join_lines([joined[last].text, part.text]))
        else:
            joined.append(part)
    return joined


def _is_foot(part: Part) -> bool:
    short = len(part.text) < 120 and _patterns()["email"].search(part.text) is not None
    return part.kind == "footnote" or (part.kind == "paragraph" and short)


# A shorter line is a label or a name, not the first half of a sentence (characters).
_HALF = 60
# A paragraph does not grow beyond this by joining (characters).
_LONGEST = 20_000


def _goes_on(before: Part, after: Part) -> bool:
    return (
        before.kind == after.kind == "paragraph"
        and _HALF < len(before.text) < _LONGEST
        and not ends_sentence(before.text)
        and starts_within(after.text)
    )


# ── references ───────────────────────────────────────────────────────────────────────────────────────────


def _references(found: Sequence[Part], level: int, words: PaperWords) -> tuple[list[Part], list[Part]]:
    """Entries, each one part, and what follows them. A line that begins no new entry goes on with the last.

    A heading below that of the list (`level`), or a few words above an entry, part the list and do not end it.
    """
    entries: list[Part] = []
    for at, part in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if part.kind != "heading" and following is not None and _parts_the_list(part, following):
            part = replace(part, kind="heading", level=level + 1)
        ends = part.kind == "heading" and (part.level or 1) <= level
        if ends or words.heads("back", part.text) or _is_last_line(part, following):
            return entries, list(found[at:])
        if part.kind == "heading":
            entries.append(replace(part, text=without_tags(part.text)))
        elif entries and entries[-1].kind == "reference" and _continues(entries[-1], part):
            entries[-1] = replace(entries[-1], text=join_lines([entries[-1].text, part.text]))
        else:
            entries.append(replace(part, kind="reference", text=without_tags(part.text)))
    return entries, []


def _is_last_line(part: Part, following: Part | None) -> bool:
    return following is None and _patterns()["whole_number"].fullmatch(part.text) is not None


def _parts_the_list(part: Part, following: Part) -> bool:
    """Whether a line names what follows in a bibliography ("Books", "Online sources")."""
    short = len(part.text.split()) <= _FEW_WORDS and not re.search(r"\d|[.,;:]$", part.text.strip())
    return short and part.gap and part.text[:1].isupper() and looks_like_reference(following.text)


_FEW_WORDS = 4
# What an entry ends with, when it has its year: a mark, a number, an address.
_COMPLETE = re.compile(r"(?:https?://\S+|\b10\.\d{4,9}/\S+|[.)\]”\"]|\d)\s*$")


def _continues(before: Part, part: Part) -> bool:
    if part.text.startswith(("URL", "http", "doi", "DOI", "[Electronic", "Retrieved", "Available")):
        return True
    ended = part.gap or (_COMPLETE.search(before.text) and looks_like_reference(before.text))
    if _patterns()["entry"].match(part.text) or (ended and looks_like_reference(part.text)):
        return False
    return not ends_sentence(before.text) or starts_within(part.text)


# ── metadata ─────────────────────────────────────────────────────────────────────────────────────────────


def _stated(found: Sequence[Part], head: Sequence[Part], body: Sequence[Part], words: PaperWords) -> Metadata:
    patterns = _patterns()
    doi, doubt = _doi(found[len(head) : len(head) + _FRONT + 1]) or _doi(head) or (None, ())
    issn = patterns["issn"].search("\n".join(p.text for p in found))
    number = _number("\n".join(p.text for p in [*head, *found[:10], *found[-3:]]))
    year = number.get("year")
    abstract = abstract_of(body, words)
    return Metadata(
        published=Edtf(year) if year else None,
        doi=doi, issn=issn[1] if issn else None,
        volume=number.get("volume"), issue=number.get("issue"), container=_container(head), abstract=abstract,
        keywords=keywords_of([p for p in body if p.text.isascii()], words),
        declared=("ScholarlyArticle",), reasons=(*(("date from the issue line",) if year else ()), *doubt),
    )  # fmt: skip


def _doi(lines: Sequence[Part]) -> tuple[str, tuple[str, ...]] | None:
    """The first DOI, and a note when its line has spaces: text made from PDF files loses underscores."""
    for line in lines:
        if match := _patterns()["doi"].search(line.text):
            rest = line.text[match.end() :].split()
            if match.start() < 10 and rest and len(line.text) < 80 and all(re.fullmatch(r"[\w.()-]+", w) for w in rest):
                return "_".join([match[1], *rest]), ("the DOI is printed with spaces, which were read as underscores",)
            return match[1].rstrip(".,;"), ()
    return None


def _number(text: str) -> dict[str, str]:
    """Volume, issue and year of the journal's number."""
    for name in ("whole_number", "volume"):
        if match := _patterns()[name].search(text):
            return {key: value for key, value in match.groupdict().items() if value}
    return {}


def _container(head: Sequence[Part]) -> str | None:
    """The journal's name, where the masthead has one on a line of its own."""
    lines = [p.text for p in head if len(p.text) < 80 and not ends_sentence(p.text)]
    return next((line for line in lines if _patterns()["journal"].search(line) and _is_name(line)), None)


def _is_name(line: str) -> bool:
    words = [w for w in line.split() if len(w) > 3]
    return len(words) <= 8 and all(w[0].isupper() for w in words) and not re.search(r"[:@\d]", line)
