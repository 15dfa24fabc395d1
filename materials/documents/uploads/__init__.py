"""A file in pieces, over a line that breaks: the core of tus 1.0, and nothing that needs it.

A page without scripts sends the file in one go; this is for photographs over a telephone.
"""
