"""The FollowTheMoney library in tests: what it keeps of an entity, and what it thinks of each value.

The development environment has version 3.8.2: the last that installs without PyICU, of which there are only sources
and which needs the ICU headers to build (seen on 22 November 2026: PyPI has no wheel of pyicu 2.17; countrynames 1.17,
rigour 0.10.1 and normality 3, on which all later versions stand, require it). Where version 4 is installed,
statements are read by its own reader as well.
"""

from __future__ import annotations

from followthemoney import model
from followthemoney.exc import InvalidData


def kept(row):
    """The entity as the library keeps it, cleaning every value; what it refuses is left out or raises."""
    return model.get_proxy(row, cleaned=False).to_dict()


def faults(row):
    """What is wrong with an entity in the library's own opinion; empty for a valid one."""
    schema = model.get(row["schema"])
    if schema is None:
        return [f"no schema {row['schema']}"]
    if schema.abstract:
        return [f"{schema.name} is abstract"]
    found = [f"no {name}" for name in schema.required if not row["properties"].get(name)]
    for name, values in row["properties"].items():
        found += _faults_of(schema, name, values)
    try:
        schema.validate({"properties": row["properties"]})
        model.get_proxy(row)
    except InvalidData as error:
        found.append(str(error.errors if hasattr(error, "errors") else error))
    return found


def _faults_of(schema, name, values):
    prop = schema.get(name)
    if prop is None or prop.stub:
        return [f"{schema.name} has no {name}"]
    found = [f"{name}: twice {value!r}" for value in set(values) if values.count(value) > 1]
    for value in values:
        if prop.type.clean(value) != value:
            found.append(f"{name}: {value!r} would become {prop.type.clean(value)!r}")
        if not prop.type.validate(value):
            found.append(f"{name}: {value!r} is no {prop.type.name}")
        if prop.type.max_length and len(value) > prop.type.max_length:
            found.append(f"{name}: {len(value)} characters, more than {prop.type.max_length}")
    return found


def dangling(rows):
    """References to entities that are not among the rows, or are of a schema that cannot stand there."""
    schemata = {row["id"]: model.get(row["schema"]) for row in rows}
    for row in rows:
        for name, values in row["properties"].items():
            prop = model.get(row["schema"]).get(name)
            for value in values if prop.type.name == "entity" else ():
                if value not in schemata or not schemata[value].is_a(prop.range):
                    yield row["id"], name, value
