"""New documents: dropped files, or a folder of this machine, read in the background."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from justicekb.discover import sample_corpus
from justicekb.errors import Diagnostic, NotFoundError, SourceError
from justicekb.web.downloads import json_file
from justicekb.web.rendering import render
from justicekb.web.security import Refused
from justicekb.web.site import InSite, MayWrite, Site
from justicekb.web.writing.jobs import Job, Jobs

router = APIRouter(prefix="/ingest", include_in_schema=False, dependencies=[MayWrite])

MOST_FILES = 500


def jobs_of(request: Request) -> Jobs:
    """The jobs of the server, made with the first one."""
    state = request.app.state
    if not hasattr(state, "jobs"):
        state.jobs = Jobs(state.site.bases)
    jobs: Jobs = state.jobs
    return jobs


Working = Annotated[Jobs, Depends(jobs_of)]


@router.get("")
def form(request: Request, site: InSite, jobs: Working) -> Response:
    """Where files are dropped, and the jobs so far."""
    earlier = list(jobs.all.values())[::-1]
    return render(request, "ingest.html", jobs=earlier, local=site.options.local, sample=sample_corpus() is not None)


@router.post("")
def upload(
    site: InSite,
    jobs: Working,
    files: Annotated[list[UploadFile] | None, File()] = None,
    folder: Annotated[str, Form(max_length=1000)] = "",
    sample: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Keeps the files, or takes the folder, and begins to read."""
    given = [file for file in files or [] if file.filename]
    paths = _kept(site, given) if given else [_folder(site, folder, sample)]
    job = jobs.start(paths)
    return RedirectResponse(f"/ingest/{job.number}", 303)


def _kept(site: Site, files: list[UploadFile]) -> list[Path]:
    """The files under harmless names in a folder of their own."""
    if len(files) > MOST_FILES:
        raise SourceError("the upload", f"{len(files)} files; {MOST_FILES} are taken at once")
    root = site.bases.settings.uploads
    root.mkdir(parents=True, exist_ok=True)
    number = max((int(old.name) for old in root.iterdir() if old.name.isdigit()), default=0) + 1
    target = root / str(number)
    target.mkdir()
    kept: list[Path] = []
    for at, file in enumerate(files):
        name = harmless(file.filename or "")
        path = target / (name if not (target / name).exists() else f"{at}-{name}")
        with path.open("wb") as out:
            shutil.copyfileobj(file.file, out)
        kept.append(path)
    return kept


def harmless(name: str) -> str:
    """The last part of a file's name in letters, digits, dots, dashes and underscores, never hidden."""
    last = re.split(r"[\\/]", name)[-1]
    plain = re.sub(r"[^\w.\-]+", "_", last).strip("._")
    return plain[-120:] or "file"


def _folder(site: Site, folder: str, sample: str) -> Path:
    corpus = sample_corpus()
    if sample and corpus is not None:
        return corpus
    if not site.options.local:
        raise Refused(403, "folders are read only where nobody but this machine can reach the server")
    path = Path(folder).expanduser()
    if not folder.strip() or not path.exists():
        raise SourceError(folder or "no file", "choose files, or name a folder that is on this machine")
    return path


@router.get("/{number}.json")
def progress(number: int, jobs: Working) -> Response:
    """How far a job is."""
    return json_file(_job(jobs, number).row())


@router.get("/{number}")
def job(request: Request, number: int, jobs: Working) -> Response:
    """A job's progress and its report."""
    return render(request, "job.html", job=_job(jobs, number))


def _job(jobs: Jobs, number: int) -> Job:
    if number not in jobs.all:
        raise NotFoundError(Diagnostic(message=f"there is no job {number}; the list begins anew with each start"))
    return jobs.all[number]
