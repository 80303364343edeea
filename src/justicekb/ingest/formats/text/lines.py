"""Plain text and Markdown as pieces: what each line or run of lines is, before anything is judged.

A piece is a paragraph, heading, list item, table row, block quote, footnote or caption. Which pieces are
furniture, masthead or references is decided by the readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

from justicekb.ingest.blocks import one_line
from justicekb.ingest.formats.text.wrapping import LineSort, unwrapped
from justicekb.ingest.parts import Part
from justicekb.ingest.sentences import ends_sentence, join_lines, starts_within, without_emphasis
from justicekb.ingest.tables import HEADER, row_text


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "heading": re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$"),
        "item": re.compile(
            r"\s*(?:[-*+•‣▪●◦–]\s+(?:(\d{1,3}[.)])\s+)?|(\d{1,3}[.)]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+)(.+)$"
        ),
        "quote": re.compile(r"\s{0,3}>\s?(.*)$"),
        "rule": re.compile(r"\s{0,3}(?:[-*_=]\s*){3,}$"),
        "table": re.compile(r"\s*\|.*\|\s*$"),
        "table_rule": re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$"),
        "ruled": re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$", re.MULTILINE),
        "footnote": re.compile(r"\s*(?:\[\^([^\]]+)\]:|<sup>(\d{1,3})</sup>)\s*(.+)$"),
        "underline": re.compile(r"\s{0,3}(=+|-+)\s*$"),
        "fence": re.compile(r"\s{0,3}(?:```|~~~)"),
    }  # fmt: skip


def parts(text: str, *, markdown: bool) -> list[Part]:
    """The parts of a text in order: what was wrapped at a width is put together, any other line is a part."""
    found: list[Part] = []
    gap = False
    drawn = not _patterns()["ruled"].search(text)
    for line in unwrapped(text.split("\n"), partial(_sort, markdown)):
        if markdown and found and found[-1].kind == "table_row" and _patterns()["table_rule"].match(line):
            found[-1] = replace(found[-1], level=HEADER)
            continue
        fence = markdown and _patterns()["fence"].match(line)
        if not line.strip() or _patterns()["rule"].match(line) or fence:
            found = _underlined(found, line, gap) if markdown else found
            gap = True
            continue
        row = _drawn_row(line) if markdown and drawn else None
        part = row or _marked(line, markdown) or Part("paragraph", clean_words(line))
        found.append(replace(part, gap=gap))
        gap = False
    return _captioned(join_broken(found))


def _captioned(found: list[Part]) -> list[Part]:
    """The parts, with a line right above the rows of a table, and with a line before it, as what tells of the table."""
    told = list(found)
    for at in range(1, len(found) - 1):
        part, after = found[at], found[at + 1]
        if part.kind == "paragraph" and after.kind == "table_row" and not after.gap and not ends_sentence(part.text):
            told[at] = replace(part, kind="caption")
    return told


def _underlined(found: list[Part], line: str, gap: bool) -> list[Part]:
    """The parts, the last of them a heading when the line underlines it."""
    mark = _patterns()["underline"].match(line)
    if mark is None or gap or not found or found[-1].kind != "paragraph" or ends_sentence(found[-1].text):
        return found
    return [*found[:-1], replace(found[-1], kind="heading", level=1 if mark[1][0] == "=" else 2)]


def _sort(markdown: bool, line: str) -> LineSort:
    """What a line is for the lines beside it."""
    patterns = _patterns()
    if patterns["rule"].match(line) or "\t" in line.strip():
        return "closed"
    if markdown and any(patterns[name].match(line) for name in ("heading", "table", "fence", "underline")):
        return "closed"
    if patterns["quote"].match(line):
        return "quote"
    if markdown and patterns["footnote"].match(line):
        return "item"
    match = patterns["item"].match(line)
    if match is None:
        return "plain"
    return "weak" if match[2] or line.lstrip()[0] == "–" else "item"


def _marked(line: str, markdown: bool) -> Part | None:
    """The part that a line is by its mark, None for a line without one."""
    patterns = _patterns()
    if markdown and (match := patterns["heading"].match(line)):
        return Part("heading", clean_words(match[2]), level=len(match[1]))
    if markdown and (match := patterns["footnote"].match(line)):
        return Part("footnote", clean_words(match[3]))
    if markdown and patterns["table"].match(line):
        return _row("") if patterns["table_rule"].match(line) else _row(line.strip()[1:-1].split("|"))
    if "\t" in line.strip() and len(line.strip().split("\t")) > 1:
        unnamed = [""] if line.lstrip(" ").startswith("\t") else []  # nothing stands above the names of the rows
        return _row([*unnamed, *re.split(r"\t+", line.strip())])
    if match := patterns["item"].match(line):
        number = match[1] or match[2] or ""
        return Part("list_item", clean_words(f"{number} {match[3]}"))
    if match := patterns["quote"].match(line):
        return Part("block_quote", clean_words(match[1]))
    return None


def _drawn_row(line: str) -> Part | None:
    """A row of a table that is drawn with bars and is no Markdown, as it is printed; None for a row of one cell."""
    cells = line.strip()[1:-1].split("|") if _patterns()["table"].match(line) else []
    return Part("table_row", one_line(line)) if sum(bool(cell.strip()) for cell in cells) > 1 else None


def _row(cells: Sequence[str]) -> Part:
    return Part("table_row", row_text([clean_words(cell) for cell in cells]))


def clean_words(text: str) -> str:
    """A line's words without marks of emphasis."""
    return one_line(without_emphasis(text))


