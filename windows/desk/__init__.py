"""What helps the hand at the counter: reading codes, keys, words to say, drafts, effort."""
