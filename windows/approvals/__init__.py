"""Each department's part of a case."""
