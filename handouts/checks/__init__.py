"""What is wrong with a workspace: words, consistency, poses, every sheet on trial."""
