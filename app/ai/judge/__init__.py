"""The embedded judge: a small model that reads two texts together, and any other that sentence-transformers loads."""
