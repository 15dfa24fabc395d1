"""Shapes of what goes in and out. They hold no rule: rules are in the actions."""
