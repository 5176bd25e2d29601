"""The probabilistic model: Splink settings from the comparisons, trained on the data itself (EM), then weighing candidates."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_level_library import CustomLevel, ElseLevel
from splink.comparison_library import CustomComparison

from yinqiao.analytics.linkage.comparisons import Comparison

if TYPE_CHECKING:
    from splink.internals.blocking_rule_creator import BlockingRuleCreator
    from splink.internals.comparison_level_creator import ComparisonLevelCreator
    from splink.internals.splink_dataframe import SplinkDataFrame

# What two records share when they are surely one, for the first guess of how many pairs there are; and how many of all pairs such finds.
_SURE: Final = (
    ("id", "key"),
    ("phone", "key"),
    ("email", "key"),
    ("key", "birth"),
    ("key", "address"),
)
_SURE_FINDS: Final = 0.7
# What training blocks on, in order: each leaves the other fields free to be learnt.
_TRAINING: Final = (
    "birth",
    "key",
    "id",
    "phone",
    "email",
    "postcode",
    "address",
    "core",
    "uscc",
    "city",
)
_SESSIONS: Final = 3
_PAIRS_FOR_TRAINING: Final = 400_000
_LEAST_FOR_TRAINING: Final = 100
_TURNS: Final = 60
_LEAST, _MOST = 1e-12, 0.5
_PAIRS_FOR_CHANCE: Final = 400_000


class Model:
    """A linker over the table ``records`` of `connection`, trained."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, comparisons: Sequence[Comparison], *, seed: int
    ) -> None:
        self.comparisons = comparisons
        self._connection = connection
        self._api = DuckDBAPI(connection)
        settings = SettingsCreator(
            link_type="dedupe_only",
            unique_id_column_name="record_id",
            comparisons=[_creator(comparison) for comparison in comparisons],
            blocking_rules_to_generate_predictions=[block_on("record_id")],
            retain_matching_columns=True,
            retain_intermediate_calculation_columns=True,
            max_iterations=15,
            em_convergence=0.002,
        )
        with _quietly():
            self._records = self._api.register("records")
            self._linker = Linker(self._records, settings)
            self._train(seed)

    def _train(self, seed: int) -> None:
        training = self._linker.training
        columns = self._columns()
        sure: list[str | BlockingRuleCreator] = [
            block_on(*pair) for pair in _SURE if set(pair) <= columns
        ]
        if sure:
            training.estimate_probability_two_random_records_match(sure, recall=_SURE_FINDS)
        training.estimate_u_using_random_sampling(max_pairs=_PAIRS_FOR_CHANCE, seed=seed)
        for column in self._training_columns(columns):
            self._learn(column)

    def _learn(self, column: str) -> None:
        """Learn from pairs that share `column`. Where it cannot be (in a small block one level swallows all) what was known before stays."""
        before = self._linker.misc.save_model_to_json()
        try:
            self._linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(column),
                max_pairs=_PAIRS_FOR_TRAINING,
                estimate_without_term_frequencies=True,
            )
        except ValueError:
            self._linker = Linker(self._records, before)

    def _columns(self) -> set[str]:
        """Return the columns that hold anything."""
        names = dict.fromkeys([*_TRAINING, *(name for pair in _SURE for name in pair)])
        counts = self._connection.execute(
            f"select {', '.join(f'count({name})' for name in names)} from records"  # noqa: S608 - names are declared above
        ).fetchone()
        return {name for name, count in zip(names, counts or (), strict=True) if count}

    def _training_columns(self, columns: set[str]) -> list[str]:
        found: list[str] = []
        for name in _TRAINING:
            if (
                name in columns
                and len(found) < _SESSIONS
                and self._pairs(name) >= _LEAST_FOR_TRAINING
            ):
                found.append(name)
        return found

    def _pairs(self, name: str) -> int:
        row = self._connection.execute(
            f"select coalesce(sum(n * (n - 1) // 2), 0)::bigint from (select count(*) as n from records where {name} is not null group by {name})"  # noqa: S608 - names are declared above
        ).fetchone()
        return int(row[0]) if row else 0

    def calibrate(self, *, pairs: str, rounds: int, all_pairs: float) -> None:
        """Set how probable it is that two records are one, by what the candidates of one of `rounds` (table `pairs`) weigh themselves.

        The first guess counts what exact keys find; where these err much it is far too low. Here the share of true pairs is the one that the weights
        of the candidates bear out: the fixed point of their expected number.
        """
        first = self._told_probability()
        found = self._predicted(pairs, threshold=0.0)
        weights = self._connection.execute(
            f"select match_weight from {found.physical_name}"  # noqa: S608 - tables of this engine
        ).fetchnumpy()["match_weight"]
        found.drop_table_from_database_and_remove_from_cache()
        factors = np.exp2(np.clip(weights, -60, 60)) * ((1 - first) / first)
        known = first
        for _turn in range(_TURNS):
            odds = factors * (known / (1 - known))
            known = float(np.clip((odds / (1 + odds)).sum() * rounds / all_pairs, _LEAST, _MOST))
        told = self._linker.misc.save_model_to_json()
        told["probability_two_random_records_match"] = known
        with _quietly():
            self._linker = Linker(self._records, told)

    def _told_probability(self) -> float:
        return float(self._linker.misc.save_model_to_json()["probability_two_random_records_match"])

    def _predicted(self, pairs: str, *, threshold: float) -> "SplinkDataFrame":
        """Return the predictions for the table `pairs` (l, r) from `threshold` on."""
        self._connection.execute(
            f"create or replace view blocked as select l as join_key_l, r as join_key_r, '0' as match_key from {pairs}"  # noqa: S608 - tables of this engine
        )
        with _quietly():
            self._linker.table_management.register_blocked_pairs_for_predict(
                self._api.register("blocked")
            )
            return self._linker.inference.predict(
                threshold_match_probability=threshold or None, warning_mode="never"
            )

    def weigh(self, *, pairs: str, into: str, threshold: float) -> None:
        """Append to the table `into` (left_id, right_id, probability, reasons) those of the table `pairs` (l, r) from `threshold` on."""
        weighed = self._predicted(pairs, threshold=threshold)
        reasons = ", ".join(map(_reason, self.comparisons))
        self._connection.execute(
            f"""insert into {into} select least(record_id_l, record_id_r), greatest(record_id_l, record_id_r), match_probability,
            to_json(list_filter([{reasons}], lambda told: told.verdict is not null)) from {weighed.physical_name}"""  # noqa: S608 - tables of this engine
        )
        weighed.drop_table_from_database_and_remove_from_cache()


