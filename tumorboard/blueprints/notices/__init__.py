"""What a member was told, the calendar file of their block, and how the mail stands."""
