"""Pages about what regions do differently: the map, one difference, adopting, the form."""
