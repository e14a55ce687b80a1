"""Attempts to pay, the ledger that adds up, and the providers behind them."""
