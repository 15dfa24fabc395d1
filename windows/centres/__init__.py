"""Service centres and windows."""
