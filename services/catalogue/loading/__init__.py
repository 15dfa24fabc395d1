"""How a loaded catalogue becomes rows: one module for each kind, one transaction."""
