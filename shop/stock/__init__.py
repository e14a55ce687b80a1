"""What each centre holds of each batch, and what is set aside."""
