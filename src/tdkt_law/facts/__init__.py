"""What is known of one person or body: read, checked, and laid out as the columns the law reads."""
