"""Generators of sites with pages in Markdown, and pictures in a folder that is served."""

import re
from dataclasses import replace
from pathlib import Path

from limner.patterns import lazy_regex
from limner.project.convention import Convention, beside, first_folder, normal
from limner.project.generators.site_settings import configs, read_first, value
from limner.project.roots import Project

HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml",
        "config.yml", "config.json")  # fmt: skip

ELEVENTY = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs",
    "eleventy.config.ts",
)  # fmt: skip

DOCUSAURUS = configs("docusaurus")


def hugo(project: Project, site: Path) -> Convention | None:
    """Return Hugo's: ``static/images`` as ``/images``; beside the page in a page bundle.

    What a theme brings is there too, and a page has the pictures of its other languages. A page
    that is no bundle has an address of its own, a folder below the one it stands in: relative links
    begin there.
    """
    names = (*HUGO, *(f"config/_default/{name}" for name in HUGO))
    if not any(project.files.has(site, name) for name in names):
        return None
    settings = read_first(project, site, *names)
    static = site / (value(settings, "staticDir") or "static")
    pages = (site / (value(settings, "contentDir") or "content"), site / "content")
    content = next((each for each in pages if project.document.is_relative_to(each)), None)
    content = content or _brought_pages(project, site)
    page = beside(project)
    themes = [site / "themes" / name for name in sorted(project.files.names(site / "themes"))]
    served = (static, site / "assets")
    brought = [each / kind for each in (*themes, site.parent) for kind in ("static", "assets")]
    if content is None:
        if not _is_hugo_template(project, site, themes):
            return None
        folders = (*served, *brought)
        return replace(
            page,
            folder=static / "images",
            absolute=folders,
            # A page made of it may be the site's first, where relative links begin.
            also=(*page.also, *folders),
            prefix="/",
            rooted=True,
        )
    inside = project.document.relative_to(content)
    languages = [each.parent for each in _other_languages(project, content, inside)]
    # The pages of a language may stand in a folder of their own, which is no part of addresses.
    own = content / inside.parts[0] if _LANGUAGE.fullmatch(inside.parts[0]) else content
    found = replace(
        page,
        relative=(*page.relative, *served),
        absolute=served,
        also=(*page.also, *languages, *brought, own, content),
        rooted=True,
        # Unless a setting keeps them (Hugo, “disablePathToLower”).
        lowered=True,
    )
    name, _, language = project.document.stem.rpartition(".")
    name = name if name and _LANGUAGE.fullmatch(language) else project.document.stem
    if name in ("index", "_index"):
        return found
    address = project.document.with_name(name)
    return replace(found, folder=static / "images", prefix="/", published=(address,))


def _brought_pages(project: Project, site: Path) -> Path | None:
    """Return the folder beside Hugo's own whose pages a mount or a script brings into the site.

    Only pages have front matter.
    """
    first, *rest = project.document.relative_to(site).parts
    is_page = project.document.suffix == ".md" and re.match(r"(?:---|\+\+\+)\s*\n", project.text)
    return site / first if is_page and rest and first not in _HUGO_FOLDERS else None


_HUGO_FOLDERS = frozenset(
    {"archetypes", "assets", "data", "i18n", "layouts", "public", "resources", "static", "themes"}
)


def _is_hugo_template(project: Project, site: Path, themes: list[Path]) -> bool:
    """Whether the document is a template of the site, or of one of its *themes*.

    A theme with settings of its own is no site: what it shows, the site around it serves.
    """
    layouts = (each / "layouts" for each in (site, *themes))
    is_theme = site.parent.name == "themes"
    return not is_theme and any(project.document.is_relative_to(each) for each in layouts)


def _other_languages(project: Project, content: Path, inside: Path) -> list[Path]:
    """Return the same page in the other languages, where each has a folder of its own."""
    first, *rest = inside.parts
    if not rest or not _LANGUAGE.fullmatch(first):
        return []
    names = sorted(project.files.names(content))
    return [content.joinpath(name, *rest) for name in names if _LANGUAGE.fullmatch(name)]


