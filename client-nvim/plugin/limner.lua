-- Attaches Limner to every named buffer with text, and gives `:Limner` its subcommands.
if vim.g.loaded_limner then return end
vim.g.loaded_limner = true

local group = vim.api.nvim_create_augroup('limner', {})
require('limner.work').watch(group)

vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile', 'BufFilePost' }, {
  group = group,
  callback = function(event)
    -- File types are set after this event; the server wants to know them.
    vim.schedule(function() require('limner').attach(event.buf) end)
  end,
})

vim.api.nvim_create_user_command('Limner', function(call) require('limner').command(call) end, {
  nargs = '*',
  range = true,
  desc = 'Limner: expand, draw, vary …',
  complete = function(lead, line) return require('limner').complete(lead, line) end,
})
