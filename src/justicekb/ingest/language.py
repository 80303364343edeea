"""The language of a piece of text, as an ISO 639-1 code, or None when there is too little to tell."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from justicekb.vocabulary.wordlists import WordList

# Fewer letters than this carry too little to tell Latin-script languages apart.
ENOUGH_LETTERS = 60
# In another script the script itself helps: a heading of this many letters is enough.
ENOUGH_LETTERS_OTHER_SCRIPT = 8
_ENGLISH = WordList("english-commonest")
_ENGLISH_SHARE = 0.1
_ENGLISH_ONLY = WordList("english-only")
_ENGLISH_MORE = WordList("english-more")
_FOREIGN = WordList("foreign-function-words")
_MORE_SHARE, _FOREIGN_LETTERS = 0.15, 0.02
# Shorter text without accents is not taken for another language (characters): lists of names in an English text are
# given to any language by the model, and a block in another language is not read for facts.
SURE = 140
# Characters: more does not change the verdict.
_MODEL_READS = 2000


def language_of(text: str) -> str | None:
    """The language of `text`; None for text that is too short, or has too few letters."""
    letters = sum(map(str.isalpha, text))
    latin = letters if text.isascii() else sum(map(text.lower().count, ascii_lowercase))
    if latin * 2 > letters:
        return _of_latin(text) if letters >= ENOUGH_LETTERS else None
    if letters < ENOUGH_LETTERS_OTHER_SCRIPT:
        return None
    return _of_short_cyrillic(text) if letters < ENOUGH_LETTERS and _is_cyrillic(text) else _by_model(text)


def _of_latin(text: str) -> str | None:
    words = text.lower().split()
    hits = [word for word in words if word in _ENGLISH]
    english = sum(word in _FOREIGN for word in words) <= len(hits)  # a title in English makes no English text
    if english and "the" in hits and len(set(hits)) >= 2 and len(hits) >= _ENGLISH_SHARE * len(words):
        return "en"
    if english and _reads_english(words, text):
        return "en"
    language = _by_model(text)
    if language == "en" or (english and len(hits) >= 2 and not _ENGLISH_ONLY.isdisjoint(hits)):
        return "en"
    return None if text.isascii() and len(text) < SURE else language


def _reads_english(words: Sequence[str], text: str) -> bool:
    """Whether enough words are English function words, some of them of no other language, and few letters foreign."""
    hits = [word for word in words if word in _ENGLISH or word in _ENGLISH_ONLY or word in _ENGLISH_MORE]
    sure = not _ENGLISH_ONLY.isdisjoint(hits) and len(set(hits)) >= 2 and len(hits) >= _MORE_SHARE * len(words)
    return sure and sum(not c.isascii() for c in text if c.isalpha()) <= _FOREIGN_LETTERS * len(text)


# Letters that one language of the region has and Russian has not; what has none of them is taken for Russian,
# which in short headings and names is right far more often than the model.
_LETTERS = (("kk", "әұһ"), ("uk", "їєґ"), ("tg", "ӣӯҳҷ"), ("kk", "ғқі"), ("ky", "ңөү"), ("sr", "ђћџљњ"))


def _is_cyrillic(text: str) -> bool:
    return sum("Ѐ" <= c <= "ԯ" for c in text) * 2 > sum(map(str.isalpha, text))


def _of_short_cyrillic(text: str) -> str:
    letters = set(text.lower())
    return next((language for language, own in _LETTERS if letters & set(own)), "ru")


def _by_model(text: str) -> str | None:
    """What the model says; None where it names a creole or dialect, for which ISO 639-1 has no code."""
    from py3langid import classify  # loads numpy and a model of 5 MB: only when a text needs it

    language, _ = classify(text[:_MODEL_READS])
    return str(language) if len(language) == 2 else None
