"""How each resource is reached, kept as data: words of the other side, limits, validity.

Addresses and secrets are settings (`datasharing.endpoints`); nothing here is a secret.
"""
