"""拆分: one matter taken out of a case, to go on by itself or not at all."""
