-- What repeats is kept once. A record is a place (`mention_at`: its sentence, which of the sentence's records it is, its
-- id as a number, where it starts, counted from the sentence's first letter, and its length) and what is told there
-- (`mention_told`, one row for all places that tell the same, with how many there are). Documents and entities are
-- numbers wherever they are pointed at. The views named like the tables of before show the columns of before.

DROP VIEW facts;
DROP VIEW figures;
DROP VIEW quotes;
DROP VIEW laws;
DROP VIEW mentions;
DROP VIEW dates;
DROP VIEW bibliography;
DROP VIEW passages;
DROP VIEW entities;
DROP VIEW sources;

CREATE TABLE document_number (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE REFERENCES document (id) ON DELETE CASCADE
);
INSERT INTO document_number (document) SELECT id FROM document ORDER BY path, id;

-- ── structure ──

CREATE TABLE block_at (
    document INTEGER NOT NULL REFERENCES document_number (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind NOT NULL,                         -- the number of its kind in `block`, below; another kind by its name
    start_char INTEGER NOT NULL,
    length INTEGER NOT NULL,
    level INTEGER,
    page INTEGER,
    language TEXT,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
INSERT INTO block_at
SELECT n.number, b.position, kind_number(b.kind), b.start_char, b.end_char - b.start_char, b.level, b.page, b.language
FROM block AS b JOIN document_number AS n ON n.document = b.document ORDER BY n.number, b.position;

-- The headings above passages, each list of a document once (JSON).
CREATE TABLE passage_headings (
    document INTEGER NOT NULL REFERENCES document_number (number) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    headings TEXT NOT NULL,
    PRIMARY KEY (document, nth)
) WITHOUT ROWID;
INSERT INTO passage_headings
SELECT n.number, row_number() OVER (PARTITION BY n.number ORDER BY p.first) - 1, p.headings
FROM (SELECT document, headings, min(position) AS first FROM passage GROUP BY document, headings) AS p
JOIN document_number AS n ON n.document = p.document;

CREATE TABLE passage_at (
    document INTEGER NOT NULL REFERENCES document_number (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind NOT NULL,
    start_char INTEGER NOT NULL,
    length INTEGER NOT NULL,
    headings INTEGER NOT NULL,             -- passage_headings.nth
    page INTEGER,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
INSERT INTO passage_at
SELECT n.number, p.position, kind_number(p.kind), p.start_char, p.end_char - p.start_char, h.nth, p.page
FROM passage AS p JOIN document_number AS n ON n.document = p.document
JOIN passage_headings AS h ON h.document = n.number AND h.headings = p.headings ORDER BY n.number, p.position;

-- A sentence that is some record's evidence. `naming` is 1 when a mention or law stands in it.
CREATE TABLE sentence_at (
    row INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document_number (number) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    length INTEGER NOT NULL,
    naming INTEGER NOT NULL
);
CREATE INDEX sentence_by_place ON sentence_at (document, start_char, length);
INSERT INTO sentence_at
SELECT s.row, n.number, s.start_char, s.end_char - s.start_char, s.naming
FROM sentence AS s JOIN document_number AS n ON n.document = s.document ORDER BY s.row;

-- ── entities ──

CREATE TABLE entity_numbered (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    documents INTEGER NOT NULL
);
INSERT INTO entity_numbered (id, type, name, mentions, documents)
SELECT id, type, name, mentions, documents FROM entity ORDER BY id;

CREATE TABLE alias_numbered (
    entity INTEGER NOT NULL,               -- entity.row
    name TEXT NOT NULL,
    normal TEXT NOT NULL,                  -- folded: without case, accents and punctuation
    times INTEGER NOT NULL,                -- records that give this name
    canonical_times INTEGER NOT NULL,      -- records that give it as the canonical one
    PRIMARY KEY (entity, name)
) WITHOUT ROWID;
INSERT INTO alias_numbered
SELECT e.row, a.name, a.normal, a.times, a.canonical_times
FROM alias AS a JOIN entity_numbered AS e ON e.id = a.entity ORDER BY e.row, a.name;

-- Which entities are named in a sentence; in which sentences an entity is named, the sentence index tells.
CREATE TABLE sentence_named (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    entity INTEGER NOT NULL,               -- entity.row
    PRIMARY KEY (sentence, entity)
) WITHOUT ROWID;
INSERT INTO sentence_named
SELECT o.sentence, e.row FROM sentence_entity AS o JOIN entity_numbered AS e ON e.id = o.entity ORDER BY 1, 2;

-- How often (at how many places) a document mentions an entity.
CREATE TABLE document_named (
    document INTEGER NOT NULL REFERENCES document_number (number) ON DELETE CASCADE,
    entity INTEGER NOT NULL,               -- entity.row
    times INTEGER NOT NULL,
    PRIMARY KEY (document, entity)
) WITHOUT ROWID;
INSERT INTO document_named
SELECT n.number, e.row, o.times FROM document_entity AS o JOIN entity_numbered AS e ON e.id = o.entity
JOIN document_number AS n ON n.document = o.document ORDER BY 1, 2;
CREATE INDEX document_named_by_entity ON document_named (entity, times DESC, document);

-- ── records: what is told, and where ──

CREATE TABLE mention_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, type TEXT NOT NULL,
    name TEXT,                             -- where it is not the canonical one
    text TEXT,                             -- where it is not the name
    entity TEXT NOT NULL, canonical TEXT NOT NULL, aliases TEXT NOT NULL, role TEXT
);
INSERT INTO mention_told (digest, times, rule, type, name, text, entity, canonical, aliases, role)
SELECT told_digest(rule, type, nullif(name, canonical), nullif(text, name), entity, canonical, aliases, role), count(*),
    rule, type, nullif(name, canonical), nullif(text, name), entity, canonical, aliases, role FROM mention GROUP BY 1;
CREATE TABLE mention_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,                 -- mention_told.row
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO mention_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row
FROM mention AS r JOIN sentence AS s ON s.row = r.sentence
JOIN mention_told AS t
    ON t.digest = told_digest(r.rule, r.type, nullif(r.name, r.canonical), nullif(r.text, r.name), r.entity, r.canonical,
        r.aliases, r.role);

CREATE TABLE date_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, text TEXT NOT NULL,
    edtf TEXT NOT NULL, edtf_earliest TEXT NOT NULL, edtf_latest TEXT NOT NULL, anchor TEXT NOT NULL
);
INSERT INTO date_told (digest, times, rule, text, edtf, edtf_earliest, edtf_latest, anchor)
SELECT told_digest(rule, text, edtf, edtf_earliest, edtf_latest, anchor), count(*),
    rule, text, edtf, edtf_earliest, edtf_latest, anchor FROM date GROUP BY 1;
CREATE TABLE date_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO date_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row
FROM date AS r JOIN sentence AS s ON s.row = r.sentence
JOIN date_told AS t
    ON t.digest = told_digest(r.rule, r.text, r.edtf, r.edtf_earliest, r.edtf_latest, r.anchor);

CREATE TABLE law_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, instrument TEXT NOT NULL, text TEXT NOT NULL, entity TEXT NOT NULL, canonical TEXT NOT NULL,
    provision TEXT, jurisdiction TEXT, aliases TEXT NOT NULL
);
INSERT INTO law_told (digest, times, rule, instrument, text, entity, canonical, provision, jurisdiction, aliases)
SELECT told_digest(rule, instrument, text, entity, canonical, provision, jurisdiction, aliases), count(*),
    rule, instrument, text, entity, canonical, provision, jurisdiction, aliases FROM law GROUP BY 1;
CREATE TABLE law_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO law_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row
FROM law AS r JOIN sentence AS s ON s.row = r.sentence
JOIN law_told AS t
    ON t.digest = told_digest(r.rule, r.instrument, r.text, r.entity, r.canonical, r.provision, r.jurisdiction, r.aliases);

CREATE TABLE figure_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, unit TEXT NOT NULL, qualifier TEXT NOT NULL, measure TEXT NOT NULL,
    measure_stems TEXT NOT NULL, place TEXT NOT NULL, date TEXT, date_earliest TEXT, date_latest TEXT
);
INSERT INTO figure_told
    (digest, times, rule, unit, qualifier, measure, measure_stems, place, date, date_earliest, date_latest)
SELECT told_digest(rule, unit, qualifier, measure, measure_stems, place, date, date_earliest, date_latest), count(*),
    rule, unit, qualifier, measure, measure_stems, place, date, date_earliest, date_latest FROM figure GROUP BY 1;
CREATE TABLE figure_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,
    value NOT NULL,                        -- without a type: 461 stays an integer and 3.5 a real number
    high,
    subject TEXT,
    part_of_start INTEGER, part_of_length INTEGER,
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO figure_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row,
    r.value, r.high, r.subject, r.part_of_start - s.start_char, r.part_of_end - r.part_of_start
FROM figure AS r JOIN sentence AS s ON s.row = r.sentence
JOIN figure_told AS t
    ON t.digest = told_digest(r.rule, r.unit, r.qualifier, r.measure, r.measure_stems, r.place, r.date, r.date_earliest,
        r.date_latest);

CREATE TABLE fact_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, type TEXT NOT NULL, date TEXT NOT NULL, date_earliest TEXT NOT NULL, date_latest TEXT NOT NULL,
    polarity TEXT NOT NULL, modality TEXT NOT NULL, attributed_to TEXT, anchor TEXT NOT NULL
);
INSERT INTO fact_told
    (digest, times, rule, type, date, date_earliest, date_latest, polarity, modality, attributed_to, anchor)
