"""How other authorities' systems are asked. Imported by `datasharing.exchanges` and by nobody else:
what does not pass through an exchange would be a look without a ground and without a record."""
