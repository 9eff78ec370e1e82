"""The job centre: every job of this run and of runs before."""
