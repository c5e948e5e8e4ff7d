class Case(Base):
    """A question."""

    __tablename__ = "case"
