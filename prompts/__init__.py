"""The prompts, one Markdown file a call; read by `app.ai.prompts`."""
