"""Pages of the data lists that need the cases."""
