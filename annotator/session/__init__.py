"""An open project and what may be done with it."""
