# ruff: noqa: E501 - one row a case
"""Faults seen in the field, each kind by inputs of our own; the files they were first seen on are read where they lie.

To add a case: a row in the table of its kind, or a file under `shared/cases` with what it must give.
"""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import docx
import pytest

from justicekb.edtf import Edtf
from justicekb.errors import SourceError
from justicekb.ingest import read
from justicekb.ingest.containers import unpack
from justicekb.ingest.raised import raised_text

TEXT = "The members of the commission went through the building from morning to evening, and nobody stopped them."


@pytest.fixture
def text_of(vocabulary):
    return lambda data, path: read(data if isinstance(data, bytes) else data.encode(), vocabulary, path=path)


def page(body, head=""):
    return f"<html><head><title>How the board works</title>{head}</head><body><article><h1>How the board works</h1>{body}</article></body></html>"


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (f"<p>{TEXT}</p><p>It began on 3 May 2012.</p><p>{TEXT}</p>", None),
        (
            f"<p>{TEXT}</p><table><tr><th>State</th><th>CAT</th></tr><tr><td>Ardan</td><td>26 Aug 1998</td></tr></table>",
            None,
        ),
        (f"<p>{TEXT}</p><ul><li>The law of 3 May 2012 was changed.</li></ul>", None),
        (f"<p>Date of arrest: 17 September 2013</p><p>{TEXT}</p>", None),
        (f"<p>Issued on 3 May 2012, the decree bans visits.</p><p>{TEXT}</p>", None),
        (f"<p>3 May 2012</p><p>{TEXT}</p>", "2012-05-03"),
        (f"<p>March 2018</p><p>{TEXT}</p>", "2018-03"),
        (f"<time datetime='2018-03'>March 2018</time><p>{TEXT}</p>", "2018-03"),
        (f"<p>Updated 3 May 2012 at noon</p><p>{TEXT}</p>", "2012-05-03"),
    ],
)
def test_only_a_line_of_the_page_itself_gives_its_date(text_of, body, published):
    assert text_of(page(body), "a.html").published == (Edtf(published) if published else None)


def test_a_month_in_the_metadata(text_of):
    head = "<meta property='article:published_time' content='2018-03'>"
    assert text_of(page(f"<p>{TEXT}</p>", head), "a.html").published == Edtf("2018-03")


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        ("Date: 04/05/2022", "2022"),
        ("Date: 25/12/2022", "2022-12-25"),
        ("Date: 04/05/2022\n\nThey came on 17/04/2022 and left.", "2022-05-04"),
        ("Date: 04/05/2022\n\nThey came on 04/17/2022 and left.", "2022-04-05"),
        ("Date of arrest: 17 September 2013", None),
        ("Published on 3 May 2014", "2014-05-03"),
    ],
)
def test_lines_that_say_they_give_the_date(text_of, lines, published):
    assert text_of(f"Visit\n\n{lines}\n\n{TEXT}\n", "a.txt").published == (Edtf(published) if published else None)


def test_an_address_above_the_text_is_no_title(text_of):
    document = text_of(f"https://office.example/2014/05/03/visit\n\nVisit to the north\n\n{TEXT}\n", "a.txt")
    assert (document.title, str(document.published)) == ("Visit to the north", "2014-05-03")
    assert document.url == "https://office.example/2014/05/03/visit"


def test_the_day_a_word_file_was_made_dates_nothing(text_of):
    file = docx.Document()
    file.add_paragraph("How the board works", style="Title")
    file.add_paragraph(f"{TEXT} It was founded on 26 August 1998.")
    out = io.BytesIO()
    file.save(out)
    assert text_of(out.getvalue(), "a.docx").published is None


