"""A register of invented people, to try the portal without touching anybody's data. Demo and tests
only.
"""
