"""Batches: one production run of one variant each."""
