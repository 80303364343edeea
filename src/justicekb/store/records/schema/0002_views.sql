-- What a person reads: each record with its sentence, the document's title, publisher and date, and its path.

CREATE VIEW facts AS
SELECT fact.id, fact.date, fact.type,
    (SELECT group_concat(name, '; ') FROM participant WHERE fact = fact.row AND role = 'agent') AS agent,
    (SELECT group_concat(name, '; ') FROM participant WHERE fact = fact.row AND role = 'object') AS object,
    (SELECT group_concat(name, '; ') FROM participant WHERE fact = fact.row AND role = 'place') AS place,
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
    (SELECT group_concat(name, '; ') FROM alias WHERE alias.entity = entity.id AND alias.name <> entity.name) AS aliases
FROM entity;

CREATE VIEW sources AS
SELECT document.id, document.kind, document.title,
    (SELECT group_concat(name, '; ') FROM author WHERE author.document = document.id) AS authors,
    document.publisher, document.published, document.container, document.url, document.doi, document.path,
    (SELECT count(*) FROM fact WHERE fact.document = document.id) AS facts,
    (SELECT count(*) FROM figure WHERE figure.document = document.id) AS figures,
    (SELECT count(*) FROM quote WHERE quote.document = document.id) AS quotes
FROM document;
