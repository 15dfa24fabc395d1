"""Doors in the browser, one folder for each of the people: citizen, clerk (desk), officer (inbox)."""
