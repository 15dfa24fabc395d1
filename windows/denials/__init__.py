"""What follows when one matter of a case is denied: go on, stop, or ask the person."""
