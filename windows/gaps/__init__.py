"""Which requirements make people carry paper, counted from real cases day by day."""
