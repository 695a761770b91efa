"""Drawing the page, a layer a file. Everything here paints what it is given and decides nothing."""
