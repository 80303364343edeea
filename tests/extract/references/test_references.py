"""Bibliography entries of each style, read into their parts."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from justicekb.extract.nlp import Found, Parsed
from justicekb.extract.references.references import find_references, read_reference
from justicekb.extract.references.words import reference_patterns
from justicekb.extract.sources.citedworks import citing_patterns
from justicekb.model import Block, Document, Reference
from justicekb.spans import Span
from justicekb.vocabulary import load
from justicekb.vocabulary.entries import ReferenceWords

VOCABULARY = load()


def read(text: str) -> Reference:
    return read_reference(text, VOCABULARY, document="doc-1", span=Span(0, len(text)))


def parts(text: str, *fields: str) -> tuple[object, ...]:
    reference = read(text)
    return tuple(
        str(v) if (v := getattr(reference, field)) and field == "issued" else getattr(reference, field)
        for field in fields
    )


JOURNAL = ("authors", "issued", "title", "container", "volume", "issue", "pages", "type")
EXPECTED = (
    ("Serik, D.", "Hnatiuk, P."),
    "2016",
    "Cells without windows",
    "Journal of Penal Studies",
    "9",
    "2",
    "101-118",
    "article-journal",
)


@pytest.mark.parametrize(
    "text",
    [
        "Serik, D., & Hnatiuk, P. (2016). Cells without windows. Journal of Penal Studies, 9(2), 101–118.",
        "3. Serik, D. and Hnatiuk, P. (2016) 'Cells without windows', Journal of Penal Studies, 9(2): 101-118.",
        "D. Serik and P. Hnatiuk, “Cells without windows,” Journal of Penal Studies, vol. 9, no. 2, pp. 101–118, 2016.",
        "Serik D, Hnatiuk P. Cells without windows. Journal of Penal Studies. 2016;9(2):101-118.",
        "Serik D., Hnatiuk P. Cells without windows // Journal of Penal Studies. – 2016. – Vol. 9, No. 2. – P. 101–118",
        "Serik, D., Hnatiuk, P., 2016. Cells without windows. Journal of Penal Studies 9 (2), 101–118.",
    ],
    ids=["apa", "harvard", "ieee", "vancouver", "gost", "elsevier"],
)
def test_one_article_in_many_styles(text):
    assert parts(text, *JOURNAL) == EXPECTED


def test_full_names():
    text = "Serik, Dana, and Petro Hnatiuk. 2016. “Cells without Windows.” Journal of Penal Studies 9 (2): 101–18."
    assert parts(text, "authors", "issued", "title") == (
        ("Serik, Dana", "Hnatiuk, Petro"),
        "2016",
        "Cells without Windows",
    )


def test_note_style_with_the_year_in_brackets_behind():
    text = "Dana Serik, “Cells without Windows,” Journal of Penal Studies 9, no. 2 (2016): 101–18."
    expected = (("Serik, Dana",), "2016", "Journal of Penal Studies", "9", "2", "101-18")
    assert parts(text, "authors", "issued", "container", "volume", "issue", "pages") == expected


def test_chapter():
    text = "Serik, D. (2016). Cells. In P. Hnatiuk & A. Berg (Eds.), Walls and people (pp. 3–19). Steppe Press."
    expected = ("chapter", "Cells", "Walls and people", "3-19", "Steppe Press")
    assert parts(text, "type", "title", "container", "pages", "publisher") == expected


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Serik, D. (2016). Walls and people. Oxford University Press.", "Oxford University Press"),
        ("Serik, Dana. Walls and People. Oslo: Fjord Books, 2016.", "Fjord Books"),
        ("Serik, D. (2016), Walls and People: A History, Oslo: Fjord Books.", "Fjord Books"),
    ],
)
def test_books(text, publisher):
    assert parts(text, "type", "publisher", "issued") == ("book", publisher, "2016")


def test_web_page_with_date_of_access():
    text = (
        "4. Law Institute (2018). Cells in numbers [Electronic resource]. "
        "URL: https://a.example/b (access date: 30.05.2020)."
    )
    expected = ("webpage", "4", ("Law Institute",), "2018", "Cells in numbers", "https://a.example/b")
    assert parts(text, "type", "label", "authors", "issued", "title", "url") == expected


def test_day_of_publication():
    text = "Serik, D. (2019, May 3). Cells are cold. The Steppe Times. https://steppe.example/a"
    assert parts(text, "issued", "title") == ("2019-05-03", "Cells are cold")


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://doi.org/10.1000/jps.9.2.101", "10.1000/jps.9.2.101"),
        ("doi:10.1000/jps(2016)9:2.", "10.1000/jps(2016)9:2"),
        ("DOI 10.1000/182", "10.1000/182"),
    ],
)
def test_doi(address, doi):
    assert read(f"Serik, D. (2016). Cells. Journal of Penal Studies, 9(2), 1–8. {address}").doi == doi


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Council of Steppe States. (2001). A report.", ("Council of Steppe States",)),
        (
            "van der Berg, A. B., de la Cruz, M., & Serik, D. (2001). A title.",
            ("van der Berg, A. B.", "de la Cruz, M.", "Serik, D."),
        ),
        ("Serik, D., et al. (2001). A title.", ("Serik, D.",)),
        ("Иванов И. И., Петров П. П. Камеры // Вестник. – 2001. – № 3.", ("Иванов, И. И.", "Петров, П. П.")),
    ],
)
def test_authors(text, authors):
    assert read(text).authors == authors


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Serik, D. (2012). Cells [Doctoral dissertation, University of Oslo].", "thesis"),
        ("Serik, D. (2012). Cells. In Proceedings of the Third Congress on Walls (pp. 1–9).", "paper-conference"),
        ("Ombudsman of the Steppe. Annual report 2012. Oslo, 2013.", "report"),
    ],
)
def test_types(text, type_):
    assert read(text).type == type_


def test_one_record_for_each_reference_block():
    lines = [
        "Serik, D. (2016). Cells. Steppe Press.",
        "A paragraph about (2016) cells.",
        "Berg, A. (2017). Walls. Steppe Press.",
    ]
    text, blocks = "\n\n".join(lines), []
    for line, kind in zip(lines, ("reference", "paragraph", "reference"), strict=True):
        start = text.index(line)
        blocks.append(Block(kind=kind, span=Span(start, start + len(line))))
    document = Document(
        path="a.txt", sha256=hashlib.sha256(b"a").hexdigest(), media_type="text/plain", text=text, blocks=tuple(blocks)
    )
    found = list(find_references(Parsed(document, ()), VOCABULARY, Found()))
    assert [r.title for r in found] == ["Cells", "Walls"]
    assert [r.span.of(text) for r in found] == [lines[0], lines[2]]


@given(st.text(max_size=200))
def test_any_line_is_read(text):
    assert read(text).text == text


def shows(part: str, text: str) -> bool:
    """Whether a reference is read as having the part that an entry's words mark."""
    patterns, reference = VOCABULARY.once(reference_patterns), read(text)
    searched = {"accessed": patterns.noise, "online": patterns.noise, "editors": patterns.editors}
    if part in searched:
        return searched[part].search(text) is not None
    if part == "citing":
        return VOCABULARY.once(citing_patterns).work.fullmatch(text[text.index("(") + 1 : text.index(")")]) is not None
    if part == "others":
        return reference.others
    if part == "undated":
        return reference.issued is None and reference.title == "Cells without windows"
    if part == "body":
        return bool(reference.authors) and patterns.body.search(reference.authors[0]) is not None
    if part == "abbreviation":  # the full stop behind it ends no title
        return ". " in (reference.title or "")
    kind = {"thesis": "thesis", "report": "report", "conference": "paper-conference"}.get(part)
    return reference.type == kind if kind else getattr(reference, part) is not None


