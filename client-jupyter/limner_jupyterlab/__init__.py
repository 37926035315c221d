"""Limner in JupyterLab 4 and Notebook 7: finds the built front end, and serves its requests."""

from typing import Any


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "limner-jupyterlab"}]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "limner_jupyterlab"}]


def _load_jupyter_server_extension(app: Any) -> None:
    from limner_jupyterlab.handlers import add_handlers

    add_handlers(app.web_app, app.contents_manager)
