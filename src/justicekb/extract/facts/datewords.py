"""A date in its sentence: the preposition that brings it, where it stands, and the verb that word order gives it.

Word order is asked before the parse where a date opens a clause, and where the parse is known to err.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.edtf import Edtf
from justicekb.model import DateMention
from justicekb.vocabulary.wordlists import WordList

_NOT_DATING = WordList("words-that-date-nothing")
_PREMODIFIES = frozenset({"nummod", "compound", "amod", "nmod", "poss", "npadvmod"})
_CALENDAR = re.compile(r"\d{4}(?:-\d\d){0,2}")  # a year, month or day; "the 1990s" stands by itself
_YEAR, _YEARS = re.compile(r"\d{4}"), re.compile(r"\d{4}/\d{4}")
_NAMED_BY_YEAR = WordList("nouns-with-a-year-in-their-name")
_FOR_A_TIME = WordList("nouns-before-a-period")
_BIRTH = WordList("words-of-birth")
_CITED = 8  # tokens between an opening bracket and the year of the work that it cites
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_BOUNDS = frozenset(
    {"date:after", "date:before", "date:until", "date:as-of", "date:ago-or-more", "date:ago-or-less"}
)  # rule ids of dates.toml
FIRST_TIME = "date:not-until"  # "was not passed until May 2016": what came about then
# A period as a whole dates an event only when a name, a number or a unique office makes the event specific
# (annotation guide, "facts").
WHOLE_PERIOD = frozenset({"date:the-year"})
_SETS = WordList("verbs-that-set-a-day")
_PUT_OFF = WordList("verbs-that-move-a-day")
DEEDS = WordList("papers-that-do")
_SUBORDINATE = frozenset({"relcl", "acl", "advcl"})
_STRETCHES = WordList("nouns-of-a-period")
_SPANS = WordList("parts-of-a-time")
_BEFORE_NOUN = frozenset({"NOUN", "PROPN", "ADJ"})
_MONTHS = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name)
# Prepositions that bring no time, so that a date right behind them belongs to a noun: "convicted of 1990 murder".
_TIMELESS = frozenset({"of", "for", "over", "about", "against", "after", "following"})


@dataclass(frozen=True, slots=True)
class Dating:
    """A date and the tokens it consists of; `prep` is the preposition that brings it, inside or before it."""

    mention: DateMention
    tokens: TokenSpan
    prep: Token | None

    @property
    def since(self) -> bool:
        """Whether it says "since": open at its end."""
        return self.mention.edtf.text.endswith("/..")


def dating(mention: DateMention, tokens: TokenSpan) -> Dating:
    """The date with its preposition: the first word of it, or the word before it."""
    first = tokens[0]
    if first.pos_ in ("ADP", "SCONJ") and len(tokens) > 1:
        return Dating(mention, tokens, first)
    root = tokens.root
    owns = tokens.end < len(tokens.doc) and tokens.doc[tokens.end].tag_ == "POS"  # "over Monday's attack"
    if owns or _behind_article(Dating(mention, tokens, None)) is not None:
        return Dating(mention, tokens, None)
    if root.dep_ == "pobj" and root.head.i < first.i:
        return Dating(mention, tokens, root.head)
    before = first.nbor(-1) if first.i > 0 else None
    if (year := _of_year(tokens)) is not None:
        return Dating(mention, tokens, year.head)
    noun = root.head if root.dep_ in _PREMODIFIES else root
    if before is not None and noun.pos_ in ("NOUN", "PROPN") and _of_noun(before, noun, tokens):
        return Dating(mention, tokens, None)
    return Dating(mention, tokens, before if before is not None and before.pos_ == "ADP" else None)


def _of_noun(before: Token, noun: Token, tokens: TokenSpan) -> bool:
    """Whether a preposition brings the noun that a date stands before, not the date: "for a", "in 2015 shooting"."""
    if noun.i < tokens.end or any(t.pos_ not in _BEFORE_NOUN for t in tokens.doc[tokens.end : noun.i]):
        return False
    inside = before.lower_ == "in" and before.i > tokens.sent.start and noun.dep_ == "pobj" and noun.head == before
    return before.lower_ in _TIMELESS or inside


def is_day(date: Dating) -> bool:
    """Whether it names a day, so that "on" cannot bring what a paper is about: "the report on 2017"."""
    return len(date.mention.edtf.text) >= len("2016-06-03")


def dates_nothing(date: Dating) -> bool:
    """Whether the date only bounds or compares: "until 2015", "after 2015", "compared to 2015", "for 2019-2020"."""
    if date.mention.rule == FIRST_TIME:
        return False
    if date.since and date.tokens.end < date.tokens.sent.end and date.tokens.doc[date.tokens.end].text == ":":
        return True  # a heading run in: "Achieved since 1 January: ..."
    if date.mention.rule == "date:month" and date.prep is None and not before_noun(date):
        joined = date.tokens.root.head.lower_.strip(".") in _MONTHS  # "in April, July and September"
        named = date.tokens.root.dep_ in ("conj", "appos", "pobj", "dobj")  # "the Herald, April and the Post"
        return named and not joined
    if date.prep is not None and date.prep.i > date.prep.sent.start and date.prep.nbor(-1).lower_ == "unlike":
        return True
    if date.prep is not None and date.prep.lower_ in _NOT_DATING:
        return not _fixes(date.prep, date)
    return date.mention.rule in _BOUNDS or _of_birth(date) or _of_source(date) or _of_name(date)


def _of_name(date: Dating) -> bool:
    """Whether a bare year belongs to the noun before it: "its World Report 2018", "for the period 2017-2021"."""
    first = date.tokens.start
    noun = date.tokens.doc[first - 1] if first > date.tokens.sent.start else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    whole = _YEAR.fullmatch(date.mention.edtf.text) or _YEARS.fullmatch(date.mention.edtf.text)
    if whole and noun.is_title and noun.lower_ in _NAMED_BY_YEAR and noun.i > date.tokens.sent.start:
        return True
    return bool(whole) and noun.lower_ in _FOR_A_TIME and noun.dep_ == "pobj" and noun.head.lower_ == "for"


def _of_birth(date: Dating) -> bool:
    """Whether it is somebody's birthday: "Vesk (dob 5/6/80)", "was born in 1950 and has been in prison since"."""
    doc, at = date.tokens.doc, start_token(date) - 1
    at -= at > date.tokens.sent.start and doc[at].text in (":", "on")
    return at >= date.tokens.sent.start and doc[at].lower_ in _BIRTH


