-- `:checkhealth limner`: why Limner is or is not running here.
local M = {}

function M.check()
  vim.health.start('limner')
  if vim.fn.has('nvim-0.10') == 0 then vim.health.error('Neovim 0.10 or newer is needed.') end
  if vim.fn.executable('limner') == 0 then
    vim.health.error('There is no `limner` on your path.', { 'pipx install limner', 'or set its command: require("limner").setup({ cmd = { "…", "serve" } })' })
    return
  end
  vim.health.ok(vim.trim(vim.fn.system({ 'limner', '--version' })))
  local clients = require('limner').clients()
  if #clients > 0 then
    vim.health.ok('It serves ' .. #vim.tbl_keys(clients[1].attached_buffers) .. ' buffers.')
  else
    vim.health.info('It is not running: open a file that has a name.')
  end
  for line in vim.gsplit(vim.trim(vim.fn.system({ 'limner', 'doctor' })), '\n') do vim.health.info(line) end
end

return M
