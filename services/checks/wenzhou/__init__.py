"""Rules by which Wenzhou judges the quality of its 实施清单, one small function each.

`services.checks.consistency` lists them; docs/checks.md explains them. Elements that are not stated
contradict nothing: they are missing, which is a warning.
"""
