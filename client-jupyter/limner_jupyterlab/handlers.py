"""The requests of the front end; what they do is in ``limner.jupyter``.

Every handler is authenticated, checked for cross-site requests (``APIHandler``), and asks the
authorizer: who may read contents sees the jobs, who may write contents begins and steers them.
"""

import json
import os
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.iostream import StreamClosedError

from limner.document import Document
from limner.errors import InputError, LimnerError
from limner.jupyter.lab_jobs import LabJob, LabJobs
from limner.jupyter.lab_landing import land, landed
from limner.jupyter.lab_place import cells_of, document_of, path_of, place_of
from limner.jupyter.lab_work import Lab
from limner.services.configured_backends import ConfiguredBackends
from limner_jupyterlab.contents import JupyterContents

COMMANDS = ("expand", "insert", "vary", "draw", "missing", "alt")


def add_handlers(application: Any, contents: Any) -> None:
    """Answer below ``/limner`` of the server's address."""
    # A copy: kernels that the server starts later keep their environment.
    lab = Lab(JupyterContents(contents), ConfiguredBackends(dict(os.environ)))
    held = {"lab": lab, "jobs": LabJobs()}
    base = url_path_join(application.settings["base_url"], "limner")
    rows = [("jobs", JobsHandler), (r"jobs/([0-9a-f]{32})", JobHandler),
            (r"jobs/([0-9a-f]{32})/(answer|cancel|land|landed)", StepHandler)]  # fmt: skip
    application.add_handlers(
        ".*$", [(url_path_join(base, path), handler, held) for path, handler in rows]
    )


class LimnerHandler(APIHandler):
    """What the requests have in common."""

    auth_resource = "contents"

    def initialize(self, lab: Lab, jobs: LabJobs) -> None:
        """Take what holds while the server runs."""
        self.lab = lab
        self.jobs = jobs

    def body(self) -> dict[str, Any]:
        """Return the request's JSON object."""
        body = self.get_json_body()
        if not isinstance(body, dict):
            raise web.HTTPError(400, "A JSON object is expected.")
        return body

    def job(self, name: str) -> LabJob:
        """Return a job by its name."""
        job = self.jobs.get(name)
        if job is None:
            raise web.HTTPError(404, "There is no such job any more.")
        return job

    async def stream(self, job: LabJob) -> None:
        """Send what happens, line by line; a page that goes away only stops listening."""
        self.set_header("Content-Type", "application/x-ndjson")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Accel-Buffering", "no")
        try:
            await self.line({"job": job.id})
            async for event in job.follow():
                await self.line(event)
        except StreamClosedError:
            return

    async def line(self, event: dict[str, Any]) -> None:
        """Send one event now."""
        self.write(json.dumps(event) + "\n")
        await self.flush()


class JobsHandler(LimnerHandler):
    """``/limner/jobs``: what waits, and new jobs."""

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """List the jobs that run, and those whose result no page has taken."""
        self.finish(json.dumps([job.summary for job in self.jobs.waiting()]))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Begin a job, and tell how it goes on."""
        body = self.body()
        command = body.get("command")
        if command not in COMMANDS:
            raise web.HTTPError(400, "There is no such command.")
        lab, given = self.lab, body.get("settings")
        given = given if isinstance(given, dict) else {}
        try:
            path = path_of(body)
            job = LabJob(command, path, str(body.get("cell", "")), str(body.get("words", ""))[:200])
            if command == "missing":
                documents = [
                    (str(row.get("cell", "")), place_of(row, document_of(row, path)).document)
                    for row in cells_of(body)
                ]

                async def work(job: LabJob) -> dict[str, Any]:
                    return await lab.draw_missing(job, _texts(documents), given)
            else:
                place = place_of(body, document_of(body, path))
                actions = {"draw": lab.draw, "alt": lab.write_alt}
                action = actions.get(command, lab.expand)

                async def work(job: LabJob) -> dict[str, Any]:
                    return await action(job, place, given)
        except InputError as error:
            raise web.HTTPError(400, str(error)) from None
        await self.stream(self.jobs.start(job, work))


class JobHandler(LimnerHandler):
    """``/limner/jobs/ID``: a page that was loaded anew goes on listening."""

    @web.authenticated
    @authorized
    async def get(self, name: str) -> None:
        """Tell what has happened, and how it goes on."""
        await self.stream(self.job(name))


class StepHandler(LimnerHandler):
    """``/limner/jobs/ID/STEP``: answers, the cancel, and the way into the document."""

    @web.authenticated
    @authorized
    async def post(self, name: str, step: str) -> None:
        """Do one step."""
        job, body = self.job(name), self.body()
        row: dict[str, Any] = {}
        try:
            if step == "answer":
                job.answer(body.get("answer"))
            elif step == "cancel" and job.task is not None:
                job.task.cancel()
            elif step == "land":
                place = place_of(body, document_of(body, job.path))
                row = land(job, place, attached=body.get("attach") is True)
            elif step == "landed":
                landed(job)
        except LimnerError as error:
            row = {"error": str(error), "code": error.code}
        self.finish(json.dumps(row))


def _texts(documents: list[tuple[str, Document]]) -> list[tuple[str, Document]]:
    """Return the documents that hold anything."""
    return [(cell, document) for cell, document in documents if document.text.strip()]
