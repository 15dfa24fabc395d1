"""Pages of those who keep the catalogue: revisions, their review, and the public changes."""
