"""Word lists are held both ways, and words of English stand in them rather than in code.

A list of four words or more in `extract`, `query`, `ingest` or `vocabulary` is either one of form, which ALLOWED names
with its reason, or belongs to word-lists.toml (or to a file of its own kind) with its examples.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest
from spacy.glossary import GLOSSARY

import justicekb
from justicekb.errors import VocabularyError
from justicekb.model import EntityType, FactType
from justicekb.query.questions.analysis.tagging import Tag
from justicekb.query.questions.frames import Asked
from justicekb.query.questions.replies.telling.wanted import Sort
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import EventClass, ListedWords, QuestionWords
from justicekb.vocabulary.patterns import PARTICLE
from justicekb.vocabulary.wordlists import WordList

SRC = Path(justicekb.__file__).parent
LISTS = load().entries(ListedWords)


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry.id)
def test_an_example_has_a_word_of_the_list_and_a_counter_example_has_none(entry):
    assert entry.examples
    assert entry.counter_examples
    assert all(set(text.casefold().split()) & set(entry.words) for text in entry.examples)
    assert not [text for text in entry.counter_examples if set(text.casefold().split()) & set(entry.words)]
    assert len(set(entry.words)) == len(entry.words)


def sources() -> dict[str, str]:
    folders = ("extract", "query", "ingest", "vocabulary")
    files = sorted(path for folder in folders for path in (SRC / folder).rglob("*.py"))
    return {str(path.relative_to(SRC)): path.read_text(encoding="utf-8") for path in files}


def test_every_list_is_asked_for_and_every_one_that_is_asked_for_is_there():
    asked = {id_ for text in sources().values() for id_ in re.findall(r'WordList\("([\w-]+)"\)', text)}
    assert asked == {entry.id for entry in LISTS}


def test_an_unknown_list_is_named():
    with pytest.raises(VocabularyError, match="no list 'none'"):
        _ = "word" in WordList("none")


def test_a_list_is_a_set():
    jails = WordList("nouns-for-prison")
    assert "jail" in jails
    assert len(jails) == len(list(jails))
    assert {"jail", "school"} & jails == {"jail"}
    assert "school" in jails | {"school"}


# ── words in code ────────────────────────────────────────────────────────────────────────────────────────

# What English has a closed set of: such a list is grammar, as labels of the parse are.
CLOSED = frozenset(
    """
    a an the this that these those his her its their our my your whose each every all both either neither no any some
    another other others such more most
    i me we us you he him she they them it who whom which what where when why how himself herself itself themselves
    myself ourselves one there someone anyone
    of in on at to for from by with without about against between into over under near inside outside during until since
    before after above below behind through upon across within beside as than like via per among amid prior following
    including despite because due pending
    and or but nor while although though if unless lest whether so
    is are was were be been being am has have had having do does did done will would shall should can could may might
    must ought ca not never
    first second third fourth fifth sixth seventh eighth ninth last latest next only same
    """.split()  # noqa: SIM905
)
# Lists that are no words of English running text, by file and the words that begin them: what rule they stand for.
ALLOWED = {
    "element names of HTML": "ingest/formats/html/",
    "element names of JATS and TEI": "ingest/formats/journal/",
    "fonts of signs": "ingest/formats/pdf/marks.py",
    "elements of Word's XML": "ingest/formats/word/",
    "front matter of static sites, and kinds of lines": "ingest/formats/text/",
    "columns of manifest.csv": "ingest/manifest.py",
    "actions and kinds of data files": "ingest/furniture.py",
    "ids of groups of paper-words.toml": "ingest/genres/partnames.py",
    "what a format shows of its order": "ingest/parts.py",
    "kinds of tokens and nodes of a query": "query/search/",
    "kinds of words and marks of verdicts": "query/drafts/",
    "roles of words of bylines": "ingest/genres/bylines.py",
    "scopes of bodies": "query/events/identity.py",
    "kinds of meanings": "query/browsing/meaning.py",
    "kinds of values in data files": "vocabulary/entries.py",
    "names of units and days of the calendar": "vocabulary/date",
    "kinds of number words": "vocabulary/numberlexicon.py",
}
# Endings of words, which describe form: "-tion", "-er"; and particles of surnames.
ENDINGS = frozenset(
    """
    ist man er ant oner nee tor or boy girl inee ect ident tion sion ment ing ity ance ence ology ure cy ce rch ed
    ers ors ation ations shes ches xes sses zzes st nd rd th said told gave jr sr ii iii iv
    de del des du da do dos das di van von der den la le el al bin ibn et und
    """.split()  # noqa: SIM905
)
# Ids of our own: types of events and names, kinds of answers, tags of a question's words, units, groups of words.
IDS = frozenset(
    [
        *(name for kind in (FactType, EntityType, Asked, Tag, Sort) for name in get_args(kind)),
        *(entry.id for kind in (QuestionWords, EventClass) for entry in load().entries(kind)),
        *("years", "months", "days", "hours", "title", "heading", "running", "line", "breadcrumb"),
    ]
)
WORD = re.compile(r"[a-z]{2,}")


def lists_in(text: str) -> list[tuple[int, list[str]]]:
    """The literal lists of four small words or more with the line each begins in."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Tuple | ast.Set | ast.List):
            values = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            words = [value for value in values if WORD.fullmatch(value)]
            if len(words) >= 4 and len(words) * 4 >= len(node.elts) * 3:
                found.append((node.lineno, words))
    return found


def is_of_form(words: list[str]) -> bool:
    return all(word in CLOSED or word in GLOSSARY or word in ENDINGS or word in IDS for word in words)


def test_words_of_english_stand_in_the_vocabulary():
    wrong = [
        f"{file}:{line}: {' '.join(words)}"
        for file, text in sources().items()
        if not file.startswith(tuple(ALLOWED.values()))
        for line, words in lists_in(text)
        if not is_of_form(words)
    ]
    assert not wrong, "\n".join(wrong)


def test_each_exception_is_still_needed():
    held = {file for file, text in sources().items() for _, words in lists_in(text) if not is_of_form(words)}
    assert not [reason for reason, start in ALLOWED.items() if not any(file.startswith(start) for file in held)]


def test_a_list_of_words_is_seen():
    assert lists_in('X = frozenset({"raid", "riot", "protest", "vote"})') == [(1, ["raid", "riot", "protest", "vote"])]
    assert not is_of_form(["raid", "riot", "protest", "vote"])
    assert is_of_form(["nsubj", "dobj", "of", "the"])


def test_the_pattern_of_a_particle_and_the_list_of_particles_are_one():
    particles = WordList("particles-of-surnames")
    assert all(re.fullmatch(PARTICLE, particle) for particle in particles)
    written = PARTICLE.removeprefix("(?:").removesuffix(")").replace("dos?", "do|dos").split("|")
    assert set(written) == set(particles)
