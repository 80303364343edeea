"""Tasks to read small files, and their answers, for every executor."""

from __future__ import annotations

import os

from justicekb.pipeline.tasks import Task

SENTENCE = "The prison colony at Sandhill was closed in 2011, the ministry announced. "


def answers(pool, *tasks):
    """The answers to tasks, in the tasks' order."""
    for one in tasks:
        pool.submit(one)
    found = [pool.wait() for _ in tasks]
    return sorted(found, key=lambda answer: answer.number)


def makes_tasks(folder):
    """What makes a task that reads a file with these words."""
    tasks = []

    def make(words=SENTENCE):
        file = folder / f"{len(tasks)}.txt"
        file.write_text(words)
        size = file.stat().st_size
        tasks.append(Task(number=len(tasks), file=os.fsencode(file), path=file.name, size=size, member=0))
        return tasks[-1]

    return make
