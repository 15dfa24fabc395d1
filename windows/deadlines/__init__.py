"""The law's clock: when a limit begins, what counts, when it stands still, when it ends."""
