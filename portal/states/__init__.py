"""Where a thing can be, and how it may move: plain tables, shared by every slice."""
