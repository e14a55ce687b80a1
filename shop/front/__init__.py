"""The shop window, composed from the rooms below."""