SELECT told_digest(rule, type, date, date_earliest, date_latest, polarity, modality, attributed_to, anchor), count(*),
    rule, type, date, date_earliest, date_latest, polarity, modality, attributed_to, anchor FROM fact GROUP BY 1;
CREATE TABLE fact_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,
    trigger_start INTEGER, trigger_length INTEGER,
    date_span_start INTEGER, date_span_length INTEGER,
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO fact_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row,
    r.trigger_start - s.start_char, r.trigger_end - r.trigger_start,
    r.date_span_start - s.start_char, r.date_span_end - r.date_span_start
FROM fact AS r JOIN sentence AS s ON s.row = r.sentence
JOIN fact_told AS t
    ON t.digest = told_digest(r.rule, r.type, r.date, r.date_earliest, r.date_latest, r.polarity, r.modality,
        r.attributed_to, r.anchor);

CREATE TABLE participant_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    role TEXT NOT NULL, name TEXT NOT NULL, entity TEXT
);
INSERT INTO participant_told (digest, times, role, name, entity)
SELECT told_digest(role, name, entity), count(*), role, name, entity FROM participant GROUP BY 1;
CREATE TABLE participant_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    fact INTEGER NOT NULL,                 -- fact_at.nth
    position INTEGER NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (sentence, fact, position)
) WITHOUT ROWID;
INSERT INTO participant_at
SELECT f.sentence, a.nth, p.position, t.row
FROM participant AS p JOIN fact AS f ON f.row = p.fact
JOIN fact_at AS a ON a.sentence = f.sentence AND a.id = id_number(f.id)
JOIN participant_told AS t ON t.digest = told_digest(p.role, p.name, p.entity);

