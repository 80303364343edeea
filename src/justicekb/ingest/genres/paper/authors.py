"""Names of authors and their affiliations in the head of a paper, told apart by form, marks and wording."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from justicekb.ingest.genres.partnames import PaperWords
from justicekb.ingest.parts import Part
from justicekb.ingest.printed import Line
from justicekb.vocabulary.wordlists import WordList

_PARTICLES = WordList("particles-of-surnames")
_NO_NAME = WordList("words-in-no-persons-name")
_DEGREES = re.compile(
    r"^(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir)\.?\s+"
    r"|,?\s+(?:Ph\.?\s?D\.?|M\.?A\.?|M\.?Sc\.?|J\.?D\.?|LL\.?M\.?|M\.?D\.?|MPH|Dr\.?)$"
)
# Words in small letters, beside names, that make a block prose and no list of names.
_PROSE = 3
_SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")
_BETWEEN = re.compile(r"\s*(?:[,;•·|]|\s&\s|(?<!\w)(?:and|und|et|y|и|және)(?!\w))\s*")
_MARKS = re.compile(r"[*†‡§¶#∗✉\u200b]|(?<=[^\W\d])\d+(?:\s*,\s*\d+)*|\[\d+\]")
_TOKEN = re.compile(r"^[A-ZÀ-ÞĀ-ŽƏ-ɏА-ЯҐЄІЇЁӘІҢҒҮҰҚӨҺ][\w'’.‐-]*$")
_ABOUT = re.compile(r"^[\d*†‡§a-z∗]{0,2}\s*\W?\s*(?:Correspond|E-?mail|Received|Accepted|Published|Submitted)")


def unmarked(draft: Part) -> str:
    """A block's text without the raised marks behind names."""
    return " ".join(_plain_line(line)[0] for line in draft.lines)


def people_of(draft: Part, words: PaperWords) -> tuple[list[tuple[str, str]], str]:
    """Names with their marks, and the affiliation words, of one block; both empty when it holds neither."""
    whole = unmarked(draft)
    if _ABOUT.match(whole):
        return [], whole
    marked = draft.kind == "footnote" or re.match(r"^[\d*†‡§a-z∗]\s?[A-Z]", draft.text)
    if marked and words.mentions("affiliation", whole):
        return [], draft.text
    reader = _Reader(words)
    for line in draft.lines:
        reader.line(line, draft)
    reader.flush()
    rest = " ".join(reader.rest)
    if words.mentions("affiliation", whole):
        return reader.names, rest
    prose = sum(token[:1].islower() and token not in _PARTICLES for token in rest.split())
    return ([], "") if prose > _PROSE else (reader.names, rest if reader.names else "")


def names_only(text: str) -> bool:
    """Whether a text is nothing but names."""
    chunks = _chunks(text)
    return bool(chunks) and all(person_name(chunk) or _SUFFIX.match(chunk) for chunk in chunks)


def person_name(text: str) -> str | None:
    """The text as a person's name, titles and degrees left out; None when it cannot be one."""
    bare = re.sub(r"^(?:by|von|par)\s+", "", text.strip(" .,:*"), flags=re.IGNORECASE)
    plain = _DEGREES.sub("", bare).strip(" .,")
    plain = f"{plain}." if re.search(r"\s[A-Z]$", plain) and text.strip().endswith(".") else plain
    tokens = plain.split()
    if not 2 <= len(tokens) <= 6 or re.search(r"[\d@/()]", plain):
        return None
    if any(token.lower() in _NO_NAME for token in tokens):
        return None
    capital = [bool(_TOKEN.match(token)) for token in tokens]
    if not all(c or t.lower() in _PARTICLES for c, t in zip(capital, tokens, strict=True)) or sum(capital) < 2:
        return None
    cased = (t.title() if _shouted(t) else t for t in tokens)  # a name, or a family name, printed in capitals
    return " ".join(cased) if any(len(t.strip(".")) > 1 for t in tokens) else None


def _shouted(token: str) -> bool:
    letters = re.sub(r"\W", "", token)
    return len(letters) > 2 and letters.isupper() and "." not in token[:-1]


def _chunks(text: str) -> list[str]:
    return [c.strip() for c in _BETWEEN.split(_MARKS.sub("", text)) if c and c.strip()]


def _plain_line(line: Line) -> tuple[str, list[tuple[str, str]]]:
    """A line's text without raised marks, and for each run of words before a mark that mark."""
    text, marks = "", []
    for piece in line.pieces:
        raised = piece.base > line.base + 0.15 * line.size or piece.style.size < 0.86 * line.size
        if raised and re.fullmatch(r"\s*[\d,*†‡§¶#a-z∗✉\s.-]{1,12}\s*", piece.text):
            marks.append((text, piece.text.strip(" ,")))
            text += " " if not text.endswith(" ") else ""
        else:
            text += re.sub("[\ue000-\uf8ff]", "", piece.text)
    return re.sub(r"\s+,", ",", text), marks


@dataclass(slots=True)
class _Reader:
    """Takes the lines of a block one by one and collects names, and everything else as affiliation."""

    words: PaperWords
    names: list[tuple[str, str]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    carry: str = ""

    def line(self, line: Line, draft: Part) -> None:
        """Reads a line; a name that may go on in the next line is carried over."""
        text, marks = _plain_line(line)
        if self.carry and self.words.mentions("affiliation", text) and person_name(self.carry):
            self.flush()
        text, self.carry = f"{self.carry} {text}".strip(), ""
        if self.words.mentions("affiliation", text) or "@" in text:
            self._mixed(text, marks)
            return
        chunks = _chunks(text)
        if chunks and line is not draft.lines[-1] and not _closed(line, draft, text, marks):
            self.carry = chunks.pop()
        for chunk in chunks:
            self._add(chunk, marks)

    def flush(self) -> None:
        """Takes what was carried over as it stands."""
        if self.carry:
            self._add(self.carry, [])
            self.carry = ""

    def _mixed(self, text: str, marks: list[tuple[str, str]]) -> None:
        """A line that begins with names and goes on with an affiliation."""
        rest = text
        while match := re.match(r"^\s*(?:and\s+|&\s+)?([^,;&(]+?)\s*(?:[,;&(]|\band\b)\s*", rest):
            name = person_name(_MARKS.sub("", match[1]))
            if name is None or self.words.mentions("affiliation", match[1]):
                break
            self.names.append((name, _mark_after(name, marks)))
            rest = rest[match.end() :]
        self.rest.append(rest)

    def _add(self, chunk: str, marks: list[tuple[str, str]]) -> None:
        if _SUFFIX.match(chunk) and self.names:
            name, mark = self.names[-1]
            self.names[-1] = (f"{name} {chunk}", mark)
        elif name_found := person_name(chunk):
            self.names.append((name_found, _mark_after(name_found, marks)))
        else:
            self.rest.append(chunk)


def _closed(line: Line, draft: Part, text: str, marks: list[tuple[str, str]]) -> bool:
    """Whether no name goes on in the next line: the line is short, or ends with a comma or a raised mark."""
    full = line.x1 > max(other.x1 for other in draft.lines) - 6 * line.size
    ends_with_mark = bool(marks) and marks[-1][0].strip() == text.strip()
    return not full or ends_with_mark or bool(re.search(r"[,;&]\s*$|\band\s*$", text))


def _mark_after(name: str, marks: list[tuple[str, str]]) -> str:
    last = name.split()[-1].casefold()
    return next((mark for before, mark in marks if before.rstrip().rstrip(",").casefold().endswith(last)), "")
