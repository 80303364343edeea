"""Curation: what people decide about records and entities, applied to what is stored.

A decision is kept first (`decisions.jsonl`) and then applied to the stored records of the documents it speaks of.
When one is taken back, these documents are extracted again from their stored text and every standing decision is
applied, so that it leaves the base as if it had never been taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from justicekb.config import Settings
from justicekb.decisions import Action, Decision, Decisions, apply
from justicekb.errors import Diagnostic, NotFoundError, QueryError
from justicekb.home import DECISIONS_FILE
from justicekb.model import RECORD_TYPES, Entity, Record
from justicekb.query.records import entity_ids
from justicekb.querytree import RecordFilter
from justicekb.store import Stores, catch_up


class Curation:
    """The decisions of one knowledge base, and how to take more; the stores must be open for writing."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self.decisions = Decisions(stores.journal(DECISIONS_FILE))
        self._stores = stores
        self._settings = settings

    def accept(self, record: str, *, because: str | None = None) -> Decision:
        """Notes that a person has checked a record; raises NotFoundError for an unknown one."""
        return self._decide_on("accept", record, because=because)

    def reject(self, record: str, *, because: str | None = None) -> Decision:
        """Takes a record out of every answer, now and after every later ingest."""
        return self._decide_on("reject", record, because=because)

    def correct(
        self, record: str, *, date: str | None = None, value: float | None = None, because: str | None = None
    ) -> Decision:
        """Gives a fact or figure another date (EDTF), or a figure another value."""
        return self._decide_on("correct", record, date=date, value=value, because=because)

    def merge(self, entity: str, into: str, *, because: str | None = None) -> Decision:
        """Makes two entities one, known by the name of `into`; both are given by name or id and of one type."""
        gone, kept = self._entity(entity), self._entity(into)
        if gone.type != kept.type:
            raise QueryError(Diagnostic(message=f"{gone.name} is {gone.type}, {kept.name} is {kept.type}"))
        fields = {"entity": gone.id, "into": kept.id, "name": kept.name}
        return self._decide("merge", self._documents_naming(gone.id), because=because, **fields)

    def split(self, entity: str, name: str, *, because: str | None = None) -> Decision:
        """Makes what is called `name` an entity of its own, where it was taken for `entity`."""
        found = self._entity(entity)
        return self._decide("split", self._documents_naming(found.id), entity=found.id, name=name, because=because)

    def undo(self, number: int) -> Decision:
        """Takes back the decision of this number; raises QueryError when there is none."""
        taken = next((d for d in self.decisions.standing if d.number == number), None)
        decision = self.decisions.add("undo", undo=number)
        assert taken is not None  # `add` refuses to undo what does not stand
        if taken.action != "accept":
            self._apply_again(self._concerned(taken))
        return decision

    def _concerned(self, taken: Decision) -> set[str]:
        """The documents that a decision changed; all of them when it does not tell, as earlier ones do not."""
        if taken.document is not None:
            return {taken.document}
        named = (taken.entity, taken.into)
        documents = {id_ for entity in named if entity for id_ in self._documents_naming(entity)}
        return documents or {light.id for light in self._stores.records.documents()}

    def _decide_on(self, action: Action, id_: str, **fields: str | float | None) -> Decision:
        """A decision about one record, applied to what is stored of its document."""
        document = self._record(id_).document
        return self._decide(action, [document], record=id_, document=document, **fields)

    def _decide(self, action: Action, documents: Iterable[str], **fields: str | float | None) -> Decision:
        """Keeps a decision and applies it to the stored records, which the decisions before it have shaped."""
        decision = self.decisions.add(action, **fields)
        for id_ in sorted(documents) if action != "accept" else ():
            document = self._stores.records.document(id_)
            if document is not None:
                own = RecordFilter(documents=(id_,))
                stored = [record for kind in RECORD_TYPES for record in self._stores.records.records(kind, own)]
                self._stores.records.replace(document, apply(stored, [decision]))
        catch_up(self._stores)
        return decision

    def _apply_again(self, documents: Iterable[str]) -> None:
        """Extracts documents again from their stored text and applies the standing decisions."""
        from justicekb.pipeline.tasks import Setup
        from justicekb.pipeline.work import records_of

        setup = Setup.of(self._settings)
        for id_ in sorted(documents):
            document = self._stores.records.document(id_)
            if document is not None:
                records = apply(records_of(document, setup), self.decisions.standing)
                self._stores.records.replace(document, records)
        catch_up(self._stores)

    def _documents_naming(self, entity: str) -> set[str]:
        where = RecordFilter(entities=(entity,))
        return {record.document for kind in RECORD_TYPES for record in self._stores.records.records(kind, where)}

    def _record(self, id_: str) -> Record:
        record = self._stores.records.record(id_)
        if record is None:
            raise NotFoundError(Diagnostic(message=f"there is no record with the id {id_}"))
        return record

    def _entity(self, name: str) -> Entity:
        count = self._stores.records.entity(entity_ids(name, self._stores.records)[0])
        assert count is not None  # the id was just found
        return count.entity
