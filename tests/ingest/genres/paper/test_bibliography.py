"""Bibliographies in PDF: every way that papers set them, split into single references."""

from __future__ import annotations

import pytest

from justicekb.ingest.formats.pdf.reader import read_pdf
from justicekb.ingest.genres.paper.bibliography import likeness, looks_like_reference

# Invented works by invented people, as papers of the field cite them.
HARVARD = [
    "Abenova, G. and Weber, J. (2014) 'Visits without notice', Journal of Custody Studies, 12(3), pp. 41-58.",
    "Borisov, K. (2009) The Closed Door: Prisons of the Steppe. Almaty: Dala Press.",
    "Council of Visitors (2017) Second annual report on places of detention. Bishkek: Council of Visitors.",
    "Dahl, M., Ek, S. and Friis, L. (2011a) 'Counting complaints', Nordic Review of Penal Policy, 4, pp. 7-29.",
    "Dahl, M. (2011b) 'What monitors see', in Ek, S. (ed.) Inside. Lund: Havre, pp. 101-120.",
    "Kim, Y.-S. (1998) 'Police custody and the right to silence', Asian Law Notes 2(1): 3-19.",
    "van der Meer, P. (2020) 'Twelve years of preventive visits'. Available at: https://example.org/visits/twelve.",
    "Zhumabekova, A. (2005) On Complaints. Karaganda: University Press.",
]
NUMBERED = [f"[{at}] {text}" for at, text in enumerate(HARVARD, start=1)]
DOTTED = [f"{at}. {text}" for at, text in enumerate(HARVARD, start=1)]
CHICAGO = [
    "Abenova, Gulnar. “Visits without Notice.” Journal of Custody Studies 12, no. 3 (2014): 41–58.",
    "———. The Second Visit. Almaty: Dala Press, 2016.",
    "Borisov, Kirill, and Lena Friis. The Closed Door. Almaty: Dala Press, 2009.",
    "Council of Visitors. Second Annual Report on Places of Detention. Bishkek: Council of Visitors, 2017.",
    "Dahl, Mette. “Counting Complaints and What Became of Them in the Courts of Two Regions.” "
    "Nordic Review 4 (2011): 7–29.",
    "Kim, Yun-Seo. “Police Custody.” In Inside, edited by Sara Ek, 101–120. Lund: Havre, 1998.",
    "Zhumabekova, Aigul. On Complaints. Karaganda: University Press, 2005.",
]
STYLES = {"harvard": HARVARD, "numbered": NUMBERED, "dotted": DOTTED, "chicago": CHICAGO}


def wrapped(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) + 1 > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def place(page, references, *, x=60, y=700, width=70, **setting):
    hang, gap, first = (setting.get(key, 0) for key in ("hang", "gap", "first"))
    for reference in references:
        for at, line in enumerate(wrapped(reference, width)):
            page.text(x + (first if at == 0 else hang), y, line)
            y -= 12
        y -= gap
    return y


@pytest.fixture
def references(document_from):
    def run(pdf):
        document = document_from(read_pdf, pdf.bytes())
        return [b.span.of(document.text) for b in document.blocks if b.kind == "reference"]

    return run


def body(page, y=780):
    page.text(60, y, "What monitors count and what they leave out", size=18, font="Helvetica-Bold")
    for at in range(8):
        page.text(
            60, y - 30 - 12 * at, "The text of the paper goes on for some lines, each of them long enough to be prose."
        )
    page.text(60, y - 150, "References", size=13, font="Helvetica-Bold")


SETTINGS = {
    "hanging": {"hang": 20},
    "hanging with gaps": {"hang": 20, "gap": 6},
    "indented first lines": {"first": 18},
    "gaps": {"gap": 6},
    "flush": {},
}


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("style", STYLES)
def test_a_list_on_one_page(pdf, references, style, setting):
    page = pdf.page()
    body(page)
    place(page, STYLES[style], y=600, **SETTINGS[setting])
    assert references(pdf) == STYLES[style]


@pytest.mark.parametrize("setting", ["hanging", "gaps", "flush"])
@pytest.mark.parametrize("style", STYLES)
def test_a_list_over_two_columns_and_pages(pdf, references, style, setting):
    first = pdf.page()
    first.text(60, 780, "What monitors count and what they leave out", size=18, font="Helvetica-Bold")
    for x in (60, 320):
        for at in range(20):
            first.text(x, 740 - 12 * at, "The text goes on here in two columns,")
    first.text(320, 480, "References", size=13, font="Helvetica-Bold")
    cut = STYLES[style][:3], STYLES[style][3:6], STYLES[style][6:]
    place(first, cut[0], x=320, y=460, width=42, **SETTINGS[setting])
    for at in range(20):
        first.text(60, 490 - 12 * at, "and on the left it goes on for longer.")
    second = pdf.page()
    place(second, cut[1], x=60, y=740, width=42, **SETTINGS[setting])
    place(second, cut[2], x=320, y=740, width=42, **SETTINGS[setting])
    for at in range(8):
        second.text(320, 600 - 12 * at, "") if at > 90 else None
    assert references(pdf) == STYLES[style]


