-- Who else made a work: its editors, and whether more authors are meant than the entry names ("et al.").

ALTER TABLE reference ADD COLUMN editors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE reference ADD COLUMN others INTEGER NOT NULL DEFAULT 0;
