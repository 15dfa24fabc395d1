"""Pages of messages: the person, the window, the department, the supervisors."""
