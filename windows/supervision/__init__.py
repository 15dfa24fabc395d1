"""What a supervisor sees."""
