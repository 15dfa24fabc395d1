"""Five grades, and the duty to call back."""
