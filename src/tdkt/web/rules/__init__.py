"""The province's own rules on screen: what holds, what may be laid down, whom a change affects."""
