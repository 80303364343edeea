"""Language for queries, without a language model: stems, sentences, nouns counted, synonyms, countries, scenes.

In: words of questions, drafts and records. Out: comparable forms. `stems` stands below all, then `lexicon`
(the vocabulary as questions use it), `nounphrases`, `synonyms`, `countries`; `sentences` cuts texts; `reading`
keeps what one query reads again and again; `scenes` sees a record in its surroundings.
"""

from justicekb.query.language.countries import Atlas, atlas
from justicekb.query.language.lexicon import Lexicon, lexicon
from justicekb.query.language.nounphrases import PARTICIPLE, PLURAL_FORM, counted, counted_nouns
from justicekb.query.language.reading import Held, Named, Reading, cited, value_of
from justicekb.query.language.scenes import (
    ABOUT,
    BEFORE,
    OWN,
    SENTENCE,
    SYNONYM,
    TAKEN_UP,
    Scene,
    countries_of,
    country_here,
    scene,
)
from justicekb.query.language.sentences import sentences, sentences_in
from justicekb.query.language.stems import parts, stem, stems, tokens
from justicekb.query.language.synonyms import Runs, Things, named, things, things_in

__all__ = [
    "ABOUT",
    "BEFORE",
    "OWN",
    "PARTICIPLE",
    "PLURAL_FORM",
    "SENTENCE",
    "SYNONYM",
    "TAKEN_UP",
    "Atlas",
    "Held",
    "Lexicon",
    "Named",
    "Reading",
    "Runs",
    "Scene",
    "Things",
    "atlas",
    "cited",
    "counted",
    "counted_nouns",
    "countries_of",
    "country_here",
    "lexicon",
    "named",
    "parts",
    "scene",
    "sentences",
    "sentences_in",
    "stem",
    "stems",
    "things",
    "things_in",
    "tokens",
    "value_of",
]
