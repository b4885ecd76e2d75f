"""Files in and out, nothing of the subject: problems, the workspace, YAML with lines, the disk cache."""
