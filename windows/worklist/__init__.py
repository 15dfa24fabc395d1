"""An officer's list: what it shows, kept filters, and the way from one case to the next."""
