"""Every entry of the name-like vocabulary files, held both ways: examples are found, counter-examples are not."""

from __future__ import annotations

import re

import pytest

from justicekb.errors import VocabularyError
from justicekb.model import entity_id
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import (
    Body,
    Country,
    Entry,
    GivenNames,
    Locality,
    Name,
    NameWords,
    Phrase,
    Towns,
    Treaty,
)
from justicekb.vocabulary.names import expand, find_names, gazetteer_of
from justicekb.vocabulary.patterns import alternation

VOCABULARY = load()
NAMED: tuple[type[Name], ...] = (Treaty, Body, Country, Locality)
TYPES = {Treaty: "law", Body: "organisation", Country: "place", Locality: "place"}
ENTRIES: list[Entry] = [e for t in (*NAMED, Phrase, NameWords, GivenNames, Towns) for e in VOCABULARY.entries(t)]


def found_in(entry: Name, text: str) -> list[str]:
    """The words of `text` that are found under the entry."""
    wanted = entity_id(TYPES[type(entry)], entry.name)
    found = VOCABULARY.once(gazetteer_of).find(text)
    return [text[m.start : m.end] for m in found if any(n.entity_id == wanted for n in m.names)]


def matches(entry: Entry, text: str) -> bool:
    """Whether the entry's words stand in the text; for groups of words, whether they are the whole of it."""
    if isinstance(entry, Name):
        return bool(found_in(entry, text))
    if isinstance(entry, Phrase):
        phrases = {p.id: p.forms for p in VOCABULARY.entries(Phrase)}
        words = {form for f in entry.forms for form in expand(f, phrases)}
        return any(form in words for form in expand(re.sub(r"[^\w.&]", " ", text), phrases))
    words = entry.words if isinstance(entry, NameWords) else entry.names
    return re.fullmatch(alternation(words), text, re.IGNORECASE) is not None


def names_of(entry: Entry) -> tuple[str, ...]:
    """What must be found besides the examples: the name and, where they are plain words, aliases and the rest."""
    if not isinstance(entry, Name):
        return ()
    plain = [a for a in entry.aliases if not re.search(r"[\[\](){}|]", a)]
    more = (*entry.former, *entry.adjectives) if isinstance(entry, Country) else ()
    return (entry.name, *plain, *entry.acronyms, *more)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: f"{type(e).__name__}-{e.id}")
def test_examples_match_and_counter_examples_do_not(entry):
    missed = [text for text in entry.examples if not matches(entry, text)]
    missed += [text for n in names_of(entry) if (text := n.removeprefix("The ")) not in found_in(entry, text)]
    wrong = [text for text in entry.counter_examples if matches(entry, text)]
    assert isinstance(entry, Name) or (entry.examples and entry.counter_examples)
    assert not missed, f"not found: {missed}"
    assert not wrong, f"found, but must not be: {wrong}"


@pytest.mark.parametrize("type_", NAMED)
def test_no_two_entries_have_one_name(type_):
    names = [e.name for e in VOCABULARY.entries(type_)]
    assert len(names) == len(set(names))


def test_all_states_have_their_codes():
    countries = VOCABULARY.entries(Country)
    assert len(countries) >= 200
    assert all(re.fullmatch("[a-z]{2}", c.id) and re.fullmatch("[A-Z]{3}", c.iso3) for c in countries)
    assert len({c.iso3 for c in countries}) == len(countries)


def test_treaties_name_their_parents_and_days():
    ids = {t.id for t in VOCABULARY.entries(Treaty)}
    for treaty in VOCABULARY.entries(Treaty):
        assert treaty.parent is None or treaty.parent in ids
        assert treaty.adopted is None or re.fullmatch(r"(?:19|20)\d\d-\d\d-\d\d", treaty.adopted)


# ── the notation of names ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("notation", "forms"),
    [
        ("Court", {"court"}),
        ("[High] Court", {"court", "high court"}),
        ("(High|Supreme) Court", {"high court", "supreme court"}),
        ("[{X}] Court [of [Final] Appeal]", {"court", "court of appeal", "court of final appeal", "un court",
                                             "un court of appeal", "un court of final appeal"}),
    ],
)  # fmt: skip
def test_notation_stands_for(notation, forms):
    assert {" ".join(words) for words in expand(notation, {"X": ("U.N.",)})} == forms


@pytest.mark.parametrize("broken", ["[High Court", "(a|b", "a) b", "a] b", "{NOBODY} x", " ".join(["[a]"] * 12)])
def test_broken_notation_is_refused(broken):
    with pytest.raises(VocabularyError, match=re.escape(broken[:20])):
        expand(broken, {})


# ── files that break the rules ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("bodies.toml", '[[entry]]\nid = "x"\nname = "X"\nscope = "ngo"\nacronims = ["X"]\n', "acronims"),
        ("bodies.toml", '[[entry]]\nid = "x"\nname = "X"\n', "scope"),
        ("bodies.toml", '[[entry]]\nid = "x"\nname = "X"\nscope = "galactic"\n', "galactic"),
        ("bodies.toml", "[[entry]\n", "bodies.toml"),
        ("bodies.toml", "[[body]]\nid = 1\n", "body"),
        ("treaties.toml", '[[entry]]\nid = "x"\nname = "X"\nkind = "rules"\nadopted = 1984-12-10\n', "adopted"),
        ("treaties.toml", ('[[entry]]\nid = "x"\nname = "X"\nkind = "rules"\n') * 2, "two entries"),
        ("countries.csv", "id,name\nzz,Nowhere\n", "iso3"),
        ("countries.csv", "id,name,iso3,capitol\nzz,Nowhere,ZZZ,Here\n", "capitol"),
    ],
)  # fmt: skip
def test_broken_files_are_named_with_the_fault(tmp_path, file, content, message):
    (tmp_path / file).write_text(content, encoding="utf-8")
    vocabulary = load([tmp_path])
    type_ = {"bodies.toml": Body, "treaties.toml": Treaty, "countries.csv": Country}[file]
    with pytest.raises(VocabularyError, match=message) as raised:
        vocabulary.entries(type_)
    assert file in str(raised.value)


def test_a_broken_name_in_a_users_file_is_reported(tmp_path):
    (tmp_path / "bodies.toml").write_text(
        '[[entry]]\nid = "x"\nname = "X Y"\nscope = "ngo"\naliases = ["[Old X"]\n', encoding="utf-8"
    )
    with pytest.raises(VocabularyError, match=r"\[Old X"):
        find_names("The Old X met.", load([tmp_path]))


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(VocabularyError, match="not a folder"):
        load([tmp_path / "missing"])


def test_a_users_entry_replaces_and_adds(tmp_path):
    (tmp_path / "bodies.toml").write_text(
        '[[entry]]\nid = "pri"\nname = "Penal Reform Initiative"\nscope = "ngo"\nacronyms = ["PRI"]\n'
        '[[entry]]\nid = "own"\nname = "Prisoners Abroad Trust"\nscope = "ngo"\n',
        encoding="utf-8",
    )
    found = find_names("PRI and the Prisoners Abroad Trust", load([tmp_path]))
    assert [m.canonical for m in found] == ["Penal Reform Initiative", "Prisoners Abroad Trust"]
