"""One ordinary form for each part of a life event; each gives back the row as it should be."""
