"""The yearly report: outline as data, author's words with figures, sentences from the records, one paper."""
