"""Finding one's thing in one's own words: life events first, then single matters.

At publication each thing gets a row of terms (`entries`, `index`); a query is taken apart with the
words in use (`book`, `asking`), looked up (`lookup`) and ranked (`ranking`, `find`).
"""

from __future__ import annotations

from services.models.searching import LONGEST_QUERY
from services.search.find import EntryHit, Facet, Found, Hit, browse, find, search
from services.search.listed import Listed
from services.search.lookup import Narrowed

__all__ = [
    "LONGEST_QUERY",
    "EntryHit",
    "Facet",
    "Found",
    "Hit",
    "Listed",
    "Narrowed",
    "browse",
    "find",
    "search",
]
