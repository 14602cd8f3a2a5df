"""What the methods say of themselves, put together: for the terminal, and as the reference pages."""
