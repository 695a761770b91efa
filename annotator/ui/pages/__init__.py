"""What fills the window: the first page, and the page on which one labels."""
