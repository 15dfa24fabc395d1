"""责任清单: what a department owes to whom by when, gathered from where it was promised."""
