"""justicekb reads documents on criminal justice and human rights and answers from them with the exact sentence."""

__version__ = "0.1.0.dev0"
