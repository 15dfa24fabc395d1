"""How long real cases took, beside what is promised."""
