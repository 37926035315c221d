"""A hook of MkDocs: the pages at the root of the repository are pages of the site, too."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

PAGES = {
    "README.md": "index.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "SECURITY.md": "SECURITY.md",
}
LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)[^)\s]+(?=\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages of the root, with links as they are from the folder ``docs``."""
    root = Path(config.config_file_path).parent
    for name, page in PAGES.items():
        text = (root / name).read_text("utf-8")
        content = LINK.sub(lambda found: found[0].removeprefix("docs/"), text)
        files.append(File.generated(config, page, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links out of ``docs`` to the site's own pages, or to the repository."""
    up = "../" * page.file.src_uri.count("/")

    def on_site(found: re.Match[str]) -> str:
        target = found[0]
        if not target.startswith(f"{up}../"):
            return target
        target = target.removeprefix(f"{up}../")
        if target.partition("#")[0] in PAGES:
            return up + PAGES[target.partition("#")[0]] + "".join(target.partition("#")[1:])
        return f"{config.site_url}blob/main/{target}"

    return LINK.sub(on_site, markdown)
