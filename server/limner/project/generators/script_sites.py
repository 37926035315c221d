"""Sites whose generator is set up in JavaScript: their configurations are read as text, never run.

What such a text does not plainly say is not known, and nothing is reported that depends on it.
"""

import re
from dataclasses import replace
from pathlib import Path

from limner.project.convention import Convention, beside, first_folder, normal
from limner.project.generators.aliases import Alias, aliases_in
from limner.project.generators.site_settings import setting
from limner.project.roots import Project


def vitepress(project: Project, site: Path) -> Convention:
    """Return VitePress's: ``public`` of its source folder, whose own files ``/`` means too."""
    settings = project.files
    names = sorted(settings.names(site / ".vitepress"))
    text = "".join(
        settings.text(site / ".vitepress" / name) for name in names if name.startswith("config.")
    )
    source = normal(site / (setting(text, "srcDir") or "."))
    aliases = (("@/", source), *aliases_in(site / ".vitepress", text))
    made = (site / ".vitepress" / "dist", site / ".vitepress" / "cache")
    return _served(project, site, (source / "public", source), aliases, made)


def astro(project: Project, site: Path) -> Convention:
    """Return Astro's, and Starlight's: ``public``; relative links begin beside the page."""
    text = _text(project, site, "astro")
    source = normal(site / (setting(text, "srcDir") or "src"))
    public = normal(site / (setting(text, "publicDir") or "public"))
    found = _served(project, site, (public,), _aliases(project, site, text, source))
    return replace(found, name="Starlight" if "starlight" in text else "")


def nuxt(project: Project, site: Path) -> Convention:
    """Return Nuxt's: ``public``, once ``static``; ``~`` and ``@`` mean the source folder."""
    text = _text(project, site, "nuxt")
    files = project.files
    usual = "app" if "app" in files.names(site) else "."
    source = normal(site / (setting(text, "srcDir") or usual))
    own: tuple[Alias, ...] = (
        ("~~/", site), ("@@/", site), ("~/", source), ("@/", source), ("#shared/", site / "shared"),
    )  # fmt: skip
    layers = (site / "public", source / "public", site / "static", source / "static")
    return _served(project, site, layers, (*_aliases(project, site, text, source), *own))


def gatsby(project: Project, site: Path) -> Convention:
    """Return Gatsby's: ``static``."""
    return _served(project, site, (site / "static",), _aliases(project, site, "", site / "src"))


def next_js(project: Project, site: Path) -> Convention:
    """Return Next's: ``public``."""
    return _served(project, site, (site / "public",), _aliases(project, site, "", site))


def sveltekit(project: Project, site: Path) -> Convention:
    """Return SvelteKit's: ``static``, and ``$lib``."""
    text = _text(project, site, "svelte")
    stated = re.search(r"\bassets:\s*[\"'`]([^\"'`]+)[\"'`]", text)
    static = normal(site / (stated[1] if stated else "static"))
    aliases = (*_aliases(project, site, text, site / "src"), ("$lib/", site / "src" / "lib"))
    return _served(project, site, (static,), aliases)


def vite(project: Project, site: Path) -> Convention:
    """Return Vite's: ``public``; SvelteKit's, where only Vite's configuration names it."""
    text = _text(project, site, "vite")
    public = normal(site / (setting(text, "publicDir") or "public"))
    folders = (site / "static", public) if "@sveltejs/kit" in text else (public,)
    return _served(project, site, (*folders, site), _aliases(project, site, text, site / "src"))


def _text(project: Project, site: Path, tool: str) -> str:
    """Return what the tool's configuration says, and Vite's beside it."""
    names = sorted(project.files.names(site))
    return "\n".join(
        project.files.text(site / name)
        for name in names
        if name.startswith((f"{tool}.config.", "vite.config."))
    )


def _aliases(project: Project, site: Path, text: str, source: Path | None) -> tuple[Alias, ...]:
    """Return what configurations in *site* let links begin with."""
    found = [*aliases_in(site, text)]
    for name in ("tsconfig.json", "jsconfig.json"):
        found += aliases_in(site, project.files.text(site / name))
    # What create-react-app and Vue's own tool put in place of the served folder.
    found += [("%PUBLIC_URL%/", site / "public"), ("<%= BASE_URL %>", site / "public")]
    known = {alias for alias, _ in found}
    usual = [(alias, source) for alias in ("@/", "~/") if source and alias not in known]
    # An alias that nothing states is only a guess, good for finding what is there.
    return tuple(sorted((*found, *usual), key=lambda alias: -len(alias[0])))


def _served(
    project: Project,
    site: Path,
    served: tuple[Path, ...],
    aliases: tuple[Alias, ...] = (),
    made: tuple[Path, ...] = (),
) -> Convention:
    public = next((each for each in served if each != site and each.is_dir()), served[0])
    page = beside(project)
    return replace(
        page,
        folder=first_folder(public, "images", "img", "assets"),
        absolute=tuple(dict.fromkeys((public, *served))),
        aliases=aliases,
        prefix="/",
        # Pages in a folder beside a site that serves nothing are those of another site.
        rooted=any(folder.is_dir() for folder in served if folder != site),
        made=made,
    )