@pytest.mark.parametrize(
    ("title", "path", "lines", "period"),
    [
        ("Annual Report 2013: Northland", "a.txt", f"3 May 2013\n\n{TEXT}", "2012"),
        ("Annual Report 2013: Northland", "a.txt", f"{TEXT} " + "In May 2012 it ended. " * 4, "2012"),
        ("Annual Report 2013: Northland", "a.txt", f"{TEXT} " + "In May 2013 it ended. " * 4, "2013"),
        ("Annual report of the ombudsman", "a.txt", f"3 March 2015\n\n{TEXT}", "2014"),
        ("Northland", "world-report-2014-northland.txt", f"{TEXT} " + "In May 2013 it ended. " * 4, "2013"),
        ("Annual Report 2013: Northland", "a.txt", f"This report covers January to December 2011.\n\n{TEXT}", "2011"),
        ("POLICE 2017-2020 ANNUAL REPORT", "a.txt", TEXT, "2017/2020"),
    ],
)
def test_a_report_speaks_of_the_year_before_unless_it_says_otherwise(text_of, title, path, lines, period):
    assert str(text_of(f"{title}\n\n{lines}\n", path).period) == period


# ── words lost or changed ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_what_pages_call_latin_1_is_windows_1252(text_of, charset):
    body = page(f"<p>“Yes – really,” said José, the ombudsman’s deputy. {TEXT}</p>", f"<meta charset='{charset}'>")
    assert "“Yes – really,” said José, the ombudsman’s deputy." in text_of(body.encode("cp1252"), "a.html").text


def test_no_control_characters_come_out(text_of):
    assert "“Yes”" in text_of("<p>\x93Yes\x94, they said.</p>" + f"<p>{TEXT}</p>", "a.html").text


@pytest.mark.parametrize("name", ["paywall", "subscriber-only", "photogallery-text"])
def test_an_article_goes_on_behind_its_wall(text_of, name):
    body = f"<p>{TEXT}</p>" * 4 + f"<div class='{name}'>" + f"<p>Behind it: {TEXT}</p>" * 3 + "</div>"
    assert text_of(page(body), "a.html").text.count("Behind it") == 3


def test_a_call_to_subscribe_is_no_article(text_of):
    body = (
        f"<p>{TEXT}</p>" * 4
        + "<div class='subscribe-box'><p>Read us every day, wherever you are, for little.</p></div>"
    )
    assert "every day" not in text_of(page(body), "a.html").body.text


def test_what_a_script_shows_later_is_read(text_of):
    body = f"<p>{TEXT}</p><div style='display:none'>" + f"<p>Later: {TEXT}</p>" * 4 + "</div>"
    assert text_of(page(body), "a.html").text.count("Later") == 4


def test_markup_inside_markdown(text_of, outline):
    text = "# Visit\n\n<!-- imported -->\n<h2>Part</h2><p>In <b>spring</b> they came.</p><ul><li>one</li><li>two</li></ul>\n\nWrite to <a@b.example>."
    assert outline(text_of(text, "a.md")) == [
        ("title", "Visit"), ("heading", "Part"), ("paragraph", "In spring they came."), ("list_item", "one"),
        ("list_item", "two"), ("paragraph", "Write to <a@b.example>."),
    ]  # fmt: skip


def test_the_front_matter_of_markdown(text_of):
    text = f"---\ntitle: 'Visit'\nauthor:\n- Ana Diaz\n- Bek Omar\ndate: 2014-05-03\nperex: >\n  The commission came\n  in spring.\n---\n\n{TEXT}\n"
    document = text_of(text, "a.md")
    assert (document.title, str(document.published)) == ("Visit", "2014-05-03")
    assert [a.name for a in document.authors] == ["Ana Diaz", "Bek Omar"]
    assert "The commission came in spring." in document.text


@pytest.mark.parametrize(
    "lines",
    [
        "The warden of the colony was dismissed on 4\nJune 2001 and left.",
        "They went by car to the\nMinistry of Justice there.",
    ],
)
def test_a_sentence_goes_on_over_one_line_end(text_of, lines):
    assert lines.replace("\n", " ") in text_of(f"Visit\n\n{lines}\n", "a.txt").text


def test_every_text_of_a_message_is_read(text_of):
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Visit", "Ana Diaz <a@b.example>"
    mail.set_content("The first part says nine.")
    mail.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="a.jpg")
    second = EmailMessage()
    second.set_content("The second part says ten.")
    mail.attach(second)
    text = text_of(mail.as_bytes(), "a.eml").text
    assert "says nine" in text
    assert "says ten" in text