def test_a_reference_cut_by_the_page_is_one(pdf, references):
    first, second = pdf.page(), pdf.page()
    body(first)
    place(first, HARVARD[:4], y=600, hang=20)
    lines = wrapped(HARVARD[4] + " A second edition with the names of all the wings followed in the year 2013.", 70)
    first.text(60, 480, lines[0])
    second.text(80, 792, lines[1])
    second.text(80, 780, lines[2])
    place(second, HARVARD[5:], y=768, hang=20)
    found = references(pdf)
    assert len(found) == len(HARVARD)
    assert found[4].endswith("in the year 2013.")


def test_a_list_without_a_heading_at_the_end(pdf, references):
    page = pdf.page()
    page.text(60, 780, "What monitors count and what they leave out", size=18, font="Helvetica-Bold")
    page.text(60, 750, "The text of the paper is short, and its list has no heading, as happens.")
    place(page, HARVARD, y=700, hang=20)
    assert references(pdf) == HARVARD


def test_a_note_on_the_author_after_the_list_is_no_reference(pdf, references, vocabulary):
    page = pdf.page()
    body(page)
    y = place(page, HARVARD, y=600, hang=20)
    page.text(60, y - 20, "About the author", size=13, font="Helvetica-Bold")
    page.text(60, y - 40, "Gulnar Abenova teaches penal law and has visited prisons since 2009.")
    assert references(pdf) == HARVARD


def test_headings_inside_the_list_do_not_end_it(pdf, references):
    page = pdf.page()
    body(page)
    y = place(page, HARVARD[:4], y=600, hang=20)
    page.text(60, y - 10, "Official sources", size=12, font="Helvetica-Bold")
    place(page, HARVARD[4:], y=y - 30, hang=20)
    assert references(pdf) == HARVARD


@pytest.mark.parametrize("text", [*HARVARD, *NUMBERED, *CHICAGO])
def test_references_look_like_references(text):
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "The members came on a Monday and stayed until late.",
        "In 2014 the council visited forty prisons, and nobody had announced it to the governors of those places.",
        "See above.",
        "The author teaches penal law and has visited prisons for many years.",
    ],
)
def test_prose_does_not(text):
    assert not looks_like_reference(text)


def test_several_references_in_one_look_less_like_one():
    assert likeness(["\n".join(HARVARD[:3])]) < likeness(HARVARD[:3])


def test_a_heading_that_runs_on_with_the_text_is_found(pdf, references):
    page = pdf.page()
    page.text(60, 780, "What monitors count and what they leave out", size=18, font="Helvetica-Bold")
    page.lines(
        60,
        740,
        ["The text of the paper goes on for some lines,", "each of them long enough to be prose.", "References"],
    )
    place(page, HARVARD, y=704, hang=20)
    assert references(pdf) == HARVARD


def test_labels_set_far_from_their_references_are_no_cells_of_a_table(pdf, references):
    page = pdf.page()
    body(page)
    y = 600
    for at, text in enumerate(HARVARD, start=1):
        page.text(60, y, str(at))
        y = page.lines(100, y, wrapped(text, 60))
    assert references(pdf) == [f"{at} {text}" for at, text in enumerate(HARVARD, start=1)]


def test_names_in_capitals_are_no_headings(pdf, references):
    page = pdf.page()
    body(page)
    y = 600
    loud = [
        f"{text.split(',')[0].upper()},{text.split(',', 1)[1]}"
        for text in HARVARD
        if not text.startswith(("Cou", "van"))
    ]
    for text in loud:
        head, tail = text.split(") ", 1)
        page.text(60, y, f"{head})")
        y = page.lines(80, y - 12, wrapped(tail, 60))
    assert references(pdf) == loud


def test_sizes_that_flicker_as_in_recognised_scans_make_no_headings(pdf, references):
    page = pdf.page()
    page.text(60, 780, "What monitors count and what they leave out", size=18, font="Helvetica-Bold")
    y, at = 740, 0
    for text in [*(["The text of the paper goes on for some lines, long enough to be prose."] * 9), "References"]:
        page.text(60, y, text, size=9.2 + at % 17 / 10)
        y, at = y - 12 - 12 * (text == "References"), at + 7
    for text in HARVARD:
        for number, line in enumerate(wrapped(text, 70)):
            page.text(60 + 20 * (number > 0), y, line, size=9.2 + at % 17 / 10)
            y, at = y - 12, at + 7
    assert references(pdf) == HARVARD
