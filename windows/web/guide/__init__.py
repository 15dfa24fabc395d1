"""Guides in the order of GB/T 36114-2018: of one matter, and of one thing as a whole."""
