"""Many submissions at a time: on all processors of this machine, or on Dask's workers."""

import contextlib
import itertools
import multiprocessing
import multiprocessing.util
import os
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, ProcessPoolExecutor, wait

from graders.engine import CourseError, sandbox
from graders.engine.fork_server import close_all
from graders.engine.grade_one import grade_one
from graders.engine.job import Result
from graders.engine.untrusted import end_helper


def results(jobs, options):
    """(Job, Result) for each job, as they are done, in no order.

    A worker that dies (the machine ran out of memory, say) takes with it only what was under way. Each of these is
    tried again by itself, and the one of which a worker dies again is a failure of ours.
    Whoever ran out of time while others had the processor is graded once more, alone, when all others are done.
    """
    jobs, delayed = iter(jobs), []
    while suspects := (yield from in_parallel(jobs, options, delayed)):
        for suspect in suspects:
            if (yield from in_parallel(iter([suspect]), options, delayed)):
                yield suspect, Result(problem="the grader's worker died of it, twice")
    for job, first in delayed:
        job.notes.append("a time ran out while others had the processor, so it was graded once more, alone")
        if (yield from in_parallel(iter([job]), options)):
            yield job, first


def in_parallel(jobs, options, delayed=None):
    """As `results`, until all is done or a worker dies; returns what was taken from `jobs` and has no result then.

    Asks for an executor of concurrent.futures and nothing more. No more is handed out than keeps all workers busy.
    delayed: a list for the pairs that others have delayed; without one these are yielded like all others.
    """
    under_way, taken = {}, []
    with executor(options) as (pool, size, died):
        most = 2 * size + 2
        try:
            while True:
                for job in itertools.islice(jobs, most - len(under_way)):
                    taken = [job]  # the pool refuses it if a worker has died meanwhile
                    future = pool.submit(grade_one, job)
                    under_way[future], taken = job, []
                if not under_way:
                    return []
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    job = under_way.pop(future)
                    if result.delayed and delayed is not None:
                        delayed.append((job, result))
                    else:
                        yield job, result
        except died:
            return [*under_way.values(), *taken]
        finally:
            for future in under_way:
                future.cancel()


def pool_size(options):
    if options.jobs:
        return options.jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def executor(options):
    """A concurrent.futures executor, how many workers it has, and what it raises if one of them dies: Dask's if a
    scheduler is named, else processes on this machine."""
    if options.scheduler:
        try:
            from distributed import Client, KilledWorker

            client = Client(options.scheduler, set_as_default=False)
        except ImportError:
            raise CourseError("--scheduler needs Dask: pip install distributed (the extra `cluster`)") from None
        except OSError as error:  # a TimeoutError is one
            raise CourseError(f"there is no Dask scheduler at {options.scheduler}: {error}") from None
        with client:
            threads = client.nthreads().values()
            if any(number > 1 for number in threads):
                raise CourseError("Dask's workers need a process for each submission: dask worker --nthreads 1")
            yield client.get_executor(pure=False), len(threads), KilledWorker
        return
    context = multiprocessing.get_context("fork")  # so that all share this process's fork servers
    with ProcessPoolExecutor(pool_size(options), context, begin_worker) as pool:
        yield pool, pool_size(options), BrokenExecutor


def begin_worker():
    """In each worker process: it ends with this one, and what it starts ends with it."""
    sandbox.end_with_parent()
    multiprocessing.util.Finalize(None, close_all, exitpriority=1)
    multiprocessing.util.Finalize(None, end_helper, exitpriority=1)
