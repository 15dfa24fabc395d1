"""文书: what the law wants in writing, numbered, sealed by its content, never changed."""
