"""看原件: how far the papers of a case are trusted, how far they must be, and who has seen them."""
