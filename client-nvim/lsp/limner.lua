-- For `vim.lsp.enable('limner')` on Neovim 0.11 and newer.
return {
  cmd = { 'limner', 'serve' },
  root_markers = { 'limner.toml', '.git' },
}