CREATE TABLE quote_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, direct INTEGER NOT NULL, speaker TEXT, speaker_normal TEXT, speaker_entity TEXT,
    role TEXT, cue TEXT
);
INSERT INTO quote_told (digest, times, rule, direct, speaker, speaker_normal, speaker_entity, role, cue)
SELECT told_digest(rule, direct, speaker, speaker_normal, speaker_entity, role, cue), count(*),
    rule, direct, speaker, speaker_normal, speaker_entity, role, cue FROM quote GROUP BY 1;
CREATE TABLE quote_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO quote_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row, r.text
FROM quote AS r JOIN sentence AS s ON s.row = r.sentence
JOIN quote_told AS t
    ON t.digest = told_digest(r.rule, r.direct, r.speaker, r.speaker_normal, r.speaker_entity, r.role, r.cue);

CREATE TABLE reference_told (
    row INTEGER PRIMARY KEY, digest INTEGER NOT NULL UNIQUE, times INTEGER NOT NULL,
    rule TEXT NOT NULL, type TEXT NOT NULL
);
INSERT INTO reference_told (digest, times, rule, type)
SELECT told_digest(rule, type), count(*), rule, type FROM reference GROUP BY 1;
CREATE TABLE reference_at (
    sentence INTEGER NOT NULL REFERENCES sentence_at (row) ON DELETE CASCADE,
    nth INTEGER NOT NULL,
    id INTEGER NOT NULL, start_char INTEGER NOT NULL, length INTEGER NOT NULL,
    told INTEGER NOT NULL,
    text TEXT NOT NULL, label TEXT, title TEXT, authors TEXT NOT NULL,
    issued TEXT, issued_earliest TEXT, issued_latest TEXT,
    container TEXT, volume TEXT, issue TEXT, pages TEXT, publisher TEXT, doi TEXT, url TEXT,
    editors TEXT NOT NULL, others INTEGER NOT NULL,
    PRIMARY KEY (sentence, nth)
) WITHOUT ROWID;
INSERT INTO reference_at
SELECT r.sentence, row_number() OVER (PARTITION BY r.sentence ORDER BY r.start_char, r.end_char, r.id) - 1,
    id_number(r.id), r.start_char - s.start_char, r.end_char - r.start_char, t.row,
    r.text, r.label, r.title, r.authors, r.issued, r.issued_earliest, r.issued_latest, r.container, r.volume, r.issue,
    r.pages, r.publisher, r.doi, r.url, r.editors, r.others