def _of_source(date: Dating) -> bool:
    """Whether brackets hold an author and a year, or a period that belongs to a name: "the Plan (2015-2019)"."""
    doc, sentence, first = date.tokens.doc, date.tokens.sent, date.tokens.start
    closed = date.tokens.end < sentence.end and doc[date.tokens.end].text in (")", ";", ",")
    opens = next((i for i in range(first - 1, max(sentence.start, first - _CITED) - 1, -1) if doc[i].text == "("), None)
    if opens is None or not closed or any(doc[i].text == ")" for i in range(opens, first)):
        return False
    if opens == first - 1:
        return len(date.tokens) > 1 and _YEARS.fullmatch(date.mention.edtf.text) is not None and opens > sentence.start
    authors = all(t.pos_ == "PROPN" or t.lower_ in ("and", "&", ",", "et", "al", "al.") for t in doc[opens + 1 : first])
    return authors and _YEAR.fullmatch(date.mention.edtf.text) is not None


def _fixes(prep: Token, date: Dating) -> bool:
    """Whether what seems to compare tells the time: "is scheduled for 28 March", "as early as 1993"."""
    if prep.lower_ == "for":
        return prep.head.lemma_.lower() in _SETS
    if prep.lower_ == "to":
        return prep.head.lemma_.lower() in _PUT_OFF or prep.head.lower_ == "back"
    before = [t.lower_ for t in date.tokens.doc[max(prep.i - 2, 0) : prep.i]]
    return before in (["as", "early"], ["as", "late"], ["as", "recently"], ["as", "long"])


def noun_after(date: Dating) -> Token | None:
    """The noun that a date stands before: "the 2017 death", "the Oct. 5, 2017, shooting"."""
    root = date.tokens.root
    if _of_year(date.tokens) is not None or _before_subject(date):
        return None
    if root.dep_ in _PREMODIFIES and root.head.pos_ in _NOMINAL and root.head.i >= date.tokens.end:
        return root.head
    return _behind_article(date)


