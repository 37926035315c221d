-- Drives a headless Neovim (0.10 or newer) as a person would who finds hints at missing pictures: wait
-- for the hints, choose a quick fix at the first, answer what is asked, wait for the files.
--   LIMNER_COMMAND  the server's command, its words separated by U+001F
--   LIMNER_STEPS    JSON: {file, title, answer?, files, hints}

local function report(event) io.stdout:write(vim.json.encode(event) .. '\n') end
local function wait(milliseconds, condition) return vim.wait(milliseconds, condition, 10) end

local command = vim.split(os.getenv('LIMNER_COMMAND'), '\31')
local step = vim.json.decode(os.getenv('LIMNER_STEPS'))

local messages, menus = {}, {}
vim.lsp.handlers['window/showMessage'] = function(_, params) table.insert(messages, params.message) end
vim.ui.select = function(items, options, choose)
  local titles = {}
  for _, item in ipairs(items) do
    table.insert(titles, options.format_item and options.format_item(item) or tostring(item))
  end
  table.insert(menus, { prompt = options.prompt, titles = titles })
  for at, title in ipairs(titles) do
    if title == step.answer or title:find(step.title, 1, true) == 1 then
      choose(items[at], at)
      return
    end
  end
  choose(nil)
end

vim.cmd.edit(vim.fn.fnameescape(step.file))
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.start({ name = 'limner', cmd = command, root_dir = vim.fs.dirname(step.file) })
local function hints() return vim.diagnostic.get(buffer) end
assert(wait(20000, function() return #hints() == step.hints end), 'the hints did not come')

local first = hints()[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.lsp.buf.code_action()
local drawn = wait(30000, function()
  for _, file in ipairs(step.files) do
    if not vim.uv.fs_stat(file) then return false end
  end
  return #hints() == 0
end)
report({ drawn = drawn, menus = menus, messages = messages, hint = first.message, code = first.code })
vim.cmd('silent! write')
vim.cmd('qall!')
