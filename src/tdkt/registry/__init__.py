"""What is kept for life: people, recipients, honours, and the register of official documents."""
