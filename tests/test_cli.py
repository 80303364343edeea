"""The command line as a person meets it: exit codes, messages, formats, and every kind of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from justicekb.cli import COMMANDS, run


@pytest.fixture
def kb(sample_base, capsys):
    """Runs a command on the sample corpus and returns (exit code, stdout, stderr)."""

    def call(*arguments):
        code = run(["--kb", str(sample_base), *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


@pytest.fixture
def fresh(tmp_path, capsys):
    """The same on a knowledge base of its own."""

    def call(*arguments):
        code = run(["--kb", str(tmp_path / "kb"), *arguments])
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


def test_every_command_has_help(capsys):
    for name in COMMANDS:
        assert run([name, "--help"]) == 0
        assert len(capsys.readouterr().out.splitlines()) > 5


def test_ask_answers_with_sentence_source_and_date(kb):
    code, out, err = kb("ask", "When did Kazakhstan sign the Second Optional Protocol?")
    assert code == 0
    assert "23 September 2020" in out
    assert "Kazakhstan strikes the death penalty" in out
    assert "10 January 2022" in " ".join(out.split())
    assert err == ""


def test_ask_shows_both_sides_of_a_disagreement(kb):
    code, out, _ = kb("ask", "When was Kazakhstan's National Preventive Mechanism created?")
    assert code == 0
    assert "disagree" in out
    assert "2013" in out
    assert "2014" in out


def test_ask_says_not_found_and_exits_with_1(kb):
    code, out, _ = kb("ask", "When did Tajikistan ratify the Rome Statute?")
    assert code == 1
    assert "Not found. nothing states it" in out
    assert "Nothing states it; the nearest sentences:" in out


def test_ask_reads_questions_from_standard_input(sample_base):
    questions = "When did Uzbekistan abolish the death penalty?\nHow many prisons are there in Uruguay?\n"
    done = subprocess.run(
        [sys.executable, "-m", "justicekb", "--kb", str(sample_base), "ask", "--format", "jsonl", "-"],
        input=questions,
        capture_output=True,
        text=True,
        check=False,
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first["status"] == "answered"
    assert first["answers"][0]["value"] == "2008-01-01"
    assert "uzbekistan" in json.dumps(first).lower()
    assert second == second | {"status": "not_found", "answers": []}


def test_a_draft_is_checked_against_the_base(kb, tmp_path):
    draft = tmp_path / "story.md"
    draft.write_text(
        "Kazakhstan acceded to the Convention against Torture in 1999.\n\n"
        "“A moratorium may end with one signature, and an abolition cannot,” she said.\n"
    )
    code, out, _ = kb("verify", str(draft))
    assert code == 1
    assert "contradicted  date: 1999; sources say 1998-08-26" in out
    assert "[-can-]" in out
    assert "{+may+}" in out
    draft.write_text("Kazakhstan acceded to the Convention against Torture on 26 August 1998.\n")
    assert kb("verify", str(draft))[0] == 0


def test_the_day_of_a_dateline_is_no_date_that_a_sentence_tells(kb, tmp_path):
    draft = tmp_path / "story.txt"
    draft.write_text("Kazakhstan created its National Preventive Mechanism in 2009.\n")
    _, out, _ = kb("verify", str(draft), "--format", "jsonl")
    (check,) = map(json.loads, out.splitlines())
    assert check["result"] == "contradicted"
    assert "2013" in check["says"]
    assert "2014-04-07" not in check["says"]


def test_places_of_checks_count_into_the_file(kb, tmp_path):
    text = "# Prisons\n\nThe prison population of [Kazakhstan](https://example.org/1) fell to\n**33,000** in 2018.\n"
    draft = tmp_path / "story.md"
    draft.write_text(text)
    code, out, _ = kb("verify", str(draft), "--format", "jsonl")
    (check,) = map(json.loads, out.splitlines())
    assert (code, check["result"], check["says"]) == (1, "contradicted", "30798")
    assert text[check["start"] : check["end"]] == check["words"] == "33,000"


def test_a_word_file_is_checked_with_its_block_quotations(kb, tmp_path):
    import docx

    draft = docx.Document()
    draft.add_paragraph("Tajikistan acceded to the Convention against Torture on 12 January 1995.")
    draft.add_paragraph("Ten years ago nobody here knew what a parole officer does", style="Quote")
    draft.save(str(tmp_path / "story.docx"))
    code, out, _ = kb("verify", str(tmp_path / "story.docx"), "--format", "jsonl")
    results = [(row["kind"], row["result"]) for row in map(json.loads, out.splitlines())]
    assert (code, results) == (1, [("date", "contradicted"), ("quotation", "altered")])


def test_what_sources_differ_about_is_disputed_and_no_error(kb, tmp_path):
    draft = tmp_path / "story.txt"
    draft.write_text("The National Preventive Mechanism of Kazakhstan was created in 2014.\n")
    code, out, _ = kb("verify", str(draft))
    assert code == 0
    assert "disputed  date: 2014; other sources say 2013" in out


def test_show_explains_a_fact(kb):
    row = json.loads(kb("facts", "--type", "repeal", "--entity", "Uzbekistan", "-n", "1", "-f", "jsonl")[1])
    code, out, _ = kb("show", row["id"], "--why")
    assert code == 0
    assert "rule" in out
    assert "dates it: 2008" in out


def test_show_makes_a_document_one_html_file(kb):
    row = json.loads(kb("facts", "--type", "repeal", "-n", "1", "-f", "jsonl")[1])
    code, out, _ = kb("show", row["document"], "--format", "html")
    assert code == 0
    assert out.startswith("<!DOCTYPE html>")
    assert f'id="m-{row["id"]}"' in out
    assert 'id="words"' not in out
    assert 'id="words"' in kb("show", row["id"], "--format", "html")[1]
    assert kb("show", "place:kazakhstan", "--format", "html")[0] == 2


def test_search_marks_titles_and_ids(kb):
    code, out, _ = kb("search", "moratorium AND kind:article")
    assert code == 0
    assert "moratorium" in out
    assert "pas-" in out


@pytest.mark.parametrize(
    "command", [["search", "torture"], ["facts"], ["figures"], ["quotes"], ["entities"], ["conflicts"]]
)
@pytest.mark.parametrize("format_", ["json", "jsonl", "csv"])
def test_lists_print_in_every_format(kb, command, format_):
    code, out, _ = kb(*command, "--format", format_)
    assert code == 0
    if format_ == "json":
        assert isinstance(json.loads(out), list | dict)
    elif format_ == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in out.splitlines())
    else:
        assert "," in out.splitlines()[0]


def test_the_knowledge_base_may_be_named_after_the_command(sample_base, capsys):
    assert run(["search", "torture", "--kb", str(sample_base)]) == 0
    assert run(["watch", "list", "--kb", str(sample_base)]) == 0
    assert run(["status", "--kb", str(sample_base), "--format", "json"]) == 0
    capsys.readouterr()


def test_nothing_found_exits_with_1(kb):
    assert kb("search", "xylophone")[0] == 1
    assert kb("facts", "--type", "ratification", "--entity", "Uruguay")[0] == 1
    assert kb("entities", "Nobody Whatsoever")[0] == 1
    assert kb("show", "fact-000000000000")[0] == 1


@pytest.mark.parametrize("query", ['"no closing quote', "published:[2011 TO", "(torture", "torture AND", "colour:red"])
def test_a_query_with_a_fault_says_where(kb, query):
    code, _, err = kb("search", query)
    assert code == 2
    assert "Traceback" not in err
    assert err.strip()


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["search"], ["search", "x", "--format", "xml"], ["ingest"], ["ingest", "corpus", "--kind", "poem"]],
)
def test_wrong_use_exits_with_2(fresh, arguments):
    code, _, err = fresh(*arguments)
    assert code == 2
    assert "Error" in err


def test_asking_without_a_knowledge_base_says_what_to_do(fresh):
    code, _, err = fresh("search", "torture")
    assert code == 4
    assert "justicekb ingest" in err


def test_a_folder_that_is_no_knowledge_base_is_left_alone(tmp_path, capsys):
    (tmp_path / "justicekb.sqlite").write_bytes(b"my diary, not a database, and longer than a page header" * 40)
    assert run(["--kb", str(tmp_path), "search", "torture"]) == 4
    assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "justicekb.sqlite").read_bytes().startswith(b"my diary")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_named(tmp_path, capsys):
    tmp_path.chmod(0o500)
    assert run(["--kb", str(tmp_path / "kb"), "ingest", str(tmp_path)]) == 4
    assert str(tmp_path) in capsys.readouterr().err


def bad_folder(folder: Path) -> Path:
    folder.mkdir()
    (folder / "good.txt").write_text("In 2007 Ruritania abolished the death penalty, the minister said.\n" * 2)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog\n")
    (folder / "invalid.txt").write_bytes(b"The prison was closed in 2011.\n" * 5 + b"\xff\xfe broken \xc3\x28\n")
    return folder


def test_bad_files_are_named_with_reasons_and_the_rest_goes_on(fresh, tmp_path):
    code, out, err = fresh("ingest", str(bad_folder(tmp_path / "in")), str(tmp_path / "missing"))
    assert code == 3
    for name in ("empty.txt", "binary.txt", "broken.pdf", "missing"):
        assert name in out + err
    assert "Traceback" not in out + err
    code, out, _ = fresh("search", "abolished")
    assert code == 0
    assert "Ruritania" in out


def test_an_empty_folder_is_no_success(fresh, tmp_path):
    (tmp_path / "void").mkdir()
    code, out, err = fresh("ingest", str(tmp_path / "void"))
    assert code == 3
    assert "no file" in out + err


def test_a_second_ingest_reads_nothing_again(fresh, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The court acquitted the officers in 2015.\n")
    (folder / "copy.txt").write_text("The court acquitted the officers in 2015.\n")
    assert fresh("ingest", str(folder))[0] == 0
    code, out, err = fresh("ingest", str(folder))
    assert code == 0
    assert "2 unchanged" in out + err


def test_a_dry_run_stores_nothing(fresh, tmp_path):
    (tmp_path / "a.txt").write_text("The court acquitted the officers in 2015.\n")
    assert fresh("ingest", "--dry-run", str(tmp_path / "a.txt"))[0] == 0
    assert fresh("search", "acquitted")[0] in (1, 4)


def test_the_export_follows_its_published_schema(kb):
    import jsonschema

    schema = json.loads(kb("export", "--schema")[1])
    lines = kb("export", "--format", "jsonl")[1].splitlines()
    validator = jsonschema.Draft202012Validator(schema)
    faults = [(line[:120], error.message) for line in lines for error in validator.iter_errors(json.loads(line))]
    assert len(lines) > 100
    assert not faults[:3]


def test_followthemoney_statements_are_named_after_the_data_set(kb):
    code, out, _ = kb("export", "--format", "ftm-statements", "--dataset", "jails")
    assert code == 0
    assert out.startswith('"canonical_id","entity_id","prop","prop_type","schema","value","dataset","origin"')
    assert all('"jails"' in line for line in out.splitlines()[1:])
    lines = kb("export", "--format", "ftm-statements-jsonl")[1].splitlines()
    assert len(lines) == len(out.splitlines()) - 1
    assert {json.loads(line)["dataset"] for line in lines} == {"justicekb"}


def test_kinds_are_chosen_for_lines_and_tables_only(kb):
    code, _, err = kb("export", "--format", "graphml", "--record", "fact")
    assert code == 2
    assert "--record chooses for jsonl and csv" in err


def test_csv_needs_a_folder_or_one_kind(kb):
    assert kb("export", "--format", "csv")[0] == 2
    code, out, _ = kb("export", "--format", "csv", "--record", "quote")
    assert code == 0
    assert out.startswith("record,id,source")


def test_a_closed_pipe_is_no_error(sample_base):
    command = f"{sys.executable} -m justicekb --kb {sample_base} export --format jsonl | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == ""


def test_search_starts_without_the_language_model(sample_base):
    program = (
        "import sys; from justicekb.cli import run;"
        f"code = run(['--kb', {str(sample_base)!r}, 'search', 'torture']);"
        "print(code, sorted({'spacy', 'thinc', 'numpy', 'lxml', 'bs4'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "0 []"


def test_ask_starts_without_the_language_model(sample_base):
    program = (
        "import sys; from justicekb.cli import run;"
        f"code = run(['--kb', {str(sample_base)!r}, 'ask', 'When was PRI founded?']);"
        "print(code, sorted({'spacy', 'thinc', 'numpy', 'lxml', 'bs4', 'whoosh'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == "0 []"
