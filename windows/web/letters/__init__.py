"""Pages about letters: the person's ways, what did not go out, what letters say."""
