"""The meeting room: opening a meeting, its attendance, one screen per case, what others follow, and closing."""
