"""Why something is denied: chosen from what the pinned edition asks, kept as data."""
