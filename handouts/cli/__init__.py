"""The command: parse, call, print, exit code; nothing else."""
