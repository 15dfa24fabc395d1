"""A system of no department: for the demo, for tests, and for whoever builds a real one."""
