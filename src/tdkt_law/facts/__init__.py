"""Facts of one case: what is known of a person or body, as stated, and what is not."""