def _of_year(tokens: TokenSpan) -> Token | None:
    """The noun behind a date that only says what stretch it is: "in the 2011/12 financial year"."""
    year = tokens.root.head
    return year if year.i >= tokens.end and year.lemma_.lower() in _STRETCHES and year.dep_ == "pobj" else None


def _before_subject(date: Dating) -> bool:
    """Whether a whole day stands before the subject: "On the next day, 4 June 2021 X replied", "the night of 4 May"."""
    root, first = date.tokens.root, date.tokens.start
    glued = root.dep_ in _PREMODIFIES and root.head.dep_ in _SUBJECT and root.head.i == date.tokens.end
    before = date.tokens.doc[first - 1] if first > date.tokens.sent.start else None
    if before is None or not glued or not is_day(date):
        return False
    return before.text == "," or (before.lower_ == "of" and before.head.lower_ in _SPANS)


def before_noun(date: Dating) -> bool:
    """Whether a date stands before the noun that it modifies."""
    return noun_after(date) is not None


def _behind_article(date: Dating) -> Token | None:
    """The head of the nouns after a date that an article precedes, which the parse takes for a date by itself."""
    doc, first, end = date.tokens.doc, date.tokens.start, date.tokens.end
    article = first > date.tokens.sent.start and doc[first - 1].tag_ in ("DT", "PRP$", "POS")
    if not article or not _CALENDAR.fullmatch(date.mention.edtf.text):
        return None
    at = end + 1 if end < date.tokens.sent.end and doc[end].text == "," else end
    head = None
    while (
        at < date.tokens.sent.end and (doc[at].pos_ in _BEFORE_NOUN or doc[at].tag_ == "VBG") and doc[at].tag_ != "CD"
    ):
        head = doc[at] if doc[at].pos_ in ("NOUN", "PROPN") else head
        at += 1
    return head


def is_dateline(date: Dating) -> bool:
    """Whether a date is that of a dateline: "ASTANA, 23 November 2011 – The ..."."""
    sentence, end = date.tokens.sent, date.tokens.end
    before = [t for t in sentence if t.i < date.tokens.start and t.is_alpha]
    dash = end < sentence.end and sentence.doc[end].text in ("–", "—", "-", "--")
    return dash and 0 < len(before) <= 4 and before[0].is_upper


def fronted_verb(date: Dating) -> Token | None:
    """The verb of the clause that a date opens ("On 4 May, X did", "and, on 5 May, announced"); None elsewhere."""
    sentence, start, end = date.tokens.sent, date.tokens.start, date.tokens.end
    if date.prep is not None:
        start = min(start, date.prep.i)
    before = [t for t in sentence if t.i < start and not t.is_punct and not t.is_space]
    if before and sentence.doc[start - 1].text == ",":  # "Although the law forbids it, in May the group reported ..."
        before = [t for t in before if not _subordinate(t, start)]
    if before and before[-1].dep_ == "cc":
        return _verb_next_to(date) or _verb_of_next(date)
    if any(t.dep_ in _SUBJECT or t.dep_ == "ROOT" for t in before) or (before and _inside_subject(date)):
        return None
    if date.since and any(t.pos_ in _NOMINAL for t in before):  # "A fugitive since 2009, he was arrested"
        return None
    return _first_clause(sentence, end)


def _subordinate(token: Token, end: int) -> bool:
    """Whether a word stands in a subordinate clause that ends before the token `end` and hangs on a verb behind it."""
    clauses = (t for t in (token, *token.ancestors) if t.dep_ == "advcl")
    return any(c.right_edge.i < end <= c.head.i for c in clauses)


def _inside_subject(date: Dating) -> bool:
    return any(t.dep_ in _SUBJECT for t in date.tokens.root.ancestors)


def opens_clause(date: Dating) -> bool:
    """Whether nothing but particles stands between the date and the start of its sentence or coordinated clause."""
    doc, start = date.tokens.doc, date.tokens.start if date.prep is None else min(date.tokens.start, date.prep.i)
    if start > date.tokens.sent.start and doc[start - 1].text == "," and _subordinate(doc[start - 2], start):
        return True
    for at in range(start - 1, date.tokens.sent.start - 1, -1):
        if doc[at].dep_ == "cc":
            return True
        if doc[at].pos_ not in ("ADV", "ADP", "SCONJ", "INTJ", "PUNCT", "SPACE") and doc[at].ent_type_ != "DATE":
            return False
    return True


