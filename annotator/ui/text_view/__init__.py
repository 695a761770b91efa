"""The article as a person reads and labels it."""
