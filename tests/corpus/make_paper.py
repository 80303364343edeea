"""Sets paper.md as a two-column journal paper: `python tests/corpus/make_paper.py corpus/paper-death-penalty.pdf`.

The sample corpus needs a PDF whose every word is ours; this is how it was made, and a test compares the two.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

SOURCE = Path(__file__).with_name("paper.md")
RUNNING_HEAD = "Sample Journal of Penal Policy, Vol. 8, No. 1 (2022), pp. 11-14"


class Paper(FPDF):
    """A journal page: running head above, page number below."""

    def header(self) -> None:
        self.set_font("Times", "I", 8)
        self.cell(0, 5, RUNNING_HEAD, align="C", new_x="LMARGIN", new_y="NEXT")
        self.ln(4)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("Times", "", 8)
        self.cell(0, 5, str(10 + self.page_no()), align="C")


def set_paper(markdown: str) -> Paper:
    """The paper as a PDF of fixed creation date, so that it is the same each time."""
    title, authors, abstract, keywords, *body = markdown.strip().split("\n\n")
    pdf = Paper(format="A5")
    pdf.set_creation_date(datetime(2022, 6, 30, tzinfo=UTC))
    pdf.set_title(title.removeprefix("# "))
    pdf.set_author(authors.splitlines()[0])
    pdf.add_page()
    pdf.set_font("Times", "B", 15)
    pdf.multi_cell(0, 7, title.removeprefix("# "), align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(2)
    for number, line in enumerate(authors.splitlines()):
        pdf.set_font("Times", "I" if number else "", 10)
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(3)
    pdf.set_font("Times", "", 9)
    for part in (abstract, keywords):
        pdf.multi_cell(0, 4.2, part, align="J", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(2)
    with pdf.text_columns(ncols=2, gutter=6, text_align="J", line_height=1.15) as columns:
        for part in body:
            heading = part.startswith("## ")
            pdf.set_font("Times", "B" if heading else "", 11 if heading else 9.5)
            with columns.paragraph(top_margin=3 if heading else 0, bottom_margin=2) as paragraph:
                paragraph.write(part.removeprefix("## "))
    return pdf


if __name__ == "__main__":
    set_paper(SOURCE.read_text(encoding="utf-8")).output(sys.argv[1])
