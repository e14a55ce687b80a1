"""The card desk: a program that stands in for Stripe on a machine without account or network.

It speaks only HTTP. It never imports the shop or traceability, and they never import it; they share a URL, an API key
and the secret that signs webhooks. No money moves here, and no card number that could be a real one is accepted.
"""
