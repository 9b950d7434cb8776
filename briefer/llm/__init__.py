"""The model API: requests, their cache, prompts, structured answers, and the one client."""