def join_broken(found: Sequence[Part]) -> list[Part]:
    """Joins what a page or a line end broke: a part that ends without a sentence end and goes on in small letters.

    Text saved from pages also has words of a sentence (a link, italics) on lines of their own; such a line is
    joined when the line after it goes on within the sentence.
    """
    joined: list[Part] = []
    for at, part in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        inside = joined and at and _is_fragment(found[at - 1], part, joined[-1])
        if joined and (inside or _goes_on(joined[-1], part) or _is_inset(joined[-1], part, following)):
            joined[-1] = replace(joined[-1], text=join_lines([joined[-1].text, part.text]))
        elif part.text:
            joined.append(part)
    return joined


def _is_fragment(before: Part, part: Part, joined: Part) -> bool:
    """Whether the line before is a scrap inside a sentence ("th", ", and"), so that this line goes on with it."""
    scrap = before.kind == part.kind == "paragraph" and starts_within(before.text) and len(before.text) < _HALF
    return scrap and not part.gap and not ends_sentence(before.text) and _HALF <= len(joined.text) < _LONGEST


def _is_inset(before: Part, part: Part, after: Part | None) -> bool:
    if after is None or part.gap or after.gap or {before.kind, part.kind, after.kind} != {"paragraph"}:
        return False
    unfinished = _HALF <= len(before.text) < _LONGEST and not ends_sentence(before.text)
    return unfinished and len(part.text) < _INSET and not ends_sentence(part.text) and starts_within(after.text)


# A paragraph does not grow beyond this by joining: lists of words without a full stop are none (characters).
_LONGEST = 8000
# A longer line is no inset word or name (characters).
_INSET = 60
# A shorter line is a label, not the first half of a sentence (characters).
_HALF = 30


def _goes_on(before: Part, after: Part) -> bool:
    if after.kind != "paragraph" or before.kind not in ("paragraph", "list_item"):
        return False
    if not after.gap and _OPEN.search(before.text):
        return True
    if not _HALF <= len(before.text) < _LONGEST or before.text.endswith(":"):
        return False
    unfinished = not ends_sentence(before.text) or before.text.endswith(";")
    return unfinished and starts_within(after.text)


# Words and numbers with which no sentence ends: what follows on the next line belongs to them.
_OPEN = re.compile(
    r"\b(?:the|an?|of|in|on|to|for|and|or|by|with|at|from|that|which|(?:on|of|by) \d{1,2}|M[rs]|Mrs|Dr)$"
)


# So many lines in a row of one to three letters, or of fragments in capitals, are a word art that was torn apart.
_TORN_RUN = 6


def without_torn_words(lines: Sequence[str]) -> list[str]:
    """The lines without runs such as T / HE / C / OURT, a heading in small capitals torn into its letters."""
    kept: list[str] = []
    run: list[str] = []
    for line in [*lines, "."]:
        word = line.strip()
        if word and word.isupper() and " " not in word and len(word) < 14:
            run.append(line)
            continue
        kept += run if not _torn(run) else []
        run = []
        kept.append(line)
    return kept[:-1]


def _torn(run: Sequence[str]) -> bool:
    return len(run) >= _TORN_RUN and sum(len(line.strip()) == 1 for line in run) * 3 >= len(run)