FROM reference AS r JOIN sentence AS s ON s.row = r.sentence
JOIN reference_told AS t ON t.digest = told_digest(r.rule, r.type);

-- ── what was before ──

DROP TABLE participant;
DROP TABLE fact;
DROP TABLE mention;
DROP TABLE date;
DROP TABLE law;
DROP TABLE figure;
DROP TABLE quote;
DROP TABLE reference;
DROP TABLE sentence_entity;
DROP TABLE sentence;
DROP TABLE document_entity;
DROP TABLE passage;
DROP TABLE block;
DROP TABLE alias;
DROP TABLE entity;
ALTER TABLE entity_numbered RENAME TO entity;
ALTER TABLE alias_numbered RENAME TO alias;
CREATE INDEX entity_by_frequency ON entity (documents DESC, mentions DESC, id);
CREATE INDEX alias_by_normal ON alias (normal, entity);
-- Names are read most frequent first, so that an entity with hundreds of spellings costs no more than others.
CREATE INDEX alias_by_times ON alias (entity, canonical_times DESC, times DESC);

-- Records are found by their ids and years through the sentence index, which is made again for it.
UPDATE knowledge_base SET words = 0;

-- ── the columns of before ──

CREATE VIEW block AS
SELECT n.document, b.position,
    CASE b.kind WHEN 0 THEN 'paragraph' WHEN 1 THEN 'heading' WHEN 2 THEN 'title' WHEN 3 THEN 'list_item'
        WHEN 4 THEN 'block_quote' WHEN 5 THEN 'table_row' WHEN 6 THEN 'caption' WHEN 7 THEN 'footnote'
        WHEN 8 THEN 'reference' WHEN 9 THEN 'boilerplate' WHEN 10 THEN 'byline' ELSE b.kind END AS kind,
    b.start_char, b.start_char + b.length AS end_char, b.level, b.page, b.language
FROM block_at AS b JOIN document_number AS n ON n.number = b.document;

CREATE VIEW passage AS
SELECT 'pas-' || substr(n.document, 5) || '-' || p.start_char AS id, n.document, p.position,
    CASE p.kind WHEN 0 THEN 'paragraph' WHEN 1 THEN 'heading' WHEN 2 THEN 'title' WHEN 3 THEN 'list_item'
        WHEN 4 THEN 'block_quote' WHEN 5 THEN 'table_row' WHEN 6 THEN 'caption' WHEN 7 THEN 'footnote'
        WHEN 8 THEN 'reference' WHEN 9 THEN 'boilerplate' WHEN 10 THEN 'byline' ELSE p.kind END AS kind,
    p.start_char, p.start_char + p.length AS end_char, h.headings, p.page
