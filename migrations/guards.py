"""Triggers that keep what must never change, on both databases."""

from alembic import op


def forbid(table: str, verb: str, name: str, words: str, when: str = "") -> None:
    """Refuse INSERT, UPDATE or DELETE of a row of the table where the condition on OLD or NEW holds."""
    condition = f"WHEN ({when}) " if when else ""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {condition}"
                   f"BEGIN SELECT RAISE(ABORT, '{words}'); END")
        return
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
               f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$")
    if "SELECT" in when:
        # PostgreSQL allows no sub-query in a trigger's condition, so it moves into the function.
        row = "OLD" if verb == "DELETE" else "NEW"
        op.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                   f"$$ BEGIN IF {when} THEN RAISE EXCEPTION '{words}' "
                   f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$")
        condition = ""
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW {condition}EXECUTE FUNCTION {name}()")


def allow(table: str, name: str) -> None:
    """Take the trigger away again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
