"""Proposals of names: a finder a type, each reading the lines of a document by the rules of the rooms beside it.

`organisations`, `people` and `places` propose; `headnouns`, `bodywords`, `teams`, `personnames` and `datelines` tell
where a name of a kind begins and ends.
"""
