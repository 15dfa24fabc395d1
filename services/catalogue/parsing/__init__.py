"""From YAML files to a `CatalogueSpec`, one module for each part of the file.

tree ← files ← cursor ← the readers of sections 2 to 6 of docs/catalogue-format.md ← checks.
"""
