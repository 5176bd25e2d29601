"""Columns that every row from a source system carries: where it came from, since when we know it, and whether it ended."""

from django.db import models


class SourcedRow(models.Model):
    """A row with provenance. `source_digest` is of the source's values, so that an unchanged row is recognised without reading it.

    `known_from` is when this state became known (system time); earlier states stand in the room's history table. `ended_on`
    is set when the source no longer delivers the row. `version` guards against lost updates.
    """

    source = models.CharField(max_length=20, default="CRM")
    source_key = models.CharField(max_length=120)
    source_digest = models.BigIntegerField(default=0)
    batch_id = models.BigIntegerField(null=True)
    known_from = models.DateTimeField()
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


def delivered_once(name: str, *fields: str) -> models.UniqueConstraint:
    """Return the rule that a source delivers a row of an append-only table once, whatever the batch date."""
    return models.UniqueConstraint(fields=[*fields, "source"], name=name)


class AppendRow(models.Model):
    """An immutable row of one batch; the rows of a (source, batch date) are replaced together."""

    source = models.CharField(max_length=20)
    batch_id = models.BigIntegerField()
    batch_on = models.DateField()
    known_at = models.DateTimeField()

    class Meta:
        abstract = True


class HistoryRow(models.Model):
    """An earlier state of a row: what was known from `known_from` until `known_to`, with the row as it stood (tokens stay sealed)."""

    table_name = models.CharField(max_length=60)
    row_id = models.BigIntegerField()
    customer_id = models.BigIntegerField(null=True)
    known_from = models.DateTimeField()
    known_to = models.DateTimeField()
    state = models.JSONField()
    batch_id = models.BigIntegerField(null=True)
    changed_by_id = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


def source_unique(name: str) -> models.UniqueConstraint:
    """Return the constraint that a source delivers a row under one key once."""
    return models.UniqueConstraint(fields=["source", "source_key"], name=name)