def test_words_in_place_of_a_year_are_no_title():
    text = "Serik, D. (forthcoming). Ward life. In P. Hnatiuk (Ed.), Prisons of the Steppe (pp. 12–45). Harbour Press."
    fields = ("authors", "title", "editors", "container", "pages", "publisher", "issued", "type")
    expected = (("Serik, D.",), "Ward life", ("Hnatiuk, P.",), "Prisons of the Steppe", "12-45", "Harbour Press", None)
    assert parts(text, *fields) == (*expected, "chapter")


@pytest.mark.parametrize(
    ("text", "editors"),
    [
        ("Serik, D. 2015. Ward life. In: Hnatiuk, P. and Berg, C. (eds.), Prisons of the Steppe. Oslo: Harbour Press.",
         ("Hnatiuk, P.", "Berg, C.")),
        ("Serik, D. (2015). Ward life. In Prisons of the Steppe, edited by P. Hnatiuk and C. Berg. Harbour Press.",
         ("Hnatiuk, P.", "Berg, C.")),
        ("Serik, D. (2015). Ward life. In Prisons of the Steppe. Harbour Press.", ()),
    ],
)  # fmt: skip
def test_editors_of_the_container(text, editors):
    found = read(text)
    assert (found.editors, found.container, found.publisher) == (editors, "Prisons of the Steppe", "Harbour Press")


