"""What an edition of a matter asks for: canonical materials and data elements, and who needs them."""
