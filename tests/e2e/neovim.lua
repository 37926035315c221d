-- Drives a headless Neovim (0.10 or newer) as a person would: select, choose a code action, wait,
-- save, and undo once. What happened is printed as JSON, one object on a line.
--   LIMNER_COMMAND  the server's command, its words separated by U+001F
--   LIMNER_STEPS    JSON: {file, words, title, wait, answer?, type?, plugin?}
-- With `plugin`, a folder, its `:Limner` is used instead, and `title` is the subcommand.

local function report(event) io.stdout:write(vim.json.encode(event) .. '\n') end
local function wait(milliseconds, condition) return vim.wait(milliseconds, condition, 10) end

local command = vim.split(os.getenv('LIMNER_COMMAND'), '\31')
local step = vim.json.decode(os.getenv('LIMNER_STEPS'))

local messages, menu, progress = {}, nil, {}
vim.lsp.handlers['window/showMessage'] = function(_, params) table.insert(messages, params.message) end
vim.ui.select = function(items, options, choose)
  local titles = {}
  for _, item in ipairs(items) do
    table.insert(titles, options.format_item and options.format_item(item) or tostring(item))
  end
  menu = menu or titles
  for at, title in ipairs(titles) do
    if title == step.title or title:find(step.title .. ' ', 1, true) == 1 or title == step.answer then
      choose(items[at], at)
      return
    end
  end
  choose(nil)
end
vim.api.nvim_create_autocmd('LspProgress', {
  callback = function(event) table.insert(progress, event.data.params.value.kind) end,
})

if step.plugin then
  vim.opt.runtimepath:append(step.plugin)
  vim.cmd.runtime('plugin/limner.lua')
  local take = require('limner.messages').take
  require('limner.messages').take = function(params)
    table.insert(messages, params.message)
    take(params)
  end
  require('limner').setup({ cmd = command })
end
vim.cmd.edit(vim.fn.fnameescape(step.file))
local buffer = vim.api.nvim_get_current_buf()
local before = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
if not step.plugin then
  vim.lsp.start({ name = 'limner', cmd = command, root_dir = vim.fs.dirname(step.file) })
end
local function client() return vim.lsp.get_clients({ name = 'limner', bufnr = buffer })[1] end
assert(wait(20000, function() return client() and client().initialized end), 'the server did not start')

-- Select the words: Neovim takes the range of a visual selection.
local line, column = unpack(vim.fn.searchpos('\\V' .. vim.fn.escape(step.words, '\\')))
assert(line > 0, 'the words are not in the file')
local last = vim.fn.byteidx(step.words, vim.fn.strchars(step.words) - 1)
vim.fn.setpos('.', { 0, line, column, 0 })
vim.cmd('normal! v')
vim.fn.setpos('.', { 0, line, column + last, 0 })
if step.plugin then
  vim.cmd([[execute "normal! \<Esc>"]])
  vim.cmd("'<,'>Limner " .. step.title)
else
  vim.lsp.buf.code_action()
  assert(wait(10000, function() return menu ~= nil end), 'no menu was shown')
  vim.cmd([[execute "normal! \<Esc>"]])
end

if step.type then
  -- The author goes on typing above the words while Limner works.
  vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { step.type })
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end
local landed = wait(30000, function() return text():find(step.wait, 1, true) ~= nil end)
wait(300, function() return false end)
vim.cmd('silent write')
report({ menu = menu, landed = landed, messages = messages, progress = progress })

if landed then
  vim.cmd('silent undo')
  if step.type then vim.cmd('silent undo') end
  report({ undone = vim.deep_equal(before, vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) })
end

local process = client()
process:stop()
wait(3000, function() return process:is_stopped() end)
report({ stopped = process:is_stopped() })
vim.cmd('qall!')
