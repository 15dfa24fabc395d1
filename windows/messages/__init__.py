"""来往留言: questions between a person and the offices that work on the case."""
