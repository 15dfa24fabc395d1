"""Inside and between departments: who has a part, who signs it, who must keep away from it."""
