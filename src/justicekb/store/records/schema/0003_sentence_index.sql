-- Questions are answered from indexes: which sentences have a word, an entity, a kind of record; and which documents
-- an entity is mentioned in, and how often.

-- Words, entities and kinds of records by sentence: rowid is sentence.row. Its tokens are made by
-- `store/sentenceindex.py`; it keeps no text of its own, and no places.
CREATE VIRTUAL TABLE sentence_index USING fts5 (
    tokens, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '.:=#>_-'"
);

-- How often (at how many places) a document mentions an entity.
CREATE TABLE document_entity (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    entity TEXT NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (document, entity)
) WITHOUT ROWID;
CREATE INDEX document_entity_by_entity ON document_entity (entity, times DESC, document);
INSERT INTO document_entity SELECT document, entity, count(*) FROM occurrence GROUP BY document, entity;
DROP TABLE occurrence;

-- The version of the words that the index was made with; another one, and the index is made again from the sentences.
ALTER TABLE knowledge_base ADD COLUMN words INTEGER NOT NULL DEFAULT 0;

-- Names are read most frequent first, so that an entity with hundreds of spellings costs no more than others.
CREATE INDEX alias_by_times ON alias (entity, canonical_times DESC, times DESC);

-- Laws of a country, one row for each law.
CREATE INDEX law_by_jurisdiction ON law (jurisdiction, entity);

-- The stems of a sentence are in its index.
ALTER TABLE sentence DROP COLUMN stems;
