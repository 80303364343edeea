-- The words of the names of entities: names that have a word, or are spelt like others, are found without reading all.
CREATE TABLE alias_word (
    word TEXT NOT NULL,                    -- of alias.normal
    entity INTEGER NOT NULL,               -- entity.row
    PRIMARY KEY (word, entity)
) WITHOUT ROWID;
INSERT OR IGNORE INTO alias_word
SELECT w.value, a.entity FROM alias AS a, json_each('["' || replace(a.normal, ' ', '","') || '"]') AS w
WHERE a.normal <> '';