def test_a_sentence_that_only_one_form_of_a_message_has_is_read(text_of):
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Visit", "Ana Diaz <a@b.example>"
    mail.set_content(f"{TEXT}")
    mail.add_alternative(f"<p>{TEXT}</p><p>Bring papers for every prisoner.</p>", subtype="html")
    assert "Bring papers" in text_of(mail.as_bytes(), "a.eml").text


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Visit\nperex: |\n  Spring came\n  late.\ndescription: Nobody came.\ntags: [cells, spring]\n---",
        "+++\ntitle = 'Visit'\ndescription = 'Spring came late.'\nsummary = \"Nobody came.\"\ntags = ['cells', 'spring']\n[x]\ny = 1\n+++",
    ],
)
def test_all_leads_and_keywords_of_front_matter_are_kept(text_of, front):
    document = text_of(f"{front}\n\n{TEXT}\n", "a.md")
    assert (document.title, document.keywords) == ("Visit", ("cells", "spring"))
    assert "Spring came late." in document.text
    assert "Nobody came." in document.text


def test_marks_around_code_are_no_words(text_of):
    assert "```" not in text_of(f"# Visit\n\n{TEXT}\n\n```\nls ward\n```\n", "a.md").text


def test_a_part_that_cannot_be_read_is_named(vocabulary):
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Date"] = "Visit", "a@b.example", "Wed, 03 Dec 2014 09:30:00 +0600"
    mail.set_content("See there.")
    part = EmailMessage()
    part.set_content(b"{\\rtf1 words}", maintype="text", subtype="rtf", disposition="inline")
    mail.make_mixed()
    mail.attach(part)
    _, member = unpack(mail.as_bytes(), "a.eml")
    with pytest.raises(SourceError, match="an RTF file"):
        read(member.data, vocabulary, path=member.path)


def test_a_line_that_begins_with_from_is_text():
    letter = (
        "From {a} Tue Mar  6 10:00:01 2018\nFrom: Ana <{a}>\nSubject: x\n\nOne.\n\nFrom the yard on 3 May 2011.\n\n"
    )
    mailbox = (letter.format(a="a@b.example") + letter.format(a="c@d.example")).encode()
    members = list(unpack(mailbox, "all.mbox"))
    assert len(members) == 2
    assert all(b"From the yard" in member.data for member in members)


@pytest.mark.parametrize("code_page", ["cp866", "cp1251", "utf-8"])
def test_russian_names_of_members(code_page):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("PLACEHOLDERNAME.txt", "Words.")
    name = "отчёт.txt".encode(code_page)
    blank = b"PLACEHOLDERNAME.txt"
    data = out.getvalue().replace(blank, name + b"x" * 0 + blank[len(name) :] if len(name) < len(blank) else name)
    (member,) = unpack(data, "a.zip")
    assert member.path.startswith("a.zip/отчёт.txt")


# ── raised digits ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("raised", "before", "shown"),
    [
        ("1", "Article 143", "¹"), ("1", "Art. 7", "¹"), ("2", "§ 12", "²"), ("6", "10", "⁶"), ("2", "40 m", "²"),
        ("3", "held 412", ""), ("3", "the ward", ""), ("1, 2", "said.", ""), ("*", "Diaz", ""), ("th", "17", None),
    ],
)  # fmt: skip
def test_raised_digits_are_no_digits_of_what_they_follow(raised, before, shown):
    assert raised_text(raised, before) == shown


LINE = "held 412 inmates under Article 143¹ and sent 10⁶ letters"


def test_raised_digits_are_the_same_in_every_format(text_of, pdf):
    marked = "held 412{0}3{1} inmates under Article 143{0}1{1} and sent 10{0}6{1} letters"
    sup = marked.format("<sup>", "</sup>")
    file, out = docx.Document(), io.BytesIO()
    paragraph = file.add_paragraph()
    for at, run in enumerate(marked.format("|", "|").split("|")):
        paragraph.add_run(run).font.superscript = bool(at % 2)
    file.save(out)
    jats = f"<article article-type='x'><front/><body><p>It {sup}.</p></body></article>"
    assert LINE in text_of(page(f"<p>It {sup}. {TEXT}</p>"), "a.html").text
    assert LINE in text_of(f"# Visit\n\nIt {sup}.\n\n{TEXT}\n", "a.md").text
    assert LINE in text_of(jats, "a.xml").text
    assert LINE in text_of(out.getvalue(), "a.docx").text


