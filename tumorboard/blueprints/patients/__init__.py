"""Pages of patients: their whole course, who they are, and two records of one person joined."""