def test_more_authors_than_are_named():
    assert read("Serik D, et al. (2024). Cells without windows. Law Review, 5(1), 2-9.").others
    assert not read("Serik D, Berg C. (2024). Cells without windows. Law Review, 5(1), 2-9.").others


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Serik, Dana, and Berg, Clara, 2012, The Price of Prisons, Working Paper, Harbour University.",
         ("Serik, Dana", "Berg, Clara")),
        ("Serik, Dana, Berg, Clara, and Novak, Ana, 2012, The Price of Prisons, Oslo, Harbour Press.",
         ("Serik, Dana", "Berg, Clara", "Novak, Ana")),
        ("Serik, Dana; Berg, Clara and Novak, Ana, 2012, The Price of Prisons, Discussion Paper 4, Harbour University.",
         ("Serik, Dana", "Berg, Clara", "Novak, Ana")),
    ],
)  # fmt: skip
def test_full_names_turned_round(text, authors):
    assert parts(text, "authors", "title", "issued") == (authors, "The Price of Prisons", "2012")


def test_a_document_symbol_is_no_publisher():
    text = "UN Committee against Torture. Concluding observations on Norland. CAT/C/NOR/CO/3, 12 December 2014."
    assert parts(text, "title", "publisher") == ("Concluding observations on Norland", None)


@pytest.mark.parametrize("entry", VOCABULARY.entries(ReferenceWords), ids=lambda e: e.id)
def test_reference_words_hold(entry):
    assert entry.examples
    assert entry.counter_examples
    assert [e for e in entry.examples if not shows(entry.id, e)] == []
    assert [e for e in entry.counter_examples if shows(entry.id, e)] == []


@pytest.mark.parametrize(
    ("text", "title", "issued"),
    [
        ("Jail Watch International, Inc. n.d. Cold nights.", "Cold nights", None),
        ("T. Novak. Cold nights. Forthcoming.", "Cold nights", None),
        ("Novak, T. (in press) Cold nights. Oslo: Harbour Press.", "Cold nights", None),
        (
            "Novak, T. (2016). Cold nights in press photographs. Law Review, 9(2), 1-18.",
            "Cold nights in press photographs",
            "2016",
        ),
    ],
)
def test_a_word_for_the_year_is_no_part_wherever_it_stands(text, title, issued):
    assert parts(text, "title", "issued") == (title, issued)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("The Night Watch Group, Novak T. Cold nights. Law 2015; 3: 12.", ("The Night Watch Group", "Novak, T.")),
        ("Novak T, The Night Watch Group. Cold nights. Law 2015; 3: 12.", ("Novak, T.", "The Night Watch Group")),
        ("P. Novak et al., Cold nights, Harbour Press, 2015.", ("Novak, P.",)),
    ],
)
def test_bodies_among_persons(text, authors):
    assert read(text).authors == authors


def test_dashes_stand_for_the_authors_before():
    lines = ["Novak, T. Cold nights. Oslo: Harbour Press, 2014.", "———. Warm nights. Oslo: Harbour Press, 2015."]
    text = "\n".join(lines)
    places = [Span(0, len(lines[0])), Span(len(lines[0]) + 1, len(text))]
    blocks = tuple(Block(kind="reference", span=place) for place in places)
    document = Document(
        path="a", sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain", text=text, blocks=blocks
    )
    found = list(find_references(Parsed(document, ()), VOCABULARY, Found()))
    assert [reference.authors for reference in found] == [("Novak, T.",), ("Novak, T.",)]
