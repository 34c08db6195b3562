"""A mail, from a message with parts and history to what its sender wrote, who wrote to whom, and what is attached."""
