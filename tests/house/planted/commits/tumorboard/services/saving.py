def save(session):
    """Store too early."""
    session.commit()
