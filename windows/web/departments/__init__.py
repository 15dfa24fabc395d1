"""Pages about departments' own systems: messages that did not arrive, and the systems."""
