"""The nouns of the house as frozen values."""
