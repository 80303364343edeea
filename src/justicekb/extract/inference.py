"""The language model's arithmetic, done faster: the same layers with the same weights, rearranged for reading.

Most of the time of spaCy's small models goes into two stacks of layers that turn tokens into vectors. Here (a) matrices
are multiplied by NumPy's own library, which on present processors is two to three times as fast as the one spaCy
brings; (b) the embedding is computed once for each different word of a batch; (c) a window's three pieces are laid out
so that the maximum runs along the memory, in chunks that stay in the processor's cache; (d) what the attribute ruler
gives a token is remembered, where it depends on the token alone. The vectors are those of spaCy up to the rounding of
32-bit floats (tests/extract/test_inference.py). Layers that are built otherwise (another model) are left as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]
Pattern = list[dict[str, Any]]  # for each token the attributes that it must have
Forward = Callable[[Any, Any, bool], tuple[Any, Callable[..., Any]]]

# Rows computed at once: a window's input and output for so many take half a megabyte each.
_ROWS = 512
# An odd number that spreads the bits of hashes when they are put together (2^64 divided by the golden ratio).
_MIX = np.uint64(0x9E3779B97F4A7C15)

_RESIDUAL = "residual(expand_window>>maxout>>layernorm>>dropout)"
_EMBED = ("extract_features", "list2ragged", "with_array(ints-getitem>>hashembed", "with_array(maxout", "ragged2list")


def faster(nlp: Language) -> Language:
    """The pipeline with its layers replaced where they are built as expected; only reading, not training, is faster."""
    for _, pipe in nlp.pipeline:
        if isinstance(model := getattr(pipe, "model", None), Model) and isinstance(model.ops, NumpyOps):
            _quicken(model)
        if isinstance(pipe, AttributeRuler) and _can_remember(pipe):
            pipe.__class__ = RememberingRuler
    return nlp


def _quicken(model: Model[Any, Any]) -> None:
    plain = NumpyOps(use_blis=False)
    for layer in list(model.walk()):
        layer.ops = plain
        if layer.name == _RESIDUAL:
            _replace(layer, _Window(layer))
        elif _is_embedding(layer):
            _replace(layer, _embed)


def _is_embedding(layer: Model[Any, Any]) -> bool:
    names = [inner.name for inner in layer.layers]
    return len(names) == len(_EMBED) and all(name.startswith(known) for name, known in zip(names, _EMBED, strict=True))


def _replace(layer: Model[Any, Any], forward: Forward) -> None:
    """Puts a forward pass in the place of a layer's own, which stays for training."""
    own = layer._func
    layer._func = lambda model, inputs, is_train: (own if is_train else forward)(model, inputs, is_train)


def _no_backward(*_: object) -> None:
    raise RuntimeError("this forward pass is for reading only")


def _embed(layer: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Callable[..., Any]]:
    """The vectors of the tokens of each document; words that are alike in all features have one."""
    extract, _, embed, mix, _ = layer.layers
    features: list[NDArray[np.uint64]] = extract.predict(docs)
    rows = np.concatenate(features) if features else np.zeros((0, 1), dtype=np.uint64)
    if not len(rows):
        return [np.zeros((0, layer.get_dim("nO")), dtype=np.float32) for _ in docs], _no_backward
    first, which = _different(rows)
    vectors: Floats = mix.layers[0].predict(embed.layers[0].predict(rows[first]))
    ends = np.cumsum([len(one) for one in features])[:-1]
    return np.split(vectors[which], ends), _no_backward


