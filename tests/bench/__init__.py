"""Benchmarks: `python -m tests.bench a|b|c|d|all`. See docs/benchmarks.md."""
