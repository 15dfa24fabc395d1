"""A `CatalogueSpec` as the mappings of a file in the full form: the mirror image of `parsing`."""
