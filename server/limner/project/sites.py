"""Site generators: each is known by a file in its folder, and keeps its pictures in its own way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from limner.project.convention import Convention, beside, first_folder, folders_up, normal, read
from limner.project.roots import Project

PLAIN_READING = frozenset({"readme", "changelog", "contributing", "license", "security"})
"""Documents at a site's root that are read on their own, not on the site."""


@dataclass(frozen=True)
class Site:
    """A site generator.

    Attributes:
        name: what people call it.
        markers: files of which one stands in the site's folder.
        custom: its convention for a document, from the site's folder; ``None`` when the document
            is no page of the site.
    """

    name: str
    markers: tuple[str, ...]
    custom: Callable[[Project, Path], Convention | None]


def site_convention(project: Project) -> Convention | None:
    """Return the convention of the nearest site around the document; ``None`` without one."""
    for folder in folders_up(project):
        at_root = folder == project.document.parent
        if at_root and project.document.stem.lower() in PLAIN_READING:
            continue
        for site in SITES:
            if any((folder / marker).is_file() for marker in site.markers):
                convention = site.custom(project, folder)
                if convention is not None:
                    return replace(convention, name=site.name)
    return None


def hugo(project: Project, site: Path) -> Convention | None:
    """Return Hugo's: ``static/images`` as ``/images``; beside the page in a page bundle."""
    settings = read_first(site, "hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml")
    static = site / (value(settings, "staticDir") or "static")
    pages = (site / (value(settings, "contentDir") or "content"), site / "content")
    content = next((each for each in pages if project.document.is_relative_to(each)), None)
    if content is None:
        return None
    page = beside(project)
    served = (static, site / "assets")
    if project.document.stem.split(".")[0] in ("index", "_index"):
        return replace(page, absolute=served)
    published = static / project.document.relative_to(content).with_suffix("")
    return replace(
        page,
        folder=static / "images",
        relative=(*page.relative, published, published.parent),
        absolute=served,
        prefix="/",
    )


def jekyll(project: Project, site: Path) -> Convention | None:
    """Return Jekyll's: ``assets/images`` below the site's base URL, for pages with front matter."""
    # A Jupyter Book has a _config.yml too.
    if (site / "_toc.yml").is_file() or not re.match(r"---[ \t]*\r?\n", project.text):
        return None
    base_url = (value(read_first(site, "_config.yml", "_config.toml"), "baseurl") or "").strip("/")
    page = beside(project)
    return replace(
        page,
        folder=first_folder(site, "assets/images", "assets/img", "images", "img"),
        relative=(*page.relative, site),
        absolute=(site,),
        prefix=f"/{base_url}/" if base_url else "/",
    )


_PASSED_THROUGH = re.compile(
    r"addPassthroughCopy\(\s*(?:\{\s*)?([\"'`])(?P<folder>[^\"'`*]+)\1"
    r"(?:\s*:\s*([\"'`])(?P<served>[^\"'`]*)\3)?"
)


_PICTURES = re.compile("img|images?|pictures?|photos?", re.IGNORECASE)
_FOR_PICTURES = re.compile(f"{_PICTURES.pattern}|assets?|static|public|media", re.IGNORECASE)


def eleventy(project: Project, site: Path) -> Convention | None:
    """Return Eleventy's: the folder for pictures that is passed through to the site, if any."""
    settings = read_first(site, *ELEVENTY)
    source = re.search(r"\binput:\s*[\"'`]([^\"'`]+)", settings)
    page = beside(project)
    found = [
        (normal(site / copied["folder"].strip("/")), copied["served"])
        for copied in _PASSED_THROUGH.finditer(settings)
    ]
    kept = [each for each in found if _FOR_PICTURES.fullmatch(each[0].name)]
    kept.sort(key=lambda each: not _PICTURES.fullmatch(each[0].name))
    if not kept:
        return page
    folder, served = kept[0]
    if served is not None:
        prefix = f"/{served.strip('/.')}/".replace("//", "/")
        return replace(page, folder=_pictures_in(folder), absolute=(folder, site), prefix=prefix)
    root = normal(site / source[1]) if source else site
    root = root if folder.is_relative_to(root) else site
    return replace(page, folder=_pictures_in(folder), absolute=(root,), prefix="/")


