"""The test database carries the real roles."""

import pytest
from django.db import ProgrammingError, connections


@pytest.mark.parametrize(
    ("alias", "role"),
    [
        ("default", "yq_app"),
        ("refusals", "yq_app"),
        ("owner", "yq_owner"),
        ("loader", "yq_loader"),
        ("sealer", "yq_sealer"),
        ("auditor", "yq_auditor"),
    ],
)
def test_each_alias_connects_with_its_own_role(db: None, alias: str, role: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (role, False)


def test_only_the_loader_passes_row_level_security(db: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'yq\\_%' AND rolbypassrls ORDER BY 1"
        )
        assert cursor.fetchall() == [("yq_bootstrap",), ("yq_loader",)]


def test_the_application_writes_rows_but_neither_truncates_nor_changes_tables(db: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = 'yq_app' AND table_name = 'django_session' ORDER BY 1"
        )
        assert [name for (name,) in cursor.fetchall()] == ["DELETE", "INSERT", "SELECT", "UPDATE"]


def test_the_application_cannot_write_the_list_of_migrations(db: None) -> None:
    with connections["default"].cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("DELETE FROM django_migrations")


def test_the_application_makes_no_tables(db: None) -> None:
    with connections["default"].cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("CREATE TABLE intruder (id int)")


def test_a_committing_test_leaves_no_trace_one(committed_db: object) -> None:
    _session_row_is_absent_then_committed()


def test_a_committing_test_leaves_no_trace_two(committed_db: object) -> None:
    _session_row_is_absent_then_committed()


def test_chinese_names_use_the_trigram_index_type(db: None) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT show_trgm('王小明') <> '{}'")
        assert cursor.fetchone() == (True,)


def _session_row_is_absent_then_committed() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
        cursor.execute("INSERT INTO django_session VALUES ('trace', '', now())")
