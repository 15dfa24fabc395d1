"""One package with all the results."""
