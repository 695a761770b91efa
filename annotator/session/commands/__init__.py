"""What a person may do: each command is a function that takes a session, checks the scheme, and writes one gesture."""
