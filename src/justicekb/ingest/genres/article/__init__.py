"""Articles on web pages: the parts of a page and its candidates in, its head told apart and its title chosen out.

`titles` compares what the page calls itself with the headings it shows; `page` names its bylines, dates and captions.
"""

from justicekb.ingest.genres.article.page import lay_page as lay_page