def _verb_next_to(date: Dating) -> Token | None:
    doc = date.tokens.doc
    after = next((doc[i] for i in range(date.tokens.end, date.tokens.sent.end) if not doc[i].is_punct), None)
    return after if after is not None and after.pos_ == "VERB" and after.tag_ in ("VBD", "VBN") else None


def opens_own_clause(date: Dating) -> bool:
    """Whether a date behind "and" opens a clause with a subject of its own."""
    first = start_token(date)
    behind = first > date.tokens.sent.start and date.tokens.doc[first - 1].dep_ == "cc"
    return behind and _verb_of_next(date) is not None


def _verb_of_next(date: Dating) -> Token | None:
    """The verb whose subject stands right behind a date: "... and the following month he was convicted"."""
    doc, at = date.tokens.doc, date.tokens.end
    at += at < date.tokens.sent.end and doc[at].text == ","
    for token in doc[at : date.tokens.sent.end]:
        if token.dep_ in _SUBJECT and token.left_edge.i == at:
            return token.head if token.head.i > token.i else None
    return None


def _first_clause(sentence: TokenSpan, start: int) -> Token | None:
    for token in sentence:
        above = token.head
        if token.i < start or token.dep_ not in _SUBJECT or above.dep_ in (*_SUBORDINATE, "pcomp"):
            continue
        if above.pos_ in _VERBAL or above.lemma_ in ("be", "have"):
            return above if above.i > token.i else None
    return None


def verb_after(date: Dating) -> Token | None:
    """The finite verb right after a date, whatever the parse ties the date to: "the government in 2013 introduced"."""
    doc, at, before = date.tokens.doc, date.tokens.end, start_token(date) - 1
    set_off = before > date.tokens.sent.start and doc[before].text == "," and at < len(doc) and doc[at].text == ","
    before, at = (before - 1, at + 1) if set_off else (before, at)
    after = doc[at] if at < date.tokens.sent.end else None
    if after is None or after.pos_ != "VERB":
        return None
    parted = after.tag_ == "VBN" and before >= date.tokens.sent.start and doc[before].lemma_ == "be"
    return after if parted or (not set_off and after.tag_ in ("VBD", "VBZ")) else None  # "were on Wednesday sentenced"


def cleft(date: Dating, verb: Token) -> Token | None:
    """The verb that "it was" sets a date off for: "it was in 2014 that parliament adopted the law"."""
    if verb.lemma_ != "be" or not any(c.lower_ == "it" and c.dep_ in ("nsubj", "expl") for c in verb.children):
        return None
    clauses = (c for c in verb.children if c.dep_ in ("ccomp", "advcl", "relcl") and c.i > date.tokens.end)
    return next((c for c in clauses if any(w.lower_ in ("that", "when") for w in c.children)), None)


def start_token(date: Dating) -> int:
    """Where a date begins, its preposition included."""
    return min(date.tokens.start, date.prep.i) if date.prep is not None else date.tokens.start


def start_of(date: Dating) -> Dating:
    return _with_value(date, date.mention.edtf.text.partition("/")[0])


def end_of(date: Dating, *, rule: str | None = None) -> Dating:
    """The end of a period, which is what a "when" clause after it speaks of, under another rule's id if given."""
    end = date.mention.edtf.text.rpartition("/")[2].rstrip("~")
    if end in ("", "..", date.mention.edtf.text):
        return date
    told = _with_value(date, end)
    return told if rule is None else replace(told, mention=replace(told.mention, rule=rule))


def _with_value(date: Dating, text: str) -> Dating:
    return replace(date, mention=replace(date.mention, edtf=Edtf(text)))


def follows_day(first: Dating, second: Dating) -> bool:
    """Whether two dates are a day and the next, joined by "and"."""
    one, two = first.mention.edtf, second.mention.edtf
    between = first.tokens.doc[first.tokens.end : second.tokens.start].text.strip()
    if between not in ("and", "") or one.latest is None or two.earliest is None:
        return False
    return one.earliest == one.latest and (two.earliest - one.latest).days == 1


def through(first: Dating, second: Dating) -> Dating:
    """The period from the one date to the other, under the words of both."""
    mention = first.mention
    span = mention.span.cover(second.mention.span)
    value = Edtf(f"{mention.edtf.text.partition('/')[0]}/{second.mention.edtf.text}")
    return replace(first, mention=replace(mention, span=span, edtf=value))
