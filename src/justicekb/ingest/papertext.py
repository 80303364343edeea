"""Papers of journals as text or Markdown, mostly made from PDF files: masthead, abstracts, sections, references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from justicekb.edtf import Edtf
from justicekb.ingest.candidates import Metadata
from justicekb.ingest.clean import ends_sentence, join_lines, starts_within, without_tags
from justicekb.ingest.language import language_of
from justicekb.ingest.lines import Part
from justicekb.model import Author
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.patterns import YEAR


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper's parts in order, each with its language (None: to be told from its words), and its metadata."""

    parts: tuple[tuple[Part, str | None], ...]
    metadata: Metadata


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "abstract": re.compile(r"(abstract|summary|аннотация|андатпа|түйін|анотація|résumé|zusammenfassung|resumen)\b\s*[.:—-]?\s*", re.IGNORECASE),
        "keywords": re.compile(r"(key ?words|index terms|ключевые слова|түйін сөздер|кілт сөздер|ключові слова|mots[- ]clés|schlüsselwörter|palabras clave)\b\s*[.:—-]?\s*", re.IGNORECASE),
        "references": re.compile(r"(?:\d+\.?\s*)?(references|bibliography|literature|works cited|list of references|literature cited|cited literature|список (?:использованной )?литературы|литература|әдебиеттер(?: тізімі)?|пайдаланылған әдебиеттер)\s*:?", re.IGNORECASE),
        "doi": re.compile(r"(?:doi\s*:?\s*|doi\.org/)(10\.\d{4,9}/\S+)", re.IGNORECASE),
        "issn": re.compile(r"\bISSN\b[^\d]{0,20}(\d{4}-\d{3}[\dX])", re.IGNORECASE),
        "issue": re.compile(rf"(?<![\d.])(\d{{1,3}})\s*\((\d{{1,4}})\)\s*[/,]\s*({YEAR})(?!\d)"),
        "volume": re.compile(rf"\bvol(?:ume)?\.?\s*(\d{{1,4}})\b[^.\n]{{0,20}}?(?:(?:no|issue|number|№)\.?\s*(\d{{1,4}}))?[^.\n]{{0,12}}?\(?({YEAR})?", re.IGNORECASE),
        "entry": re.compile(r"(?:\[\d{1,3}\]|\d{1,3}[.)])\s+\S"),
        "rubric": re.compile(r"(?:SRSTI|МРНТИ|ҒТАМР|UDC|УДК|ӘОЖ|JEL|GRNTI|IRSTI)\b.{0,60}"),
        "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        "caption": re.compile(r"(?:Table|Figure|Fig\.|Chart|Graph|Box)\s*\d+[.:]?\s"),
        "journal": re.compile(r"\b(?:journal|quarterly|review|bulletin|herald|proceedings|annals|studies)\b", re.IGNORECASE),
    }  # fmt: skip


