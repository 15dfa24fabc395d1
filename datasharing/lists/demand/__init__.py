"""需求清单: every requirement of the published catalogue, and whether data could take its place.

What the catalogue says is written anew whenever it changes; what a data officer keeps stays.
"""
