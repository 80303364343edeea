-- What was read: documents, their structure, and every record with its sentence.
-- Places (start_char, end_char) count Unicode code points into document.text, half-open. Dates are EDTF with the
-- earliest and latest day they may mean; an open start is 0001-01-01, an open end 9999-12-31. Lists are JSON arrays.

CREATE TABLE knowledge_base (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL              -- grows by one with every change
);
INSERT INTO knowledge_base VALUES (1, 0);

CREATE TABLE document (
    id TEXT PRIMARY KEY,                   -- doc- and 12 hex digits of the SHA-256
    path TEXT NOT NULL,                    -- the first, by alphabet, of its paths
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    publisher_normal TEXT,
    published TEXT, published_earliest TEXT, published_latest TEXT,
    period TEXT, period_earliest TEXT, period_latest TEXT,
    retrieved TEXT, retrieved_earliest TEXT, retrieved_latest TEXT,
    language TEXT,
    url TEXT,
    doi TEXT,
    issn TEXT,
    container TEXT,
    volume TEXT,
    issue TEXT,
    pages TEXT,
    abstract TEXT,
    keywords TEXT NOT NULL,
    notes TEXT NOT NULL,
    revision INTEGER NOT NULL,             -- the change that last wrote it
    text TEXT NOT NULL                     -- last, so that reading the columns before it stays cheap
);
CREATE INDEX document_by_path ON document (path, id);
CREATE INDEX document_by_content ON document (sha256);
CREATE INDEX document_by_revision ON document (revision);
CREATE INDEX document_by_published ON document (published_earliest, published_latest);

