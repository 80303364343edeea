"""Plain text and Markdown → parts: lines put together again, what a person wrote above them apart."""

from __future__ import annotations

import re

from justicekb.errors import SourceError
from justicekb.ingest import mediatype
from justicekb.ingest.encoding import decode
from justicekb.ingest.formats.text.columns import tabulated
from justicekb.ingest.formats.text.fields import split_fields, stated_by
from justicekb.ingest.formats.text.lines import clean_words, parts, without_torn_words
from justicekb.ingest.parts import Part, Reading
from justicekb.ingest.sentences import unify_lines, without_entities, without_markup
from justicekb.ingest.source import SourceInfo
from justicekb.vocabulary import Vocabulary


def read_plaintext(data: bytes, source: SourceInfo, vocabulary: Vocabulary) -> Reading:
    """The parts of a text or Markdown file; raises SourceError for one without a word."""
    text, note = decode(data)
    text = unify_lines(text).lstrip("\ufeff")
    if not any(map(str.isalpha, text)):
        raise SourceError(source.path, "the file has no words")
    markdown = source.media_type == mediatype.MARKDOWN or looks_like_markdown(text)
    if markdown:
        text = without_markup(without_entities(text))
    fields, lines = split_fields(text.replace("\f", "\n\n").split("\n"))
    found = parts("\n".join(tabulated(without_torn_words(lines))), markdown=markdown)
    body = "\n".join(lines)
    leads = [lead for lead in fields.get("lead", "").split("\n") if lead and lead not in body]
    at = 1 if found and found[0].kind == "heading" else 0
    found[at:at] = [Part("paragraph", clean_words(lead)) for lead in dict.fromkeys(leads)]
    return Reading(parts=tuple(found), notes=(note,) if note else (), **stated_by(fields))


_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|[ \t]{0,40}\|.{1,2000}\|[ \t]{0,40}$|\[\^\w{1,60}\]:)"
    r"|\*\*[^*\n]{1,300}\*\*|\[[^\[\]\n]{1,300}\]\(https?://",
    re.MULTILINE,
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a Markdown name has marks of it in several places."""
    return len(_MARKDOWN.findall(text[:200_000])) >= 3
