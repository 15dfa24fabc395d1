"""The one-time notice of what is missing."""
