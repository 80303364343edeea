"""The second path: a value read off the one sentence that tells a question, where no stored record answers it.

`wanted` says which sort of value is looked for, `coverage` how far a sentence tells the question and what it must not
lack, `moments`, `names` and `wordings` read the value bound to the question's predicate, `reader` chooses.
"""
