"""What runs in the forked processes: `server` forks them, `shell` runs cells, and there are two kinds of them,
`student_process` and `judge_process`. The sandbox of the former shows nothing of the latter."""
