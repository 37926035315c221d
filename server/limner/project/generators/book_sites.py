"""Generators of books and documentation, whose pictures stand among the pages."""

import re
from dataclasses import replace
from pathlib import Path

from limner.project.convention import Convention, beside, first_folder, folders_up, normal
from limner.project.generators.site_settings import read_first, value
from limner.project.roots import Project

DENDRON = "dendron.yml"


def mkdocs(project: Project, site: Path) -> Convention | None:
    """Return MkDocs's: ``images`` in the folder of pages, by relative links.

    What stands in the theme's own folder is served beside the pages, at the site's root.
    """
    settings = read_first(project, site, "mkdocs.yml", "mkdocs.yaml")
    pages = normal(site / (value(settings, "docs_dir") or "docs"))
    found = _in_pages(project, pages, *_FOR_MKDOCS)
    theme = value(settings, "custom_dir")
    if found is None and theme and project.document.is_relative_to(normal(site / theme)):
        folders = (pages, normal(site / theme))
        folder = first_folder(pages, *_FOR_MKDOCS)
        return replace(
            beside(project), folder=folder, relative=folders, absolute=folders, rooted=True
        )
    return found


_FOR_MKDOCS = ("images", "img", "assets/images", "assets")


def sphinx(project: Project, site: Path) -> Convention | None:
    """Return Sphinx's: ``_static`` or the folder of images there is; ``/`` is the source folder."""
    settings = project.files.text(site / "conf.py")
    if not re.search(r"(?m)^(?:extensions|html_theme|root_doc|master_doc|project)\s*=", settings):
        return None
    source = _source(project, site, settings)
    pages = _in_pages(project, source, "_static", "images", "_images", "img", "figures")
    # Raw HTML names what the build copies, too.
    copied = () if (site / "_images").is_dir() else ("_images",)
    made = (*_galleries(settings), *copied)
    return pages and replace(pages, made=tuple(source / name for name in made))


def _source(project: Project, site: Path, settings: str) -> Path:
    """Return the folder of the pages: that of the root document, else that of ``conf.py``.

    One ``conf.py`` may stand above the folders of several documentations.
    """
    stated = re.search(r"(?m)^(?:root_doc|master_doc)\s*=\s*[\"']([^\"']+)[\"']", settings)
    roots = [stated[1]] if stated else ["index", "contents"]
    above = [each for each in folders_up(project) if each.is_relative_to(site)]
    return next(
        (
            folder
            for folder in reversed(above)
            if any(project.files.has(folder, f"{root}{end}") for root in roots for end in _PAGES)
        ),
        site,
    )


_PAGES = (".rst", ".md", ".txt", ".ipynb")


def _galleries(settings: str) -> list[str]:
    """Return the folders that Sphinx-Gallery and autosummary fill."""
    stated = re.search(r"[\"']gallery_dirs[\"']\s*:\s*(\[[^\]]*\]|[\"'][^\"']*[\"'])", settings)
    named = re.findall(r"[\"']([^\"']+)[\"']", stated[1]) if stated else []
    usual = ["auto_examples"] if "sphinx_gallery" in settings else []
    return [*named, *usual, "generated", "_autosummary"]


def mdbook(project: Project, site: Path) -> Convention | None:
    """Return mdBook's: ``images`` in the book's source, by relative links."""
    pages = normal(site / (value(project.files.text(site / "book.toml"), "src") or "src"))
    return _in_pages(project, pages, "images", "img", "assets")


def quarto(project: Project, site: Path) -> Convention | None:
    """Return Quarto's: ``images`` beside the document; ``/`` is the project's folder."""
    folder = project.document.parent / "images"
    return replace(beside(project), folder=folder, absolute=(site,), rooted=True)


def jupyter_book(project: Project, site: Path) -> Convention | None:
    """Return Jupyter Book's: beside the page; ``/`` is the folder of its table of contents."""
    return replace(beside(project), absolute=(site,), rooted=True)


def learn(project: Project, site: Path) -> Convention | None:
    """Return Microsoft Learn's: a folder for each article in ``media`` beside it."""
    folder = project.document.parent / "media" / project.document.stem
    return replace(beside(project), folder=folder, absolute=(site,), rooted=True)


def dendron(project: Project, site: Path) -> Convention | None:
    """Return Dendron's: ``assets/images`` of the note's vault, whose folder ``/`` is."""
    settings = project.files.text(site / DENDRON)
    stated = re.findall(r"(?m)^[ \t-]*fsPath:[ \t]*[\"']?([^\s\"']+)", settings)
    for vault in (normal(site / each) for each in stated):
        if project.document.is_relative_to(vault):
            folder = vault / "assets" / "images"
            page = beside(project)
            return replace(page, folder=folder, absolute=(vault,), prefix="/", rooted=True)
    return None


def antora(project: Project, site: Path) -> Convention | None:
    """Return Antora's: ``images`` of the page's module, which links leave out.

    It reads ``assets/images``, as modules were laid out at first, in the same way.
    """
    parts = project.document.relative_to(site).parts
    if len(parts) < 4 or parts[0] != "modules":
        return None
    module = site / "modules" / parts[1]
    usual = first_folder(module, "images", "assets/images")
    both = tuple(dict.fromkeys((usual, module / "images", module / "assets" / "images")))
    return replace(beside(project), folder=usual, relative=both, absolute=both, rooted=True)


def _in_pages(project: Project, pages: Path, *names: str) -> Convention | None:
    """Return the convention of a generator with one folder of pages, and pictures inside it."""
    if not project.document.is_relative_to(pages):
        return None
    return replace(
        beside(project), folder=first_folder(pages, *names), absolute=(pages,), rooted=True
    )
