"""A plan on paper for collections that no machine here can hold: shards, nodes, workers, hours and money.

    python benchmarks/capacity.py [--documents 10000000 1000000000] [--words 1000]

Nothing is run: the table multiplies unit costs, each measured at small scale by the command that stands beside it or
assumed, as said. Give your own with the options.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Unit:
    """A unit cost: its value, and where it comes from."""

    value: float
    origin: str


UNITS = {
    "words": Unit(1000, "words of a document: assumed (a news article has 700, a report on a country 10,000)"),
    "read": Unit(2700, "words that a process reads in a second: benchmarks/workers.py"),
    "write": Unit(16_300, "words that one writer stores and indexes in a second: benchmarks/cluster.py copy"),
    "index": Unit(25, "seconds of all nodes for a million words, with one replica: benchmarks/cluster.py copy"),
    "size": Unit(65, "MB of records and passages for a million words, without replicas: 61 documents, docs/cluster.md"),
    "replicas": Unit(1, "replicas of each shard: any one node may be lost"),
    "shard": Unit(30, "GB of a shard: the middle of OpenSearch's advice, 10 to 50"),
    "node": Unit(1500, "GB of data on a node of 8 cores and 64 GB: assumed"),
    "cores": Unit(32, "cores that read: assumed"),
    "core_price": Unit(0.05, "dollars for a core and hour: assumed, look up your own"),
    "node_price": Unit(0.5, "dollars for a node and hour: assumed, look up your own"),
    "disk_price": Unit(0.1, "dollars for a GB of disk and month: assumed, look up your own"),
}
_HOURS = 730  # of a month


def plan(documents: int, unit: dict[str, float]) -> dict[str, str]:
    """What so many documents take, by name."""
    words = documents * unit["words"]
    primary = words / 1e6 * unit["size"] / 1000  # GB
    whole = primary * (1 + unit["replicas"])
    nodes = max(3, math.ceil(whole / unit["node"]))
    core_hours = words / unit["read"] / 3600
    writing = words / unit["write"] / 3600
    return {
        "words": f"{words:,.0f}",
        "data, with replicas": f"{whole / 1000:,.1f} TB",
        "primary shards": f"{math.ceil(primary / unit['shard']):,}",
        "nodes": f"{nodes:,}",
        "reading, core hours": f"{core_hours:,.0f}",
        f"reading on {unit['cores']:.0f} cores": f"{core_hours / unit['cores']:,.0f} h",
        "writing by one writer": f"{writing:,.0f} h",
        "indexing, core hours of the nodes": f"{words / 1e6 * unit['index'] / 3600:,.0f}",
        "bases to write within a week": f"{math.ceil(writing / (7 * 24)):,}",
        "money for reading, once": f"$ {core_hours * unit['core_price']:,.0f}",
        "money for the cluster, a month": f"$ {nodes * unit['node_price'] * _HOURS + whole * unit['disk_price']:,.0f}",
    }


def main() -> None:
    """Prints the plans side by side, and the unit costs under them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", nargs="+", type=int, default=[10_000_000, 1_000_000_000])
    for name, unit in UNITS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=unit.value, help=unit.origin)
    given = vars(parser.parse_args())
    counts = given.pop("documents")
    plans = [plan(count, given) for count in counts]
    print(f"{'documents':<34}" + "".join(f"{count:>22,}" for count in counts))
    for name in plans[0]:
        print(f"{name:<34}" + "".join(f"{one[name]:>22}" for one in plans))
    print()
    for name, unit in UNITS.items():
        print(f"{name:<12}{given[name]:>10,g}  {unit.origin}")


if __name__ == "__main__":
    main()
