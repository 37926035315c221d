-- `:checkhealth limner`: why Limner is or is not running here.
local M = {}

function M.check()
  vim.health.start('limner')
  if vim.fn.has('nvim-0.10') == 0 then vim.health.error('Neovim 0.10 or newer is needed.') end
  local terminal = require('limner').terminal
  local program = terminal()[1]
  if vim.fn.executable(program) == 0 then
    vim.health.error(('There is no `%s` that could be run.'):format(program), {
      'Run `pipx install .` in the folder of Limner\'s repository,',
      'or set its command: require("limner").setup({ cmd = { "…", "serve" } })',
    })
    return
  end
  vim.health.ok(vim.trim(vim.fn.system(terminal('--version'))))
  local clients = require('limner').clients()
  if #clients > 0 then
    local many = #vim.tbl_keys(clients[1].attached_buffers)
    vim.health.ok(('It serves %d buffer%s.'):format(many, many == 1 and '' or 's'))
  else
    vim.health.info('It is not running: open a file that has a name.')
  end
  for line in vim.gsplit(vim.trim(vim.fn.system(terminal('doctor'))), '\n') do vim.health.info(line) end
end

return M
