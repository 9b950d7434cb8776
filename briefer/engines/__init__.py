"""The engines that find and assess: ``llm`` by prompts, ``extractive`` by rules."""
