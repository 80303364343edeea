# ruff: noqa: E501 - code of another process
from __future__ import annotations

import subprocess
import sys

import pytest

from justicekb.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The prosecutor told the court that the two officers had been released in the spring.", "en"),
        ("Le procureur a déclaré au tribunal que les deux agents avaient été libérés au printemps.", "fr"),
        ("Прокурор сообщил суду, что двое сотрудников были освобождены весной этого года.", "ru"),
        ("Прокурор сотқа екі қызметкердің көктемде босатылғанын айтты, ал адвокаттар қарсы болды.", "kk"),
        ("Генеральная прокуратура", "ru"),
        ("Бас прокуратура әкімі", "kk"),
        ("Кыргыз Республикасынын өкмөтү", "ky"),
        ("Прокуратураи генералии ҷумҳурӣ", "tg"),
        ("Генеральна прокуратура її", "uk"),
    ],
)
def test_languages(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Head of state: Nurlan Karimov. Head of government: Serik Omarov, who replaced Karim Masov and led the cabinet",
        "Amnesty, Rights Watch and the Bureau: joint letter with demands, Almaty, Astana, Karaganda, Pavlodar",
    ],
)
def test_names_in_an_english_text_do_not_make_it_foreign(text):
    assert language_of(text) == "en"


def test_a_line_of_names_has_no_language():
    assert (
        language_of("Great Jones x Jean Michel Pineau de Charentes Wine Cask Finished Bourbon Nicolas Stecher") is None
    )


@pytest.mark.parametrize("text", ["", "Article 146", "Суд", "12 345 678 – 90", "Fergana Oblast"])
def test_too_little_to_tell(text):
    assert language_of(text) is None


def test_plain_english_needs_no_model():
    code = (
        "import sys; from justicekb.ingest.language import language_of; "
        "assert language_of('The head of the office said that the case was closed in the end and the men were free.') == 'en'; "
        "print('py3langid' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
