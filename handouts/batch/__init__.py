"""Many sheets: jobs, workers, lists of people, what is up to date, the page to choose from."""
