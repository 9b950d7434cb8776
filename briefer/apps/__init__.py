"""The doors: thin layers that turn requests into runs, and errors into exit codes and messages."""