def looks_like_paper(found: Sequence[Part]) -> bool:
    """Whether an abstract and a list of references stand in the text where a paper has them."""
    patterns = _patterns()
    abstract = any(patterns["abstract"].match(p.text) for p in found[: len(found) // 2 + 1])
    references = any(patterns["references"].fullmatch(p.text) for p in found[len(found) // 4 :])
    return abstract and references


def read_paper(found: Sequence[Part], vocabulary: Vocabulary) -> PaperText:
    """The paper: what stands before its title is masthead, abstracts carry their language, references stand alone."""
    patterns = _patterns()
    abstract = next(at for at, p in enumerate(found) if patterns["abstract"].match(p.text))
    start = _title_at(found, abstract)
    end = max(at for at, p in enumerate(found) if patterns["references"].fullmatch(p.text))
    head, front, body = found[:start], found[start:abstract], found[abstract:end]
    entries, tail = _references(found[end + 1 :])
    title, authors = _front(front)
    laid: list[tuple[Part, str | None]] = [(_boilerplate(p), None) for p in head]
    laid += [(p, None) for p in _front_parts(front, title)]
    laid += [(p, language) for p, language in _with_languages(join_over_pages(body))]
    laid += [(replace(found[end], kind="heading", level=found[end].level or 2), None)]
    laid += [(p, None) for p in entries] + [(_boilerplate(p), None) for p in tail]
    return PaperText(tuple((p, la) for p, la in laid if p.text), _metadata(found, title, authors, head, body))


def _title_at(found: Sequence[Part], abstract: int) -> int:
    """The heading before the abstract that starts the paper: the longest of the last ones."""
    near = [at for at in range(max(0, abstract - 12), abstract) if found[at].kind == "heading"]
    if near:
        return max(near, key=lambda at: (len(found[at].text), at))
    return max(0, abstract - 3)


def _front(front: Sequence[Part]) -> tuple[str | None, tuple[Author, ...]]:
    title = _sentence_case(front[0].text) if front else None
    authors: list[Author] = []
    for at, part in enumerate(front[1:], start=1):
        text = re.sub(r"[\d*†‡]+$", "", without_tags(part.text)).strip()
        if _patterns()["doi"].search(part.text) or not _is_person(text):
            continue
        later = [p.text for p in front[at + 1 :] if p.kind == "paragraph" and not _is_person(p.text)]
        authors.append(Author(name=text, affiliation=join_lines(later[:2]).rstrip(",") or None))
    return title, tuple(authors)


def _is_person(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 4 and not re.search(r"[\d@:/(),]", text) and all(w[0].isupper() for w in words)


def _sentence_case(title: str) -> str:
    """A title set in capitals as printed in small type: names cannot be told, so words keep a capital."""
    if not title.isupper():
        return title
    small = {"the", "of", "and", "in", "on", "for", "to", "a", "an", "with"}
    words = [w.lower() if w.lower() in small else w.capitalize() for w in title.split()]
    return " ".join([words[0].capitalize(), *words[1:]])


def _front_parts(front: Sequence[Part], title: str | None) -> list[Part]:
    """The title, and the lines of authors, offices and identifiers under it."""
    if not front:
        return []
    rest = [replace(p, kind="byline", level=None, text=without_tags(p.text)) for p in front[1:]]
    return [replace(front[0], kind="title", level=None), *rest]


def _boilerplate(part: Part) -> Part:
    return replace(part, kind="boilerplate", level=None, text=without_tags(part.text))


def _with_languages(body: Sequence[Part]) -> list[tuple[Part, str | None]]:
    """The parts with footnotes and captions told apart, and abstracts in other languages marked with theirs."""
    laid: list[tuple[Part, str | None]] = []
    for at, part in enumerate(body):
        part = _told_apart(replace(part, text=without_tags(part.text)))
        language = language_of(part.text)
        if language is None and part.kind == "heading":
            following = next((language_of(p.text) for p in body[at + 1 :] if p.kind == "paragraph"), None)
            language = following if not part.text.isascii() else None
        laid.append((part, language))
    return laid


def _told_apart(part: Part) -> Part:
    if _patterns()["email"].search(part.text) and len(part.text) < 80:
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
    return part.kind == "footnote" or (len(part.text) < 120 and _patterns()["email"].search(part.text) is not None)


def _goes_on(before: Part, after: Part) -> bool:
    return (
        before.kind == after.kind == "paragraph"
        and len(before.text) > 60
        and not ends_sentence(before.text)
        and starts_within(after.text)
    )


def _references(found: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Entries, each one part, and what follows them. A line without a number that is no new entry goes on."""
    entries: list[Part] = []
    tail: list[Part] = []
    for at, part in enumerate(found):
        if part.kind == "heading" or (at == len(found) - 1 and _patterns()["issue"].fullmatch(part.text)):
            tail = list(found[at:])
            break
        if entries and _continues(entries[-1], part):
            entries[-1] = replace(entries[-1], text=join_lines([entries[-1].text, part.text]))
        else:
            entries.append(replace(part, kind="reference", text=without_tags(part.text)))
    return entries, tail


def _continues(before: Part, part: Part) -> bool:
    if _patterns()["entry"].match(part.text):
        return False
    unfinished = not ends_sentence(before.text)
    return unfinished or part.text.startswith(("URL", "http", "doi", "DOI")) or starts_within(part.text)


def _metadata(
    found: Sequence[Part], title: str | None, authors: tuple[Author, ...], head: Sequence[Part], body: Sequence[Part]
) -> Metadata:
    patterns = _patterns()
    text = "\n".join(p.text for p in found)
    doi, issn = patterns["doi"].search("\n".join(p.text for p in found[: len(head) + 20])), patterns["issn"].search(text)
    volume, issue, year = _issue("\n".join(p.text for p in [*head, *found[:10], *found[-3:]]))
    published = Edtf(year) if year else None
    abstract = next((patterns["abstract"].sub("", p.text, count=1) for p in body if _english_abstract(p)), None)
    words = next((patterns["keywords"].sub("", p.text, count=1) for p in body if re.match(r"(?i)key ?words", p.text)), "")
    keywords = tuple(w for k in re.split(r"[,;]", words) if (w := k.strip(" .")))
    reasons = ("kind and metadata from the parts of a journal paper",) + (("date from the issue line",) if year else ())
    return Metadata(
        title=title, shown_title=title, authors=authors, published=published, language="en" if abstract else None,
        doi=doi[1].rstrip(".,;") if doi else None, issn=issn[1] if issn else None, volume=volume, issue=issue,
        container=_container(head), abstract=abstract, keywords=keywords, declared=("ScholarlyArticle",), reasons=reasons,
    )  # fmt: skip


def _english_abstract(part: Part) -> bool:
    return re.match(r"(?i)(?:abstract|summary)\b", part.text) is not None and len(part.text) > 60


def _issue(text: str) -> tuple[str | None, str | None, str | None]:
    patterns = _patterns()
    if match := patterns["issue"].search(text):
        return match[2], match[1], match[3]
    if match := patterns["volume"].search(text):
        return match[1], match[2], match[3]
    return None, None, None


def _container(head: Sequence[Part]) -> str | None:
    """The journal's name, where the masthead has one on a line of its own."""
    lines = [p.text for p in head if len(p.text) < 80 and _patterns()["journal"].search(p.text) and not ends_sentence(p.text)]
    return next((line for line in lines if _is_name(line)), None)


def _is_name(line: str) -> bool:
    words = [w for w in line.split() if len(w) > 3]
    return len(words) <= 8 and all(w[0].isupper() for w in words) and not re.search(r"[:@\d]", line)
