"""How a letter leaves the house. The settings name a class for each way (`LETTER_TRANSPORTS`)."""
