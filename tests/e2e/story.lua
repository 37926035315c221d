-- Drives a headless Neovim (0.10 or newer) through a story, and prints what it saw as JSON lines.
--   LIMNER_COMMAND  the server's command, its words separated by U+001F
--   LIMNER_PLUGIN   the folder of the plugin
--   LIMNER_STORY    JSON: a list of {step, value, answers?}; the steps are the functions below.

local folder = os.getenv('LIMNER_PLUGIN')
local story = vim.json.decode(os.getenv('LIMNER_STORY'))
local messages, notices, questions, answers = {}, {}, {}, {}
local steps = {}

local function report(event) io.stdout:write(vim.json.encode(event) .. '\n') end
local function wait(condition) return vim.wait(40000, condition, 10) end
local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') end
local function client() return vim.lsp.get_clients({ name = 'limner', bufnr = 0 })[1] end

vim.lsp.handlers['window/showMessage'] = function(_, params) table.insert(messages, params.message) end
vim.notify = function(message) table.insert(notices, message) end
vim.ui.select = function(items, options, choose)
  local titles = vim.tbl_map(options.format_item or tostring, items)
  table.insert(questions, { options.prompt or '', titles })
  for at, title in ipairs(titles) do
    -- Neovim puts a number of its own before an action of several servers.
    if answers[1] and title:find(answers[1], 1, true) then
      table.remove(answers, 1)
      return choose(items[at], at)
    end
  end
  choose(nil)
end
vim.ui.input = function(options, take)
  table.insert(questions, { options.prompt or '', {} })
  take(table.remove(answers, 1))
end

--- Opens a file, and waits for its server.
function steps.open(name)
  vim.cmd.edit(vim.fn.fnameescape(name))
  assert(wait(function() return client() and client().initialized end), 'the server did not start')
end

--- Puts the cursor on words.
function steps.cursor(words)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. vim.fn.escape(words, '\\'), 'c') > 0, 'not in the file: ' .. words)
end

--- Selects words, and leaves the selection as a person does who types a command next.
function steps.select(words)
  steps.cursor(words)
  local line, column = unpack(vim.api.nvim_win_get_cursor(0))
  vim.cmd('normal! v')
  vim.fn.setpos('.', { 0, line, column + vim.fn.byteidx(words, vim.fn.strchars(words) - 1) + 1, 0 })
  vim.cmd([[execute "normal! \<Esc>"]])
end

--- Asks for the code actions at the cursor; the first answer chooses one.
function steps.actions()
  local before = #questions
  vim.lsp.buf.code_action()
  assert(wait(function() return #questions > before end), 'no menu was shown')
end

--- Asks for the code actions with a line still selected, and reports the mode of the menu.
function steps.actions_on_line(words)
  steps.cursor(words)
  local before = #questions
  vim.cmd('normal! V')
  vim.api.nvim_feedkeys('V', 'n', false)
  vim.schedule(function() vim.lsp.buf.code_action() end)
  assert(wait(function() return #questions > before end), 'no menu was shown')
  report({ mode = vim.fn.mode() })
end

--- Runs a command line.
function steps.command(line) vim.cmd(line) end

--- Waits until the document holds words.
function steps.text(words)
  local found = wait(function() return text():find(words, 1, true) ~= nil end)
  assert(found, 'never came: ' .. words .. '\n' .. text() .. '\n' .. vim.inspect(messages))
  -- The server waits for the change it has made to be reported.
  vim.wait(300, function() return false end)
end

--- Waits until the document holds words no more.
function steps.gone(words)
  assert(wait(function() return text():find(words, 1, true) == nil end), 'still there: ' .. words)
end

--- Types a secret at the next question for one.
function steps.secret(key)
  vim.fn.inputsecret = function() return key end
end

--- Waits for a notification of the plugin's own.
function steps.notified(words)
  local function told(message) return message:find(words, 1, true) ~= nil end
  assert(wait(function() return vim.iter(notices):any(told) end), 'never notified: ' .. vim.inspect(notices))
end

--- Waits until `:messages` holds some words, and reports what the plugin says of its work.
function steps.history_of_messages(words)
  local function there() return vim.fn.execute('messages'):find(words, 1, true) ~= nil end
  assert(wait(there), 'not among the messages: ' .. vim.fn.execute('messages'))
  report({ messages_now = vim.fn.execute('messages'), status = require('limner').status(), blocked = vim.api.nvim_get_mode().blocking })
end

--- Waits for a message.
function steps.message(words)
  local function told(message) return message:find(words, 1, true) ~= nil end
  assert(wait(function() return vim.iter(messages):any(told) end), 'never told: ' .. vim.inspect(messages))
end

--- Waits until a file is there.
function steps.file(name)
  assert(wait(function() return vim.uv.fs_stat(name) ~= nil end), 'never came: ' .. name)
end

local function hovered()
  local params = vim.lsp.util.make_position_params(0, client().offset_encoding)
  local answer = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 10000)[client().id]
  return answer and answer.result and answer.result.contents.value or vim.NIL
end

--- Reports what hovering over the cursor's place shows.
function steps.hover() report({ hover = hovered() }) end

--- Waits until hovering over the cursor's place shows some words, and reports it.
function steps.hovered(words)
  local function shown() return tostring(hovered()):find(words, 1, true) ~= nil end
  assert(vim.wait(20000, shown, 200), 'never shown: ' .. tostring(hovered()))
  steps.hover()
end

--- Takes back the last change.
function steps.undo() vim.cmd('silent undo') end

--- Saves the document.
function steps.save() vim.cmd('silent write') end

--- Closes the document without saving it.
function steps.close() vim.cmd('bwipeout!') end

vim.opt.runtimepath:append(folder)
-- What the plugin would put into one line is kept whole here, and put there as well.
local plugin = require('limner.messages')
local take = plugin.take
plugin.take = function(params)
  table.insert(messages, params.message)
  take(params)
end
vim.cmd.runtime('plugin/limner.lua')
require('limner').setup({ cmd = vim.split(os.getenv('LIMNER_COMMAND'), '\31') })
for _, each in ipairs(story) do
  answers = each.answers or answers
  local fine, problem = pcall(steps[each.step], each.value)
  if not fine then
    report({ failed = each.step, problem = tostring(problem), messages = messages, questions = questions })
    break
  end
end
report({ messages = messages, questions = questions })
for _, process in ipairs(vim.lsp.get_clients({ name = 'limner' })) do
  if vim.fn.has('nvim-0.11') == 1 then process:stop() else process.stop() end
end
vim.wait(3000, function() return #vim.lsp.get_clients({ name = 'limner' }) == 0 end, 20)
vim.cmd('qall!')