FROM passage_at AS p JOIN document_number AS n ON n.number = p.document
JOIN passage_headings AS h ON h.document = p.document AND h.nth = p.headings;

CREATE VIEW sentence AS
SELECT s.row, n.document, s.start_char, s.start_char + s.length AS end_char, s.naming,
    (SELECT substr(d.text, s.start_char + 1, s.length) FROM document AS d WHERE d.id = n.document) AS text
FROM sentence_at AS s JOIN document_number AS n ON n.number = s.document;

CREATE VIEW sentence_entity AS
SELECT e.id AS entity, o.sentence FROM sentence_named AS o JOIN entity AS e ON e.row = o.entity;

CREATE VIEW document_entity AS
SELECT n.document, e.id AS entity, o.times
FROM document_named AS o JOIN entity AS e ON e.row = o.entity JOIN document_number AS n ON n.number = o.document;

CREATE VIEW mention AS
SELECT r.sentence, r.nth, 'mention-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, t.type, coalesce(t.name, t.canonical) AS name, coalesce(t.text, t.name, t.canonical) AS text, t.entity,
    t.canonical, t.aliases, t.role
FROM mention_at AS r JOIN mention_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

CREATE VIEW date AS
SELECT r.sentence, r.nth, 'date-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, t.text, t.edtf, t.edtf_earliest, t.edtf_latest, t.anchor
FROM date_at AS r JOIN date_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

CREATE VIEW law AS
SELECT r.sentence, r.nth, 'law-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, t.instrument, t.text, t.entity, t.canonical, t.provision, t.jurisdiction, t.aliases
FROM law_at AS r JOIN law_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

CREATE VIEW figure AS
SELECT r.sentence, r.nth, 'figure-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, r.value, t.unit, r.high, t.qualifier, t.measure, t.measure_stems, r.subject, t.place,
    t.date, t.date_earliest, t.date_latest,
    s.start_char + r.part_of_start AS part_of_start,
    s.start_char + r.part_of_start + r.part_of_length AS part_of_end
FROM figure_at AS r JOIN figure_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

CREATE VIEW fact AS
SELECT r.sentence, r.nth, 'fact-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, t.type, t.date, t.date_earliest, t.date_latest, t.polarity, t.modality, t.attributed_to,
    s.start_char + r.trigger_start AS trigger_start,
    s.start_char + r.trigger_start + r.trigger_length AS trigger_end,
    s.start_char + r.date_span_start AS date_span_start,
    s.start_char + r.date_span_start + r.date_span_length AS date_span_end,
    t.anchor
FROM fact_at AS r JOIN fact_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

-- `sentence` and `fact` are the fact's `sentence` and `nth`.
CREATE VIEW participant AS
SELECT p.sentence, p.fact, p.position, t.role, t.name, t.entity
FROM participant_at AS p JOIN participant_told AS t ON t.row = p.told;

CREATE VIEW quote AS
SELECT r.sentence, r.nth, 'quote-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, r.text, t.direct, t.speaker, t.speaker_normal, t.speaker_entity, t.role, t.cue
FROM quote_at AS r JOIN quote_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

CREATE VIEW reference AS
SELECT r.sentence, r.nth, 'reference-' || printf('%012x', r.id) AS id, n.document,
    s.start_char + r.start_char AS start_char, s.start_char + r.start_char + r.length AS end_char,
    s.start_char AS evidence_start, s.start_char + s.length AS evidence_end,
    t.rule, r.text, t.type, r.label, r.title, r.authors, r.issued, r.issued_earliest, r.issued_latest, r.container,
    r.volume, r.issue, r.pages, r.publisher, r.doi, r.url, r.editors, r.others
FROM reference_at AS r JOIN reference_told AS t ON t.row = r.told
JOIN sentence_at AS s ON s.row = r.sentence JOIN document_number AS n ON n.number = s.document;

-- ── what a person reads ──