# ── names and titles ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Kayla Omar COURT TIMES TODAY", ["Kayla Omar"]),
        ("Kayla Omar, Court Times", ["Kayla Omar"]),
        ("KAYLA OMAR", ["Kayla Omar"]),
        ("Kayla Diaz, NEWS ONE", ["Kayla Diaz"]),
        ("Kayla Diaz | Northern Press", ["Kayla Diaz"]),
        ("Kayla Diaz, The Northern Herald", ["Kayla Diaz"]),
        ("Kayla Diaz/Northern Press", ["Kayla Diaz"]),
        ("Kayla Diaz NNN", ["Kayla Diaz"]),
        ("Kayla Diaz III", ["Kayla Diaz III"]),
        ("Kayla Diaz Staff Writer", ["Kayla Diaz"]),
        ("Kayla Diaz, Human Rights Office", ["Kayla Diaz", "Human Rights Office"]),
        ("KAYLA DIAZ, BEK OMAR", ["Kayla Diaz", "Bek Omar"]),
    ],
)
def test_the_outlet_is_no_part_of_the_name(text_of, line, names):
    head = f"<meta property='og:site_name' content='Court Times'><meta name='author' content='{line}'>"
    assert [a.name for a in text_of(page(f"<p>{TEXT}</p>", head), "a.html").authors] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Lantern Penal Trust International, Inc.", ["Lantern Penal Trust International, Inc."]),
        ("Institute for War and Peace Reporting", ["Institute for War and Peace Reporting"]),
        ("Ministry of Labour, Health and Social Policy", ["Ministry of Labour, Health and Social Policy"]),
        ("Prison Watch and Amnesty International", ["Prison Watch", "Amnesty International"]),
        ("Norn & Vik LLP", ["Norn & Vik LLP"]),
        ("Ana Diaz and John Roe, Staff Writers", ["Ana Diaz", "John Roe"]),
        ("Ana Diaz, Prison Watch", ["Ana Diaz", "Prison Watch"]),
    ],
)
def test_bodies_as_authors_stay_whole(text_of, line, names):
    head = f"<meta name='author' content='{line}'>"
    assert [a.name for a in text_of(page(f"<p>{TEXT}</p>", head), "a.html").authors] == names


def test_a_number_with_its_label_is_no_title(text_of):
    lines = f"Neutral Citation Number: [2019] ARHC 9 (Admin)\n\nIN THE HIGH COURT OF ARDAN\n\n{TEXT}\n"
    assert text_of(lines, "a.txt").title == "IN THE HIGH COURT OF ARDAN"


# ── the files they were seen on ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("c14-superscript.docx", "412 inmates"), ("c14-superscript.docx", "Article 143¹"), ("c14-superscript.docx", "10⁶"),
        ("c17-latin1-declared.html", "the ombudsman’s deputy"), ("c26-second-part.eml", "bafego"), ("c32-mixed.xml", "10⁶ letters"),
        ("c32-mixed.xml", "O'Hara, P. et al. (2011). Solitary cells. Ardan Law, 3, 12–19."), ("c32-mixed.xml", "Article 143¹"),
    ],
)  # fmt: skip
def test_words_of_the_cases(shared, text_of, name, words):
    assert words in text_of((shared / "cases" / name).read_bytes(), name).text


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("c18-body-date.html", None), ("c18-table-date.html", None), ("c18-body-date.docx", None),
        ("c19-month-published.html", "2018-03"),
    ],
)  # fmt: skip
def test_dates_of_the_cases(shared, text_of, name, published):
    found = text_of((shared / "cases" / name).read_bytes(), name).published
    assert found == (Edtf(published) if published else None)


