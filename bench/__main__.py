"""`python -m bench [NAME …] [--customers N]`: run benchmarks against a bank of their own, kept between runs.

State lies in BENCH_HOME (default var/bench); a 1-million bank takes about 15 GB there.
"""

import argparse
import os
from importlib import import_module
from pathlib import Path

NAMES = (
    "synthesis",
    "import_speed",
    "customer_facts",
    "gate",
    "advice",
    "pages",
    "desk",
    "deals",
    "sign_in_storm",
    "audit_load",
    "audit_chain",
    "identity",
    "screening",
)


def main() -> int:
    """Run the benchmarks named, or all."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], default=[])
    parser.add_argument(
        "--customers", type=int, default=int(os.environ.get("BENCH_CUSTOMERS", "1000000"))
    )
    arguments = parser.parse_args()
    home = Path(os.environ.get("BENCH_HOME", "var/bench")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    for name in arguments.names or NAMES:
        print(f"== {name} ({arguments.customers:,} customers)", flush=True)
        import_module(f"bench.{name}").run(home, arguments.customers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