CREATE VIEW facts AS
SELECT fact.id, fact.date, fact.type,
    (SELECT group_concat(p.name, '; ') FROM participant AS p
        WHERE p.sentence = fact.sentence AND p.fact = fact.nth AND p.role = 'agent') AS agent,
    (SELECT group_concat(p.name, '; ') FROM participant AS p
        WHERE p.sentence = fact.sentence AND p.fact = fact.nth AND p.role = 'object') AS object,
    (SELECT group_concat(p.name, '; ') FROM participant AS p
        WHERE p.sentence = fact.sentence AND p.fact = fact.nth AND p.role = 'place') AS place,
    fact.polarity, fact.modality, fact.attributed_to,
    sentence.text AS sentence, document.title, document.publisher, document.published, document.path, fact.rule,
    fact.date_earliest AS earliest, fact.date_latest AS latest
FROM fact JOIN sentence ON sentence.row = fact.sentence JOIN document ON document.id = fact.document;

CREATE VIEW figures AS
SELECT figure.id, figure.qualifier, figure.value, figure.high, figure.unit, figure.measure, figure.subject,
    figure.place, figure.date,
    sentence.text AS sentence, document.title, document.publisher, document.published, document.path, figure.rule
FROM figure JOIN sentence ON sentence.row = figure.sentence JOIN document ON document.id = figure.document;

CREATE VIEW quotes AS
SELECT quote.id, quote.speaker, quote.role, quote.cue, quote.text AS words, quote.direct,
    sentence.text AS sentence, document.title, document.publisher, document.published, document.path, quote.rule
FROM quote JOIN sentence ON sentence.row = quote.sentence JOIN document ON document.id = quote.document;

CREATE VIEW laws AS
SELECT law.id, law.canonical AS instrument, law.provision, law.jurisdiction, law.text AS words,
    sentence.text AS sentence, document.title, document.publisher, document.published, document.path, law.rule
FROM law JOIN sentence ON sentence.row = law.sentence JOIN document ON document.id = law.document;

CREATE VIEW mentions AS
SELECT mention.id, mention.type, mention.canonical AS name, mention.text AS words, mention.role, mention.entity,
    sentence.text AS sentence, document.title, document.publisher, document.published, document.path, mention.rule
FROM mention JOIN sentence ON sentence.row = mention.sentence JOIN document ON document.id = mention.document;

CREATE VIEW dates AS
SELECT date.id, date.edtf AS date, date.text AS words, date.anchor,
    sentence.text AS sentence, document.title, document.publisher, document.published, document.path, date.rule
FROM date JOIN sentence ON sentence.row = date.sentence JOIN document ON document.id = date.document;

CREATE VIEW bibliography AS
SELECT reference.id, reference.label, reference.authors, reference.issued, reference.title, reference.container,
    reference.volume, reference.issue, reference.pages, reference.publisher, reference.doi, reference.url,
    reference.text AS words, document.title AS cited_in, document.path
FROM reference JOIN document ON document.id = reference.document;

CREATE VIEW passages AS
SELECT passage.id, passage.kind, passage.headings, passage.page,
    substr(document.text, passage.start_char + 1, passage.end_char - passage.start_char) AS words,
    document.title, document.publisher, document.published, document.path
FROM passage JOIN document ON document.id = passage.document;

CREATE VIEW entities AS
SELECT entity.id, entity.type, entity.name, entity.documents, entity.mentions,
    (SELECT group_concat(name, '; ') FROM alias WHERE alias.entity = entity.row AND alias.name <> entity.name)
        AS aliases
FROM entity;

CREATE VIEW sources AS
SELECT document.id, document.kind, document.title,
    (SELECT group_concat(name, '; ') FROM author WHERE author.document = document.id) AS authors,
    document.publisher, document.published, document.container, document.url, document.doi, document.path,
    (SELECT count(*) FROM fact WHERE fact.document = document.id) AS facts,
    (SELECT count(*) FROM figure WHERE figure.document = document.id) AS figures,
    (SELECT count(*) FROM quote WHERE quote.document = document.id) AS quotes
FROM document;