def test_members_of_the_cases(shared):
    letters = list(unpack((shared / "cases" / "c25-from-line.mbox").read_bytes(), "c25.mbox"))
    assert [member.data.count(b"From the yard") for member in letters] == [1, 1]
    (member,) = unpack((shared / "cases" / "c28-names.zip").read_bytes(), "c28.zip")
    assert member.path == "c28.zip/Отчёт/колония.txt"


def test_references_of_the_cases(shared, text_of):
    document = text_of((shared / "cases" / "c31-references.md").read_bytes(), "c31.md")
    assert sum(block.kind == "reference" for block in document.blocks) == 4
    assert [author.name for author in document.authors] == ["Dana Seitova"]


def test_pages_of_the_cases(shared, text_of):
    document = text_of((shared / "cases" / "c37-page-break.pdf").read_bytes(), "c37.pdf")
    at = document.text.index("The warden was dismissed on 4 June 2001")
    assert next(b.page for b in document.blocks if b.span.start <= at < b.span.end) == 2


def test_a_template_lends_no_title(shared, text_of):
    assert "Template" not in (text_of((shared / "cases" / "template.docx").read_bytes(), "t.docx").title or "")


# ── bibliographies ───────────────────────────────────────────────────────────────────────────────────────

WORKS = (
    "Abenova, G. (2012). Registers and their keepers. Journal of Visits, 3(1), 12-19.",
    "Borisov, K. (2009). The Closed Door. Almaty: Dala Press.",
)


@pytest.mark.parametrize("heading", ["The Author", "Recent working papers", "Imprint", ""])
def test_a_bibliography_ends_where_prose_begins(text_of, pdf, heading):
    sheet = pdf.page()
    sheet.lines(60, 780, [TEXT[:60], TEXT[60:]])
    sheet.text(60, 730, "References", size=12, font="Helvetica-Bold")
    y = 710
    for work in (*WORKS, *(work.replace("20", "19") for work in WORKS)):
        y = sheet.lines(60, y, [work]) - 8
    sheet.text(60, y - 8, heading)
    notes = [
        "The commission asks that its findings be read with care,",
        "and that nobody be named in what is written of them.",
    ] * 4
    sheet.lines(60, y - 30, notes)
    document = text_of(pdf.bytes(), "a.pdf")
    references = [b.span.of(document.text) for b in document.blocks if b.kind == "reference"]
    assert len(references) == 4
    assert not any("commission asks" in text for text in references)


def test_entries_are_parted_by_an_empty_line_however_they_end(text_of):
    works = [
        "Abenova, G., et al. (2012). Registers. Journal of Visits, 3(1), 12-19. 10.1000/visits-12",
        "Borisov, Kaspar, 2009, The Closed Door, Almaty",
    ]
    text = (
        f"# Visits\n\nAna Diaz, University of Osh\n\n## Abstract\n\n{TEXT}\n\n## Part\n\n{TEXT}\n\n## References\n\n"
        + "\n\n".join(works)
    )
    document = text_of(text, "a.md")
    assert [b.span.of(document.text) for b in document.blocks if b.kind == "reference"] == works
    assert [(a.name, a.affiliation) for a in document.authors] == [("Ana Diaz", "University of Osh")]


def test_a_tagged_reference_is_read_by_its_elements(text_of):
    cited = (
        "<ref><mixed-citation><year>2019</year>, <collab>Council of Visitors</collab>. <article-title>Third report</article-title>.</mixed-citation></ref>"
        "<ref><mixed-citation><name><surname>Diaz</surname><given-names>A</given-names></name><etal/> (<year>2011</year>) "
        "<article-title>Cells</article-title>. <source>Visits</source> <volume>3</volume>:<fpage>12</fpage>.</mixed-citation></ref>"
    )
    document = text_of(
        f"<article article-type='x'><front/><body><p>{TEXT}</p></body><back><ref-list>{cited}</ref-list></back></article>",
        "a.xml",
    )
    assert [b.span.of(document.text) for b in document.blocks if b.kind == "reference"] == [
        "Council of Visitors. (2019). Third report.", "Diaz, A. et al. (2011). Cells. Visits, 3, 12.",
    ]  # fmt: skip
