"""What runs in the forked processes: `server` forks them, `shell` runs cells, `student` and `judge` are their two
kinds. Inside the sandbox these files lie together in one folder and import each other by their bare names."""
