"""Whether what is stored is what was written: digests of content, checks that say what is wrong, and salvage.

In: the SQLite file of a knowledge base. Out: findings in words, each with what to do. `content` counts and digests a
document's rows, `checks` holds the file against them, `salvage` saves the documents that can still be read.
"""