def docusaurus(project: Project, site: Path) -> Convention | None:
    """Return Docusaurus's: ``static/img`` as ``/img``."""
    return replace(
        beside(project),
        folder=first_folder(site, "static/img", "static/images"),
        absolute=(site / "static",),
        prefix="/",
    )


def mkdocs(project: Project, site: Path) -> Convention | None:
    """Return MkDocs's: ``images`` in the folder of pages, by relative links."""
    pages = normal(
        site / (value(read_first(site, "mkdocs.yml", "mkdocs.yaml"), "docs_dir") or "docs")
    )
    return _in_pages(project, pages, "images", "img", "assets/images", "assets")


def sphinx(project: Project, site: Path) -> Convention | None:
    """Return Sphinx's: ``_static`` or the folder of images there is; ``/`` is the source folder."""
    if not re.search(
        r"(?m)^(?:extensions|html_theme|root_doc|master_doc)\s*=", read(site / "conf.py")
    ):
        return None
    return _in_pages(project, site, "_static", "images", "_images", "img", "figures")


def mdbook(project: Project, site: Path) -> Convention | None:
    """Return mdBook's: ``images`` in the book's source, by relative links."""
    pages = normal(site / (value(read(site / "book.toml"), "src") or "src"))
    return _in_pages(project, pages, "images", "img", "assets")


def quarto(project: Project, site: Path) -> Convention | None:
    """Return Quarto's: ``images`` beside the document; ``/`` is the project's folder."""
    folder = project.document.parent / "images"
    return replace(beside(project), folder=folder, absolute=(site,))


def learn(project: Project, site: Path) -> Convention | None:
    """Return Microsoft Learn's: a folder for each article in ``media`` beside it."""
    folder = project.document.parent / "media" / project.document.stem
    return replace(beside(project), folder=folder, absolute=(site,))


def antora(project: Project, site: Path) -> Convention | None:
    """Return Antora's: ``images`` of the page's module, which links leave out."""
    parts = project.document.relative_to(site).parts
    if len(parts) < 4 or parts[0] != "modules":
        return None
    images = site / "modules" / parts[1] / "images"
    return replace(beside(project), folder=images, relative=(images,), absolute=(images,))


ELEVENTY = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
    "eleventy.config.ts",
)  # fmt: skip

DOCUSAURUS = tuple(f"docusaurus.config.{ending}" for ending in ("js", "ts", "mjs", "cjs"))

SITES = (
    Site("Hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml"), hugo),
    Site("Docusaurus", DOCUSAURUS, docusaurus),
    Site("Eleventy", ELEVENTY, eleventy),
    Site("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), mkdocs),
    Site("mdBook", ("book.toml",), mdbook),
    Site("Quarto", ("_quarto.yml", "_quarto.yaml"), quarto),
    Site("Antora", ("antora.yml",), antora),
    Site("Microsoft Learn", (".openpublishing.publish.config.json",), learn),
    Site("Sphinx", ("conf.py",), sphinx),
    Site("Jekyll", ("_config.yml", "_config.toml"), jekyll),
)
"""The generators Limner knows; the first that fits a folder holds there."""


def read_first(folder: Path, *names: str) -> str:
    """Return the beginning of the first of *names* that is there; ``""`` when none is."""
    return next((text for name in names if (text := read(folder / name))), "")


def value(text: str, key: str) -> str | None:
    """Return a plain value of *key* in YAML, TOML or JSON; ``None`` when it is no plain text."""
    found = re.search(rf"(?m)^[ \t]*\"?{key}\"?[ \t]*[:=]([^\n]*)$", text)
    if found is None:
        return None
    written = found[1].strip()
    quoted = re.match(r"\"([^\"]*)\"|'([^']*)'", written)
    if quoted:
        return quoted[1] or quoted[2] or None
    plain = written.split("#")[0].rstrip(" \t,")
    return None if plain.startswith(("[", "{")) else plain or None


def _in_pages(project: Project, pages: Path, *names: str) -> Convention | None:
    """Return the convention of a generator with one folder of pages, and pictures inside it."""
    if not project.document.is_relative_to(pages):
        return None
    return replace(beside(project), folder=first_folder(pages, *names), absolute=(pages,))


def _pictures_in(folder: Path) -> Path:
    """Return *folder*, or its folder of images when it is one of many things."""
    return folder if _PICTURES.fullmatch(folder.name) else first_folder(folder, "img", "images")
