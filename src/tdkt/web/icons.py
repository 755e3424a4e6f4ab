"""Icons of our own drawing: strokes in a box of 24, coloured by the text around them."""

from django.utils.safestring import SafeString, mark_safe

_STROKES: dict[str, str] = {
    "desk": '<path d="M4 12.500h4.500l1.500 3h4l1.500-3H20"/><path d="M4 12.500 6.500 5h11L20 12.500V19H4z"/>',
    "award": '<circle cx="12" cy="9" r="5"/><path d="m9 13.500-1.500 7L12 18l4.500 2.500-1.500-7"/>',
    "person": '<circle cx="12" cy="8" r="3.750"/><path d="M4.500 20c.8-4 3.700-6 7.500-6s6.700 2 7.500 6"/>',
    "building": '<path d="M4 20V9l8-5 8 5v11"/><path d="M2.500 20h19M8.500 20v-5h7v5M8.500 11h0M12 11h0M15.500 11h0"/>',
    "document": '<path d="M6 3.500h8l4.500 4.500v12.500H6z"/><path d="M14 3.500V8h4.500M9 12.500h6M9 16h6"/>',
    "flag": '<path d="M5.500 21V4"/><path d="M5.500 5c4-2 7 1.500 13 0v9c-6 1.500-9-2-13 0"/>',
    "blocs": '<circle cx="12" cy="6" r="2.500"/><circle cx="5.500" cy="17" r="2.500"/><circle cx="18.500" cy="17" r="2.500"/>'
    '<path d="M10.800 8.300 6.700 14.800M13.200 8.300l4.100 6.500M8 17h8"/>',
    "council": '<path d="M6 10.500h12v6H6z"/><circle cx="8" cy="6" r="1.600"/><circle cx="16" cy="6" r="1.600"/>'
    '<circle cx="12" cy="6" r="1.600"/><path d="M8 20h0M12 20h0M16 20h0"/>',
    "inspect": '<path d="M12 3.500 19 6v5.500c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6z"/><path d="m9 11.500 2.200 2.200 4-4.200"/>',
    "chart": '<path d="M4 4v16h16"/><path d="M8 16v-4M12 16V8M16 16v-6"/>',
    "report": '<path d="M5 3.500h14v17H5z"/><path d="M8.500 8h7M8.500 16.500h3M8.500 12.500l2 1.500 2.500-3 2.500 1.500"/>',
    "import": '<path d="M12 3.500V14M8 10.500l4 4 4-4"/><path d="M4 15.500V20h16v-4.500"/>',
    "upload": '<path d="M12 15V4.500M8 8l4-4 4 4"/><path d="M4 15.500V20h16v-4.500"/>',
    "export": '<path d="M12 3.500V14M8 10.500l4 4 4-4"/><path d="M5 20h14"/>',
    "ledger": '<path d="M6 3.500h12.500v17H6a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2z"/><path d="M8.500 3.500v17M12 8.500h3.500M12 12h3.500"/>',
    "search": '<circle cx="10.500" cy="10.500" r="6"/><path d="m15 15 5 5"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "down": '<path d="m6.500 9.500 5.500 5.500 5.500-5.500"/>',
    "right": '<path d="m9.500 6 6 6-6 6"/>',
    "left": '<path d="m14.500 6-6 6 6 6"/>',
    "rise": '<path d="M12 19V5.500M6.500 11 12 5.500l5.500 5.500"/>',
    "fall": '<path d="M12 5v13.500M6.500 13l5.500 5.500 5.500-5.500"/>',
    "same": '<path d="M5 9.500h14M5 14.500h14"/>',
    "check": '<path d="m5 12.500 4.500 4.500L19 7.500"/>',
    "cross": '<path d="m6 6 12 12M18 6 6 18"/>',
    "question": '<path d="M8.500 8.700c0-2.200 1.500-3.700 3.500-3.700s3.500 1.500 3.500 3.300c0 2.900-3.500 3-3.500 5.700M12 18.700h0"/>',
    "info": '<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5M12 8h0"/>',
    "warning": '<path d="M12 4 2.500 20h19z"/><path d="M12 10v4.500M12 17.200h0"/>',
    "stop": '<path d="M8.500 3.500h7l5 5v7l-5 5h-7l-5-5v-7z"/><path d="M12 8v5M12 16h0"/>',
    "clock": '<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5l3.500 2"/>',
    "lock": '<path d="M5.500 11h13v9.500h-13z"/><path d="M8.500 11V8a3.500 3.500 0 0 1 7 0v3"/>',
    "exit": '<path d="M13.500 4H5v16h8.500M10 12h10.500M17 8.500l3.500 3.500-3.500 3.500"/>',
    "theme": '<circle cx="12" cy="12" r="8.500"/><path d="M12 3.500v17a8.500 8.500 0 0 0 0-17z" fill="currentColor"/>',
    "swap": '<path d="M4 8h14M14.500 4.500 18 8l-3.500 3.500M20 16H6M9.500 12.500 6 16l3.500 3.500"/>',
    "idea": '<path d="M9 17h6M10 20.500h4M12 3.500a6 6 0 0 0-3.500 11c.3.700.5 1.500.5 2.500h6c0-1 .2-1.800.5-2.500a6 6 0 0 0-3.500-11z"/>',
    "gavel": '<path d="m9 6.500 6 6M13 3.500l6 6M6.500 10l6 6M11 11l-7.500 7.500M13 20.500h7.500"/>',
    "map": '<path d="M12 21c4.500-5 6.500-8 6.500-11a6.500 6.500 0 0 0-13 0c0 3 2 6 6.500 11z"/><circle cx="12" cy="10" r="2.250"/>',
}
NAMES = frozenset(_STROKES)


def svg(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: a word always stands beside it.

    Raises: KeyError for a name that is not drawn.
    """
    return mark_safe(  # noqa: S308 -- our own constants
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{_STROKES[name]}</svg>'
    )
