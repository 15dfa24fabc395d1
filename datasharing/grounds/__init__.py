"""On what ground a person's data may be read: the law's duty, or the person's consent; and how
little of it each requirement needs.
"""
