def transaction(session):
    """Store."""
    session.commit()