def _reason(comparison: Comparison) -> str:
    """Return the SQL of one reason: field, verdict (null where it is unknown), weight in bits with that of the value's frequency."""
    name = comparison.name
    cases = " ".join(f"when {number} then '{label}'" for number, label in comparison.labels.items())
    has_frequency = any(level.frequency for level in comparison.levels)
    weight = f"mw_{name} + coalesce(mw_tf_adj_{name}, 0)" if has_frequency else f"mw_{name}"
    return f"{{'field': '{name}', 'verdict': case gamma_{name} {cases} end, 'weight': round({weight}, 1)}}"


def _creator(comparison: Comparison) -> CustomComparison:
    left = max(0.005, 1 - sum(level.usual for level in comparison.levels))
    levels: list[ComparisonLevelCreator | dict[str, Any]] = [
        CustomLevel(comparison.unknown, "unknown").configure(is_null_level=True)
    ]
    for level in comparison.levels:
        own = CustomLevel(level.condition, level.label)
        levels.append(
            own.configure(tf_adjustment_column=level.frequency, m_probability=level.usual)
            if level.frequency
            else own.configure(m_probability=level.usual)
        )
    levels.append(ElseLevel().configure(m_probability=left))
    return CustomComparison(output_column_name=comparison.name, comparison_levels=levels)


@contextmanager
def _quietly() -> Iterator[None]:
    """Splink tells its steps on the log; ours are told by the command."""
    loggers = [logging.getLogger(name) for name in ("splink", "splink.internals")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
