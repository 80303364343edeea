-- What damage is told by: each document's rows counted and digested when they were written, and the digest of the
-- whole after each change, which tells a restored or another base from the one that an index was made of.

CREATE TABLE document_content (
    document TEXT PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    records INTEGER NOT NULL,              -- of all kinds
    passages INTEGER NOT NULL,
    version INTEGER NOT NULL,              -- of the digest, see store/health/content.py
    digest TEXT NOT NULL                   -- of every row that belongs to the document
) WITHOUT ROWID;

CREATE TABLE history (
    revision INTEGER PRIMARY KEY,
    digest TEXT NOT NULL                   -- the sum of the digests of all documents
);
