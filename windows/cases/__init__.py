"""The case itself, its people and its one set of material."""
