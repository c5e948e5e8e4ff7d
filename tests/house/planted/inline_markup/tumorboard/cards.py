from markupsafe import Markup


def tag(words: str) -> Markup:
    """Trust what was typed."""
    return Markup("<b>" + words + "</b>")
