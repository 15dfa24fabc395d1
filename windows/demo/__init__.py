"""演示: everything that a first look needs, made of invented people through the real actions."""
