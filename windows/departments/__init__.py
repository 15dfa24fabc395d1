"""Departments with systems of their own: a case goes there by HTTP, a signed answer comes back."""