def _different(rows: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first of each kind of row, and for each row which of these it is like."""
    keys = np.zeros(len(rows), dtype=np.uint64)
    for column in rows.T:
        keys = (keys ^ column) * _MIX
        keys ^= keys >> np.uint64(29)
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    return first, which


def _plain_array(param: object) -> Floats:
    """A parameter without thinc's own array types."""
    return np.asarray(param, dtype=np.float32)


class _Window:
    """One step of the convolution: a token's neighbours, the best of three pieces, normalised, added to the token."""

    def __init__(self, layer: Model[Any, Any]) -> None:
        by_name = {inner.name: inner for inner in layer.walk()}
        maxout, norm = by_name["maxout"], by_name["layernorm"]
        self._pieces: int = maxout.get_dim("nP")
        self._width: int = maxout.get_dim("nO")
        # from (width, pieces, inputs) to (inputs, pieces * width): the maximum is then taken along the memory
        weights = _plain_array(maxout.get_param("W")).transpose(2, 1, 0).reshape(maxout.get_dim("nI"), -1)
        self._weights: Floats = np.ascontiguousarray(weights)
        self._bias: Floats = np.ascontiguousarray(_plain_array(maxout.get_param("b")).T).reshape(-1)
        self._scale: Floats = _plain_array(norm.get_param("G"))
        self._shift: Floats = _plain_array(norm.get_param("b"))

    def __call__(self, _: Model[Any, Any], inputs: Floats, is_train: bool) -> tuple[Floats, Callable[..., Any]]:
        count, width = inputs.shape
        padded = np.zeros((count + 2, width), dtype=np.float32)
        padded[1:-1] = inputs
        out = np.empty_like(inputs)
        for start in range(0, count, _ROWS):
            end = min(start + _ROWS, count)
            around = np.concatenate([padded[start + at : end + at] for at in range(3)], axis=1)
            out[start:end] = self._step(around)
        out += inputs
        return out, _no_backward

    def _step(self, around: Floats) -> Floats:
        found = around @ self._weights
        found += self._bias
        best = found[:, : self._width]
        for piece in range(1, self._pieces):
            best = np.maximum(best, found[:, piece * self._width : (piece + 1) * self._width])
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / np.float32(self._width) + np.float32(1e-8)
        best *= (1 / np.sqrt(variance))[:, np.newaxis]
        best *= self._scale
        best += self._shift
        return best


# ── the attribute ruler ──────────────────────────────────────────────────────────────────────────────────

_OF_TOKEN = frozenset({"TAG", "LOWER", "DEP"})
_GIVEN = [POS, MORPH, LEMMA]


class RememberingRuler(AttributeRuler):
    """An attribute ruler that asks its patterns once for each different tag, word and dependency.

    A text with white space for a token, or with a word that a pattern of several tokens begins with, is given to all
    patterns.
    """

    def __call__(self, doc: Doc) -> Doc:
        """See `AttributeRuler.__call__`."""
        asked = _attributes(doc, [TAG, LOWER, DEP, IS_SPACE])
        if self._has_context(doc, asked):
            return super().__call__(doc)
        known: dict[bytes, list[int]] = self.__dict__.setdefault("_known", {})
        keys = [row.tobytes() for row in asked]
        try:
            given = [known[key] for key in keys]
        except KeyError:
            super().__call__(doc)
            known.update(zip(keys, _attributes(doc, _GIVEN).tolist(), strict=True))
            return doc
        if given:
            doc.from_array(_GIVEN, cast("Any", np.array(given, dtype=np.uint64)))
        return doc

    def _has_context(self, doc: Doc, asked: NDArray[np.uint64]) -> bool:
        """Whether a token may be told by more than itself."""
        if "_leads" not in self.__dict__:
            self.__dict__["_leads"] = _leads_of(_patterns(self), doc.vocab.strings)
        leads: frozenset[int] = self.__dict__["_leads"]
        return bool(asked[:, 3].any()) or not leads.isdisjoint(asked[:, 1:3].ravel().tolist())


def _attributes(doc: Doc, names: list[int]) -> NDArray[np.uint64]:
    """A row of attributes for each token."""
    found = doc.to_array([*names]) if len(doc) else np.zeros((0, len(names)))
    return cast("NDArray[np.uint64]", found.astype(np.uint64, copy=False))


def _can_remember(ruler: AttributeRuler) -> bool:
    """Whether what several tokens, or white space, tell can be seen from single words and dependencies."""
    patterns = _patterns(ruler)
    own = all(set(pattern[0]) <= _OF_TOKEN or "IS_SPACE" in pattern[0] for pattern in patterns if len(pattern) == 1)
    return own and all(_plain(pattern) is not None for pattern in patterns if len(pattern) > 1)


def _patterns(ruler: AttributeRuler) -> list[Pattern]:
    rules = cast("list[dict[str, list[Pattern]]]", ruler.patterns)
    return [pattern for rule in rules for pattern in rule["patterns"]]


def _leads_of(patterns: Sequence[Pattern], strings: Any) -> frozenset[int]:  # noqa: ANN401  # spaCy
    """The words and dependencies without which none of the patterns of several tokens can fit."""
    plain = [_plain(pattern) for pattern in patterns if len(pattern) > 1]
    return frozenset(strings[value] for value in plain if value is not None)


def _plain(pattern: Pattern) -> str | None:
    """The first word or dependency that a pattern asks for as it stands."""
    asked = (token.get(name) for token in pattern for name in ("LOWER", "DEP"))
    return next((value for value in asked if isinstance(value, str)), None)
