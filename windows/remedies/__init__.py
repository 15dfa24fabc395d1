"""救济途径: where a person turns against a decision, until when, and in what order."""
