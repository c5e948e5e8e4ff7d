class Patient(Base):
    """A person."""

    __tablename__ = "patient"
