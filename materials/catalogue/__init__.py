"""What an edition of a matter asks for: materials, data elements, on what ground."""
