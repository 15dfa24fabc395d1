"""Edits of a draft as pure functions: a life event goes in, the changed one comes out.

Nothing here reads or writes a database. A row is put in its place by its own key (`with_…`), so
one function both adds and replaces. What others still use is not taken out (`PartInUse`).
"""
