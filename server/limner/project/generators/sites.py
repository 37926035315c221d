"""Site generators: each is known by a file in its folder, and keeps its pictures in its own way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from limner.project.convention import Convention, folders_up, normal
from limner.project.generators import blog_sites, book_sites, script_sites
from limner.project.generators.site_settings import configs, read_first, value
from limner.project.project_files import ProjectFiles
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
        outputs: the folders, from the site's own, that it fills when nothing else is said.
        output_key: the setting that names another one.
    """

    name: str
    markers: tuple[str, ...]
    custom: Callable[[Project, Path], Convention | None]
    outputs: tuple[str, ...] = ()
    output_key: str = ""

    def in_(self, folder: Path, files: ProjectFiles) -> bool:
        """Whether *folder* is that of a site of this generator."""
        return not files.names(folder).isdisjoint(self.markers)

    def made(self, folder: Path, files: ProjectFiles) -> tuple[Path, ...]:
        """Return the folders that the generator fills for its site in *folder*."""
        named = (
            found
            for marker in self.markers
            if self.output_key and marker in files.names(folder)
            if (found := value(files.text(folder / marker), self.output_key))
        )
        return tuple(normal(folder / name) for name in (*named, *self.outputs))


def site_convention(project: Project) -> Convention | None:
    """Return the convention of the nearest site around the document; ``None`` without one."""
    for folder in _site_folders(project):
        at_root = folder == project.document.parent
        if at_root and project.document.stem.lower() in PLAIN_READING:
            continue
        for site in sites_in(folder, project.files):
            convention = site.custom(project, folder)
            if convention is not None:
                made = (*convention.made, *site.made(folder, project.files))
                return replace(
                    convention,
                    name=convention.name or site.name,
                    made=tuple(each for each in made if each != folder),
                    published=(*convention.published, *_published(project, folder, convention)),
                )
    return None


def _published(project: Project, folder: Path, convention: Convention) -> Iterator[Path]:
    """Yield the folders in which a page stands on the site: links in its HTML begin there."""
    served = convention.absolute if convention.rooted else ()
    page = project.document.with_suffix("")
    base = next((each for each in served if page.is_relative_to(each)), folder)
    parts = page.relative_to(base).parts if page.is_relative_to(base) else ()
    while parts:
        for root in served:
            yield root.joinpath(*parts[:-1])
            yield root.joinpath(*parts)
        if parts[0] not in _SOURCES:
            break
        parts = parts[1:]


_SOURCES = frozenset({"src", "content", "pages", "app", "docs", "source", "_posts"})
"""Folders of pages that are no part of their addresses."""


def _site_folders(project: Project) -> Iterator[Path]:
    """Yield the folders of sites that the document may be a page of, the nearest first.

    A site may stand beside its pages, where it names their folder.
    """
    for folder in folders_up(project):
        yield folder
        for name in sorted(_BESIDE & project.files.names(folder)):
            site = folder / name
            if not project.document.is_relative_to(site) and _takes_pages_from(project, site):
                yield site


_BESIDE = frozenset({"website", "site", "www", "web"})


def _takes_pages_from(project: Project, site: Path) -> bool:
    settings = read_first(project, site, *blog_sites.DOCUSAURUS)
    named = re.findall(r"\bpath:\s*[\"'`](\.\./[^\"'`]+)[\"'`]", settings)
    return any(project.document.is_relative_to(normal(site / name)) for name in named)


def sites_in(folder: Path, files: ProjectFiles) -> tuple["Site", ...]:
    """Return the generators for which there is a site in *folder*."""
    return files.once(
        ("sites", folder), lambda: tuple(site for site in SITES if site.in_(folder, files))
    )


def outputs_in(folder: Path, files: ProjectFiles) -> tuple[Path, ...]:
    """Return the folders that generators fill for sites in *folder*."""
    return tuple(
        made
        for site in sites_in(folder, files)
        for made in site.made(folder, files)
        if made != folder
    )


SITES = (
    Site("Hugo", (*blog_sites.HUGO, "config"), blog_sites.hugo, ("public", "resources"),
         "publishDir"),
    Site("Docusaurus", blog_sites.DOCUSAURUS, blog_sites.docusaurus, ("build",)),
    Site("VitePress", (".vitepress",), script_sites.vitepress),
    Site("Astro", configs("astro"), script_sites.astro, ("dist",)),
    Site("Nuxt", configs("nuxt"), script_sites.nuxt, ("dist",)),
    Site("Gatsby", ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs"),
         script_sites.gatsby, ("public",)),
    Site("Next.js", configs("next"), script_sites.next_js, ("out",)),
    Site("SvelteKit", ("svelte.config.js", "svelte.config.ts"), script_sites.sveltekit, ("build",)),
    Site("Eleventy", blog_sites.ELEVENTY, blog_sites.eleventy, ("_site",)),
    Site("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), book_sites.mkdocs, ("site",), "site_dir"),
    Site("mdBook", ("book.toml",), book_sites.mdbook, ("book",), "build-dir"),
    Site("Quarto", ("_quarto.yml", "_quarto.yaml"), book_sites.quarto, ("_site", "_book"),
         "output-dir"),
    Site("Dendron", (book_sites.DENDRON,), book_sites.dendron),
    Site("Antora", ("antora.yml",), book_sites.antora),
    Site("Microsoft Learn", (".openpublishing.publish.config.json",), book_sites.learn, ("_site",)),
    Site("Sphinx", ("conf.py",), book_sites.sphinx, ("_build", "build", "../build")),
    Site("Jupyter Book", ("_toc.yml",), book_sites.jupyter_book, ("_build",)),
    Site("Hexo", ("_config.yml",), blog_sites.hexo, ("public",), "public_dir"),
    Site("Jekyll", ("_config.yml", "_config.toml"), blog_sites.jekyll, ("_site",), "destination"),
    Site("Vite", configs("vite"), script_sites.vite, ("dist",)),
)  # fmt: skip
"""The generators Limner knows; the first that fits a folder holds there."""
