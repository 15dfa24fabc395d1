"""Several cases in one go, where the law lets them be: each looked at, each decided by itself."""
