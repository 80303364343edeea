"""Papers of journals: parts in, their front matter and bibliography told apart out.

`paper` reads papers whose lines stand in order; `titlepage` those whose type tells title from text, and reports set
like them, with `frontmatter` (title, authors, abstract), `authors` and `imprint`; `backmatter` and `bibliography`
split the references.
"""

from justicekb.ingest.genres.paper.authors import person_name as person_name
from justicekb.ingest.genres.paper.backmatter import mark_references as mark_references
from justicekb.ingest.genres.paper.paper import lay_paper as lay_paper
from justicekb.ingest.genres.paper.paper import looks_like_paper as looks_like_paper
from justicekb.ingest.genres.paper.titlepage import lay_printed as lay_printed
