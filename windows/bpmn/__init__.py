"""A plan in the notation that other tools read: BPMN 2.0 (ISO/IEC 19510)."""
