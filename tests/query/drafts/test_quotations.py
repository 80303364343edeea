"""Quotations of a draft: which words are quoted, and what an editor may do to them."""

from __future__ import annotations

import pytest

from justicekb.query.drafts.quotations import compare, quoted_in

SOURCE = (
    "“The cells of this old jail are far too small for so many inmates,” Rosa Quispe said. “We asked the ministry for "
    "money twice, and the ministry didn’t answer, so the roof leaks.” “A visit that nobody expects is worth ten.”"
)


@pytest.fixture
def told(base):
    base.add("a.txt", SOURCE)
    return base


def check(told, draft):
    found = [compare(quotation, told.records) for quotation in quoted_in(draft)]
    return ["not found" if c is None else "exact" if c.exact else "altered" for c in found]


class TestQuoted:
    @pytest.mark.parametrize(
        ("draft", "words"),
        [
            ("“The cells are too small here,” she said.", ["The cells are too small here,"]),
            ('She said: "The cells are too small here."', ["The cells are too small here."]),
            ("„The cells are too small here“, she said.", ["The cells are too small here"]),
            ("«The cells are too small here», she said.", ["The cells are too small here"]),
            ("‘The inmates’ cells aren’t big enough,’ she said.", ["The inmates’ cells aren’t big enough,"]),
            ("'The inmates' cells aren't big enough,' she said.", ["The inmates' cells aren't big enough,"]),
            ("The so-called “model jail” isn't one.", []),
            ("The inmates' cells and the guards' rooms aren't the same.", []),
            (
                "“One goes on and on and\n\n“ends in another paragraph, you see.”",
                ["One goes on and on and", "ends in another paragraph, you see."],
            ),
        ],
    )
    def test_marks_of_every_kind(self, draft, words):
        assert [q.words for q in quoted_in(draft)] == words

    def test_she_said_in_the_middle_parts_no_quotation(self):
        (one,) = quoted_in("“We asked the ministry,” she said, “and it was silent.” He left.")
        assert one.words == "We asked the ministry, and it was silent."

    def test_a_new_sentence_after_she_said_is_another_quotation(self):
        found = quoted_in("“We asked the ministry for money,” she said. “The roof of the jail leaks.”")
        assert [q.words for q in found] == ["We asked the ministry for money,", "The roof of the jail leaks."]

    def test_pieces_and_what_may_stand_between_them(self):
        (one,) = quoted_in("“We asked [the minister] for money [...] and … the roof leaks.”")
        assert one.pieces == ("We asked", "for money", "and", "the roof leaks.")
        assert one.gaps == (80, 2000, 2000)


class TestCompared:
    @pytest.mark.parametrize(
        "quotation",
        [
            "the cells of this old jail are far too small for so many inmates",
            "[T]he cells of this old jail are far too small",
            "The cells […] are far too small for so many inmates",
            "The cells ... are far too small for so many inmates",
            "The cells [of Ica] are far too small for so many inmates",
            "We asked the ministry for money twice [...] so the roof leaks.",
            "We asked the ministry for money twice, and the ministry didn't answer",
            "... the ministry didn’t answer, so the roof leaks ...",
        ],
    )
    @pytest.mark.parametrize("marks", ["“”", '""'])
    def test_what_an_editor_may_do(self, told, quotation, marks):
        assert check(told, f"{marks[0]}{quotation}{marks[1]}") == ["exact"]

    @pytest.mark.parametrize(
        "draft",
        [
            "“The cells of this old jail,” she said, “are far too small for so many inmates.”",
            "“We asked the ministry for money twice,” said Quispe, “and the ministry didn’t answer.”",
        ],
    )
    def test_parted_by_the_speaker(self, told, draft):
        assert check(told, draft) == ["exact"]

    @pytest.mark.parametrize(
        ("quotation", "result"),
        [
            ("The cells of this old jail are much too small for so many inmates", "altered"),
            ("The cells of this old jail are small for so many inmates", "altered"),  # left out without an ellipsis
            ("We asked the ministry for money [...] and the roof of the jail leaks badly", "altered"),
            ("The roof leaks ... we asked the ministry for money twice", "altered"),  # the wrong way round
            ("Our judges are the fastest [...] of the whole continent", "not found"),
        ],
    )
    def test_what_nobody_may_do(self, told, quotation, result):
        assert check(told, f"“{quotation}”") == [result]

    def test_what_an_ellipsis_leaves_out_is_no_change(self, told):
        (one,) = quoted_in("“The cells [...] are much too small for so many inmates”")
        assert compare(one, told.records).changes == (
            ("same", "The cells"),
            ("same", "are"),
            ("left_out", "far"),
            ("put_in", "much"),
            ("same", "too small for so many inmates"),
        )
