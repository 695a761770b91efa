"""Reading and writing interchange formats."""
