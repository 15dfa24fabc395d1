"""What must be handed in, and what was: material types, documents, commitments, licences."""
