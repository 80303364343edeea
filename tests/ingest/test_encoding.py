from __future__ import annotations

import codecs

import pytest

from justicekb.ingest.encoding import decode, decode_html

RUSSIAN = "Суд признал сотрудников колонии виновными в превышении полномочий и назначил им наказание. " * 4
FRENCH = "Le tribunal a libéré les détenus arrêtés à la préfecture; l'enquête a été close. " * 4


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_cyrillic_code_pages(encoding):
    text, note = decode(RUSSIAN.encode(encoding))
    assert text == RUSSIAN
    assert encoding in (note or "")


def test_western_code_page():
    text, note = decode(FRENCH.encode("latin-1"))
    assert text == FRENCH
    assert "guessed" in (note or "")


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode("utf-8"),
        codecs.BOM_UTF8 + RUSSIAN.encode("utf-8"),
        RUSSIAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"),
        RUSSIAN.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16-be", "utf-32"],
)
def test_unicode(data):
    assert decode(data) == (RUSSIAN, None)


def test_utf_16_without_a_mark():
    plain = "The prison was closed in 2011. " * 10
    assert decode(plain.encode("utf-16-le"))[0] == plain
    assert decode(plain.encode("utf-16-be"))[0] == plain


def test_damage_in_a_utf_8_file_is_replaced_and_told():
    data = (RUSSIAN * 4).encode("utf-8") + b"\xff and so on"
    text, note = decode(data)
    assert text == RUSSIAN * 4 + "\ufffd and so on"
    assert note == "1 bytes that are no UTF-8 were replaced"


def test_a_page_is_read_as_it_declares():
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode_html(page.encode("windows-1251")) == (page, None)


def test_a_wrong_declaration_loses_against_utf_8():
    page = f'<html><head><meta charset="iso-8859-1"></head><body>{RUSSIAN}</body></html>'
    assert decode_html(page.encode("utf-8")) == (page, None)
