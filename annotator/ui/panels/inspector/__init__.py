"""The inspector: everything about the selected span, and the guideline of the label in use."""
