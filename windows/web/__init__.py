"""Doors in the browser, a folder for each of the people: citizen, desk (clerk), inbox (officer)."""