CREATE TABLE removed_document (id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE document_path (
    path TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX document_path_by_document ON document_path (document, path);

CREATE TABLE author (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    affiliation TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE block (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    level INTEGER,
    page INTEGER,
    language TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;

CREATE TABLE passage (
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    headings TEXT NOT NULL,
    page INTEGER,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
CREATE INDEX passage_by_id ON passage (id);

-- A sentence that is some record's evidence. `naming` is 1 when a mention or law stands in it.
CREATE TABLE sentence (
    row INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    naming INTEGER NOT NULL,
    text TEXT NOT NULL,
    stems TEXT NOT NULL                    -- the stems of its words between spaces, for filters
);
CREATE INDEX sentence_by_document ON sentence (document);

CREATE TABLE sentence_entity (
    entity TEXT NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row) ON DELETE CASCADE,
    PRIMARY KEY (entity, sentence)
) WITHOUT ROWID;
CREATE INDEX sentence_entity_by_sentence ON sentence_entity (sentence);

-- Where an entity is named, once for each place.
CREATE TABLE occurrence (
    entity TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    PRIMARY KEY (entity, document, start_char, end_char)
) WITHOUT ROWID;
CREATE INDEX occurrence_by_document ON occurrence (document);

-- Entities and their names follow from mentions and laws; the counts are kept up by whoever writes those.
CREATE TABLE entity (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    documents INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_by_frequency ON entity (documents DESC, mentions DESC, id);

CREATE TABLE alias (
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    normal TEXT NOT NULL,                  -- folded: without case, accents and punctuation
    times INTEGER NOT NULL,                -- records that give this name
    canonical_times INTEGER NOT NULL,      -- records that give it as the canonical one
    PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX alias_by_normal ON alias (normal, entity);

CREATE TABLE mention (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    entity TEXT NOT NULL,
    canonical TEXT NOT NULL,
    aliases TEXT NOT NULL,
    role TEXT
);
CREATE INDEX mention_by_id ON mention (id);
CREATE INDEX mention_by_document ON mention (document, start_char, end_char, id);
CREATE INDEX mention_by_entity ON mention (entity);
CREATE INDEX mention_by_sentence ON mention (sentence);

CREATE TABLE date (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    text TEXT NOT NULL,
    edtf TEXT NOT NULL, edtf_earliest TEXT NOT NULL, edtf_latest TEXT NOT NULL,
    anchor TEXT NOT NULL
);
CREATE INDEX date_by_id ON date (id);
CREATE INDEX date_by_document ON date (document, start_char, end_char, id);
CREATE INDEX date_by_day ON date (edtf_earliest, edtf_latest);
CREATE INDEX date_by_sentence ON date (sentence);

CREATE TABLE law (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    instrument TEXT NOT NULL,
    text TEXT NOT NULL,
    entity TEXT NOT NULL,
    canonical TEXT NOT NULL,
    provision TEXT,
    jurisdiction TEXT,
    aliases TEXT NOT NULL
);
CREATE INDEX law_by_id ON law (id);
CREATE INDEX law_by_document ON law (document, start_char, end_char, id);
CREATE INDEX law_by_entity ON law (entity);
CREATE INDEX law_by_sentence ON law (sentence);

CREATE TABLE figure (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    value NOT NULL,                        -- without a type: 461 stays an integer and 3.5 a real number
    unit TEXT NOT NULL,
    high,
    qualifier TEXT NOT NULL,
    measure TEXT NOT NULL,
    measure_stems TEXT NOT NULL,
    subject TEXT,
    place TEXT NOT NULL,
    date TEXT, date_earliest TEXT, date_latest TEXT,
    part_of_start INTEGER, part_of_end INTEGER
);
CREATE INDEX figure_by_id ON figure (id);
CREATE INDEX figure_by_document ON figure (document, start_char, end_char, id);
CREATE INDEX figure_by_date ON figure (date_earliest, date_latest);
CREATE INDEX figure_by_sentence ON figure (sentence);

CREATE TABLE fact (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    type TEXT NOT NULL,
    date TEXT NOT NULL, date_earliest TEXT NOT NULL, date_latest TEXT NOT NULL,
    polarity TEXT NOT NULL,
    modality TEXT NOT NULL,
    attributed_to TEXT,
    trigger_start INTEGER, trigger_end INTEGER,
    date_span_start INTEGER, date_span_end INTEGER,
    anchor TEXT NOT NULL
);
CREATE INDEX fact_by_id ON fact (id);
CREATE INDEX fact_by_document ON fact (document, start_char, end_char, id);
CREATE INDEX fact_by_type ON fact (type, date_earliest, date_latest);
CREATE INDEX fact_by_date ON fact (date_earliest, date_latest);
CREATE INDEX fact_by_sentence ON fact (sentence);

CREATE TABLE participant (
    fact INTEGER NOT NULL REFERENCES fact (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    entity TEXT,
    PRIMARY KEY (fact, position)
) WITHOUT ROWID;
CREATE INDEX participant_by_entity ON participant (entity, fact);

CREATE TABLE quote (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    text TEXT NOT NULL,
    direct INTEGER NOT NULL,
    speaker TEXT,
    speaker_normal TEXT,
    speaker_entity TEXT,
    role TEXT,
    cue TEXT
);
CREATE INDEX quote_by_id ON quote (id);
CREATE INDEX quote_by_document ON quote (document, start_char, end_char, id);
CREATE INDEX quote_by_speaker ON quote (speaker_entity);
CREATE INDEX quote_by_sentence ON quote (sentence);

CREATE TABLE reference (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    sentence INTEGER NOT NULL REFERENCES sentence (row),
    rule TEXT NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    label TEXT,
    title TEXT,
    authors TEXT NOT NULL,
    issued TEXT, issued_earliest TEXT, issued_latest TEXT,
    container TEXT,
    volume TEXT,
    issue TEXT,
    pages TEXT,
    publisher TEXT,
    doi TEXT,
    url TEXT
);
CREATE INDEX reference_by_id ON reference (id);
CREATE INDEX reference_by_document ON reference (document, start_char, end_char, id);
CREATE INDEX reference_by_sentence ON reference (sentence);
