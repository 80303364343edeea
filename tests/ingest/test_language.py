# ruff: noqa: E501 - code of another process
from __future__ import annotations

import subprocess
import sys

import pytest

from justicekb.ingest import language
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
    ("text", "language"),
    [
        ("Bosh prokuror sudga ikki xodim bahorda ozod qilinganini va ular ishga qaytganini aytdi. Advokatlar bunga qarshi chiqdi va yangi tergov o'tkazilishini talab qildi.", "uz"),
        ("Der Anwalt sagte dem Gericht, dass die beiden Beamten im Herbst entlassen worden waren und dass ihm der Bericht The State of the Prisons nicht bekannt gewesen sei.", "de"),
        ("L'avocat a dit au tribunal que les deux agents avaient quitté leur poste en automne et que le rapport The State of the Prisons ne lui était pas connu avant cela.", "fr"),
        ("De advocaat zei dat het boek over de gevangenis in de rechtbank was en dat hij het had gelezen of had willen lezen, en dat hij er niet over wilde spreken.", "nl"),
    ],
)  # fmt: skip
def test_longer_texts_in_other_languages(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "f. Arbitrary or Unlawful Interference with Privacy, Family, Home, or Correspondence",
        "Pretrial Detention: Lengthy pretrial detention remained a problem; lawyers and visitors were turned away.",
        "When the season closed, nobody at the harbour office had written down which boats were still missing.",
    ],
)
def test_english_of_few_function_words(text, monkeypatch):
    monkeypatch.setattr(language, "_by_model", lambda _: pytest.fail("no model is needed"))
    assert language_of(text) == "en"


def test_a_language_without_a_code_is_not_told(monkeypatch):
    monkeypatch.setattr("py3langid.classify", lambda _: ("pcm", 1.0))
    assert language_of("Law No. 38-VI on Probation of 30 December 2016; Law No. 556-IV of 15 February 2012") is None


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
