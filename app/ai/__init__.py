"""The models we talk to: the embedder, the LLM, and the prompts the latter is given."""
