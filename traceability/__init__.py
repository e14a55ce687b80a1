"""History, origin pages, labels and recalls: what lets every label lead to its origin."""
