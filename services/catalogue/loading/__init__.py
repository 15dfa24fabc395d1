"""How a loaded catalogue becomes rows: one module for each kind of thing, all in one transaction."""
