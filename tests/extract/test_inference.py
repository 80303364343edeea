"""The faster arithmetic gives what spaCy gives: the same vectors up to rounding, the same words, parses and names."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.training import Example

from justicekb.config import Settings
from justicekb.extract.inference import RememberingRuler, faster

CORPUS = Path(__file__).parents[2] / "corpus"
# Words that patterns of several tokens begin with, white space, and nothing at all.
ODD = (
    "", "I'm gonna go.", "Let's see what there is.", "There's been no visit,  and y'all know it.", "It ain't so.",
    "\n \n", "They got ta leave but he stayed.", "All of them said that c'm on.",
)  # fmt: skip


@pytest.fixture(scope="module")
def plain():
    return spacy.load(Settings().model)


@pytest.fixture(scope="module")
def quick():
    return faster(spacy.load(Settings().model))


def texts():
    files = sorted([*CORPUS.glob("*.txt"), *CORPUS.glob("*.md")])
    found = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(found) > 40
    return [*found, *ODD]


def told(doc):
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


def test_documents_are_parsed_the_same(plain, quick):
    for _ in range(2):  # the second time the ruler remembers
        for ours, theirs in zip(quick.pipe(texts()), plain.pipe(texts()), strict=True):
            assert told(ours) == told(theirs)


def test_vectors_differ_by_rounding_only(plain, quick):
    for ours, theirs in zip(quick.pipe(texts()), plain.pipe(texts()), strict=True):
        assert np.allclose(ours.tensor, theirs.tensor, atol=1e-4)


def test_a_text_does_not_depend_on_what_is_read_with_it(quick):
    alone = [told(quick(text)) for text in texts()]
    together = [told(doc) for doc in quick.pipe(texts(), batch_size=1000)]
    assert together == alone


def test_the_layers_were_replaced(quick):
    ruler = quick.get_pipe("attribute_ruler")
    assert isinstance(ruler, RememberingRuler)
    assert len(ruler._known) > 100
    for name in ("tok2vec", "ner"):
        replaced = [layer for layer in quick.get_pipe(name).model.walk() if layer._func.__name__ == "<lambda>"]
        assert len(replaced) == 5  # the embedding and four steps of the convolution


def test_other_pipelines_are_left_as_they_are():
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.add_pipe("attribute_ruler").add([[{"SHAPE": "dd"}]], {"POS": "NUM"})
    assert not isinstance(faster(blank).get_pipe("attribute_ruler"), RememberingRuler)
    assert [t.pos_ for t in blank("He is 12.")] == ["", "", "NUM", ""]


def test_it_can_still_be_trained():
    nlp = faster(spacy.load(Settings().model))
    example = Example.from_dict(nlp.make_doc("Norland ratified it."), {"entities": [(0, 7, "GPE")]})
    losses = nlp.get_pipe("ner").update([example], sgd=nlp.resume_training())
    assert losses["ner"] >= 0