_LANGUAGE = lazy_regex(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def jekyll(project: Project, site: Path) -> Convention | None:
    """Return Jekyll's: ``assets/images`` below the site's base URL.

    GitHub Pages makes a page of any Markdown file, also without front matter.
    """
    # A Jupyter Book has a _config.yml too.
    if (site / "_toc.yml").is_file():
        return None
    base_url = (
        value(read_first(project, site, "_config.yml", "_config.toml"), "baseurl") or ""
    ).strip("/")
    address = f"/{base_url}/" if base_url else ""
    page = replace(beside(project), absolute=(site,), address=address, rooted=True)
    if not re.match(r"---[ \t]*\r?\n", project.text):
        return page
    return replace(
        page,
        folder=first_folder(site, "assets/images", "assets/img", "images", "img"),
        relative=(*page.relative, site),
        prefix=address or "/",
    )


_PASSED_THROUGH = lazy_regex(
    r"addPassthroughCopy\(\s*(?:\{\s*)?([\"'`])(?P<folder>[^\"'`*]+)\1"
    r"(?:\s*:\s*([\"'`])(?P<served>[^\"'`]*)\3)?"
)


_PICTURES = lazy_regex("img|images?|pictures?|photos?", re.IGNORECASE)


_FOR_PICTURES = lazy_regex(f"{_PICTURES.pattern}|assets?|static|public|media", re.IGNORECASE)


def eleventy(project: Project, site: Path) -> Convention | None:
    """Return Eleventy's: the folder for pictures that is passed through to the site, if any."""
    settings = read_first(project, site, *ELEVENTY)
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
        return replace(
            page, folder=_pictures_in(folder), absolute=(folder, site), prefix=prefix, rooted=True
        )
    root = normal(site / source[1]) if source else site
    root = root if folder.is_relative_to(root) else site
    return replace(page, folder=_pictures_in(folder), absolute=(root,), prefix="/", rooted=True)


def docusaurus(project: Project, site: Path) -> Convention | None:
    """Return Docusaurus's: ``static/img`` as ``/img``; its pages may be those of another folder."""
    settings = read_first(project, site, *DOCUSAURUS)
    stated = re.search(r"\bstaticDirectories:\s*\[([^\]]*)\]", settings)
    names = re.findall(r"[\"'`]([^\"'`]+)[\"'`]", stated[1]) if stated else []
    static = [normal(site / name) for name in (names or ["static"])]
    return replace(
        beside(project),
        folder=first_folder(site, "static/img", "static/images"),
        absolute=tuple(static),
        aliases=(("@site", site),),
        prefix="/",
        rooted=True,
    )


def hexo(project: Project, site: Path) -> Convention | None:
    """Return Hexo's: ``source/images`` as ``/images``, and a folder for each post."""
    if "hexo" not in project.files.text(site / "package.json"):
        return None
    settings = project.files.text(site / "_config.yml")
    pages = normal(site / (value(settings, "source_dir") or "source"))
    if not project.document.is_relative_to(pages):
        return None
    page, own = beside(project), project.document.with_suffix("")
    kept = value(settings, "post_asset_folder") == "true"
    themes = [site / "themes" / name for name in sorted(project.files.names(site / "themes"))]
    return replace(
        page,
        folder=own if kept else first_folder(pages, "images", "img"),
        relative=(own, *page.relative, pages) if kept else (*page.relative, own, pages),
        absolute=(pages, *(theme / "source" for theme in themes)),
        prefix="" if kept else "/",
        rooted=True,
    )


def _pictures_in(folder: Path) -> Path:
    """Return *folder*, or its folder of images when it is one of many things."""
    return folder if _PICTURES.fullmatch(folder.name) else first_folder(folder, "img", "images")
