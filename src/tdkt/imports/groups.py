"""The recipient group of a post, by the province's own table."""

from tdkt.kernel.text import fold
from tdkt.registry.models import PostGroupRule


class GroupRules:
    """The rules in order; the first whose words the post starts with decides."""

    def __init__(self, authority_id: int) -> None:
        self._rules = [
            (fold(words), group)
            for words, group in PostGroupRule.objects.filter(authority_id=authority_id)
            .order_by("position", "id")
            .values_list("starts_with", "group")
        ]
        self._memo: dict[str, str | None] = {}

    def of(self, post: str | None) -> str | None:
        """The group, or None when the table does not say."""
        if not post:
            return None
        if post not in self._memo:
            folded = f"{fold(post)} "
            self._memo[post] = next(
                (group for words, group in self._rules if folded.startswith(f"{words} ")), None
            )
        return self._memo[post]
