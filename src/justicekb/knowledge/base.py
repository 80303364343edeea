"""A knowledge base in its folder, or on a cluster: settings, stores and vocabulary, each opened at first use."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from justicekb.config import Settings
from justicekb.home import ClusterHome, Home, home_of

if TYPE_CHECKING:
    from typing import Self

    from justicekb.store import Mode, Stores
    from justicekb.store.base import RecordReader
    from justicekb.vocabulary import Vocabulary


class Base:
    """A place that holds a knowledge base, or will; see `KnowledgeBase`."""

    def __init__(
        self, settings: Settings | None = None, *, home: str | Home | None = None, create: bool = False
    ) -> None:
        given = settings or Settings.from_environment()
        self.settings = given if home is None else replace(given, home=home_of(home))
        self._mode: Mode = "create" if create else "read"

    @cached_property
    def stores(self) -> Stores:
        """The record store and the full-text index."""
        from justicekb.store import open_stores

        return open_stores(self.settings.home, mode=self._mode, cluster=self.settings.cluster)

    @property
    def exists(self) -> bool:
        """Whether there is a knowledge base, of documents or still without any."""
        from justicekb.store import is_there

        if "stores" in self.__dict__ and isinstance(self.settings.home, ClusterHome):
            return True  # a page asks each time
        return is_there(self.settings.home, self.settings.cluster)

    @property
    def records(self) -> RecordReader:
        """The record store's reading side, for what has no method of its own here."""
        return self.stores.records

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of justicekb with the user's own entries."""
        from justicekb.vocabulary import load

        return load(self.settings.vocabularies)

    def close(self) -> None:
        """Lets go of the files."""
        if "stores" in self.__dict__:
            self.stores.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
