"""Scripts, styles and comments are cut out of a page's source; what is never closed is left to the parser."""

from __future__ import annotations

import pytest

from justicekb.ingest.formats.html.scripts import without_scripts


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("a<!-- b -->c", "a c"),
        ("a<!-- b --> c <!-- d -->e", "a  c  e"),
        ("a<SCRIPT src='x'>b</script >c", "a c"),
        ("a<style>b</style>c<svg>d</svg>e", "a c e"),
        ("a<script>b<style>c</style>d", "a<script>b d"),  # never closed
        ("a<!-- b", "a<!-- b"),
        ("a<script type='application/ld+json'>{}</script>b", "a<script type='application/ld+json'>{}</script>b"),
        ("a<scripted>b</scripted>", "a<scripted>b</scripted>"),
        ("", ""),
    ],
)
def test_without_scripts(page, left):
    assert without_scripts(page) == left
