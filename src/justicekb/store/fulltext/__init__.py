"""What every full-text engine shares, so that all of them find the same passages and show the same hits.

`translation` walks a query tree and asks an engine for a dozen small queries; `matching` says what a node means for one
text; `values` are the fields a passage is filtered by, `storedhits` is what an engine keeps of it to show it and to
decide on its words; `mark` signs the files of an index that lives in a folder.
"""
