---@brief
---
--- https://example.org/limner/
---
--- Limner turns highlighted words into image prompts and pictures, in any document: it offers code
--- actions on selected words, draws what image links ask for, and links pictures in the document's
--- own markup.
---
--- `limner` can be installed with `pipx install limner`.
---
--- It attaches to every buffer, whatever its file type. Settings are those of the section `limner`:
--- ```lua
--- vim.lsp.config('limner', {
---   settings = {
---     limner = { style = 'watercolour', dialect = 'midjourney' },
---   },
--- })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'limner', 'serve' },
  root_markers = { 'limner.toml', '.git' },
}
