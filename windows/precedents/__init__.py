"""What the department decided before in the same situation."""
