"""Bibliographies of papers written as text or Markdown: each entry by itself, and nothing but entries."""

from __future__ import annotations

import pytest

from justicekb.ingest import read

PAPER = """# Nights in the north

Dana Novak

## Abstract

We look at nights in the north, at those who keep watch and those who sleep.

## Introduction

Nights were looked at before, and nobody kept watch over them at all.

## References

"""

ENTRIES = [
    "Berg, L. (2014). Cold nights. Journal of Nights, 12(3), 45–67. https://doi.org/10.1000/xyz123",
    "Seng, T., & O'Hara, P. (forthcoming). Night life. In K. Edit (Ed.), Nights. Harbour Press.",
    "van der Vik, J.-L. and de la Mar, A. M. (2012a) Names, cut. 2nd edn. London: Harbour Press.",
    "Norn, P. Guards at night. Night Quarterly 4, no. 2 (2011): 12–19.",
]


def references(vocabulary, text, path="a.md"):
    document = read(text.encode(), vocabulary, path=path)
    return [b.span.of(document.text) for b in document.blocks if b.kind == "reference"]


def test_an_entry_is_one_whatever_ends_the_one_before(vocabulary):
    assert references(vocabulary, PAPER + "\n\n".join(ENTRIES)) == ENTRIES


def test_a_line_that_begins_an_entry_is_one_without_a_blank_line_before(vocabulary):
    lines = [*ENTRIES[:2], "Board of Norland. (2019). Nights. Oslo: Press.", *ENTRIES[2:]]
    assert references(vocabulary, PAPER + "\n".join(lines)) == lines


@pytest.mark.parametrize(
    "names", [("**Books**", "**Online sources**"), ("### Books", "### Online sources"), ("Books", "Online sources")]
)
def test_names_of_its_parts_are_no_entries(vocabulary, names):
    text = f"{PAPER}{names[0]}\n\n{ENTRIES[0]}\n\n{names[1]}\n\n{ENTRIES[3]}\n"
    assert references(vocabulary, text) == [ENTRIES[0], ENTRIES[3]]


@pytest.mark.parametrize(
    "tail",
    [
        "Acknowledgements\n\nWe thank the guards for their help in 2014.",
        "## Appendix\n\n1. How many men slept in the north? (2014)\n\n2. Who kept watch there? (2015)",
        "About the authors\n\nDana Novak looks at nights, on which she wrote a book in 2014.",
    ],
)
def test_what_follows_the_list_is_no_entry(vocabulary, tail):
    assert references(vocabulary, f"{PAPER}{ENTRIES[0]}\n\n{ENTRIES[3]}\n\n{tail}\n") == [ENTRIES[0], ENTRIES[3]]
