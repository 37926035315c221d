-- Starts `limner serve` and hands it the words; everything else is the server's.
local M = {}

local settings = { cmd = { 'limner', 'serve' }, settings = {} }

--- Keys that were typed in, for the server's environment; they are kept nowhere else.
local secrets = {}

local root_markers = { 'limner.toml', '.git' }

--- The server's commands, by the word that `:Limner` takes.
local commands = {
  expand = 'limner.expand',
  insert = 'limner.insertPrompt',
  draw = 'limner.draw',
  vary = 'limner.vary',
  shorten = 'limner.shorten',
  missing = 'limner.drawMissing',
  again = 'limner.drawAgain',
  edit = 'limner.editImage',
  alt = 'limner.writeAlt',
  prompt = 'limner.insertPromptOfImage',
  verify = 'limner.checkPicture',
  cast = 'limner.addToCast',
  look = 'limner.keepLook',
  finished = 'limner.insertFinished',
  stop = 'limner.cancel',
  actions = 'limner.explainActions',
}

--- What may stand behind a subcommand, as the server's options.
local options = {
  again = function(rest, run)
    run(rest == 'today' and { looks = 'today' } or { candidates = tonumber(rest) })
  end,
  cast = function(rest, run)
    local function take(name)
      if name and name ~= '' then run({ name = name }) end
    end
    if rest ~= '' then return take(rest) end
    vim.ui.input({ prompt = 'Limner, who joins the cast: ', default = vim.fn.expand('<cword>') }, take)
  end,
  look = function(rest, run) run(rest ~= '' and { name = rest } or nil) end,
  edit = function(rest, run)
    local function take(instruction)
      if instruction and instruction ~= '' then run({ instruction = instruction }) end
    end
    if rest ~= '' then take(rest) else vim.ui.input({ prompt = 'Limner, what should change: ' }, take) end
  end,
}

--- Calls a function of a client; they became methods in Neovim 0.11.
local function tell(client, name, ...)
  if vim.fn.has('nvim-0.11') == 1 then return client[name](client, ...) end
  return client[name](...)
end

--- Sets the server's command, and settings by the names the README lists.
---@param options { cmd?: string[], settings?: table }
function M.setup(options)
  settings = vim.tbl_deep_extend('force', settings, options or {})
end

--- Leaves Visual mode once the actions on a selection have been asked for. Neovim holds back what
--- arrives there for four seconds, and `u` would change letters instead of undoing.
local function leave_visual_mode()
  vim.api.nvim_create_autocmd('LspRequest', {
    group = vim.api.nvim_create_augroup('limner_visual_mode', { clear = true }),
    callback = function(event)
      local client, request = vim.lsp.get_client_by_id(event.data.client_id), event.data.request
      local asks = request.method == 'textDocument/codeAction' and request.type == 'pending'
      if client and client.name == 'limner' and asks and vim.fn.mode():find('[vV\22]') then
        vim.schedule(function() vim.api.nvim_feedkeys('\27', 'nx', false) end)
      end
    end,
  })
end

--- Starts the server for a buffer that has a name and text of its own.
---@param buffer integer
function M.attach(buffer)
  if not vim.api.nvim_buf_is_valid(buffer) or not vim.api.nvim_buf_is_loaded(buffer) then return end
  local name = vim.api.nvim_buf_get_name(buffer)
  if vim.bo[buffer].buftype ~= '' or name == '' or name:match('^%a[%w+.-]+://') then return end
  leave_visual_mode()
  vim.lsp.start({
    name = 'limner',
    cmd = settings.cmd,
    cmd_env = secrets,
    settings = { limner = settings.settings },
    init_options = { notes = true },
    handlers = {
      ['window/showMessage'] = function(_, params) require('limner.messages').take(params) end,
      ['window/showMessageRequest'] = function(...) return require('limner.messages').ask(...) end,
    },
    root_dir = vim.fs.root(buffer, root_markers) or vim.fs.dirname(name),
  }, { bufnr = buffer })
end

--- Runs one subcommand of `:Limner`.
---@param call vim.api.keyset.create_user_command.command_args
function M.command(call)
  if #call.fargs == 0 then return M.menu(call) end
  local verb, rest = call.fargs[1], table.concat(call.fargs, ' ', 2)
  local lines = call.range > 0 and { call.line1, call.line2 } or nil
  if options[verb] and (verb == 'again' or rest ~= '' or not lines) then
    options[verb](rest, function(chosen) M.run(commands[verb], lines, chosen) end)
  elseif commands[verb] then
    M.run(commands[verb], lines)
  elseif verb == 'dialect' or verb == 'style' then
    M.set(verb, rest)
  elseif verb == 'setup' or verb == 'check' or verb == 'history' then
    require('limner.terminal')[verb]()
  elseif verb == 'key' then
    M.key(rest)
  elseif verb == 'log' then
    vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
  elseif verb == 'restart' then
    M.restart()
  else
    vim.notify('Limner: there is no “' .. verb .. '”: see :help limner.', vim.log.levels.ERROR)
  end
end

--- Completes the subcommands of `:Limner`.
---@return string[]
function M.complete(lead, line)
  local words = {}
  if select(2, line:gsub('%S+%s+', '')) > 1 then
    local choices = require('limner.choices')[line:match('(%a+)%s+%S*$')] or {}
    words = line:match('key%s+%S*$') and { 'chat', 'image' }
      or vim.tbl_map(function(choice) return choice[1] end, choices)
  else
    words = M.verbs()
  end
  return vim.tbl_filter(function(word) return vim.startswith(word, lead) end, words)
end

--- All subcommands of `:Limner`.
---@return string[]
function M.verbs()
  local words = vim.tbl_keys(commands)
  vim.list_extend(words, { 'dialect', 'style', 'key', 'log', 'restart', 'setup', 'check', 'history' })
  table.sort(words)
  return words
end

--- Lets the person choose a subcommand, for the same range.
function M.menu(call)
  vim.ui.select(M.verbs(), { prompt = 'Limner:' }, function(verb)
    if verb then M.command({ fargs = { verb }, range = call.range, line1 = call.line1, line2 = call.line2 }) end
  end)
end

--- Returns what runs now, for a statusline.
---@return string
function M.status() return require('limner.work').status() end

--- Sends a server command for a range, or for the cursor's line without one.
---@param command string
---@param lines? integer[] the first and the last line of the range
---@param chosen? table the command's own options
function M.run(command, lines, chosen)
  local buffer = vim.api.nvim_get_current_buf()
  local client = M.client(buffer)
  if not client then
    vim.notify('Limner is not running here: see :checkhealth limner.', vim.log.levels.ERROR)
    return
  end
  local first, last = M.ends(lines)
  local range = {
    start = { line = first[1], character = M.units(buffer, first, client.offset_encoding) },
    ['end'] = { line = last[1], character = M.units(buffer, last, client.offset_encoding) },
  }
  local text = vim.api.nvim_buf_get_text(buffer, first[1], first[2], last[1], last[2], {})
  local argument = { uri = vim.uri_from_bufnr(buffer), range = range }
  if chosen and next(chosen) then argument.options = chosen end
  if vim.bo[buffer].fileformat == 'unix' then argument.text = table.concat(text, '\n') end
  local call = { command = command, arguments = { argument } }
  local function answered(error)
    if error then vim.notify('Limner: ' .. error.message, vim.log.levels.ERROR) end
  end
  tell(client, 'request', 'workspace/executeCommand', call, answered, buffer)
end

local questions = { dialect = 'Image generator that prompts are written for', style = 'Style of all pictures' }

--- A command line of Limner in the terminal: the server's own, with other words in place of `serve`.
---@return string[]
function M.terminal(...)
  local words = {}
  for _, word in ipairs(settings.cmd) do
    if word == 'serve' then break end
    table.insert(words, word)
  end
  return vim.list_extend(words, { ... })
end

--- Changes a setting for this session; without a value it is asked for.
---@param key string
---@param value string
function M.set(key, value)
  local function take(chosen)
    if not chosen or chosen == '' then return end
    settings.settings[key] = chosen
    for _, client in ipairs(M.clients()) do
      client.settings = vim.tbl_deep_extend('force', client.settings or {}, { limner = { [key] = chosen } })
    end
    vim.notify(('Limner: %s is %s.'):format(key, chosen))
  end
  if value ~= '' then return take(value) end
  local choices = require('limner.choices')[key]
  vim.ui.select(choices, {
    prompt = questions[key] .. ':',
    format_item = function(choice) return choice[2] or choice[1] end,
  }, function(choice) take(choice and choice[1]) end)
end

--- Asks for a service's key, for this session only; an empty one takes it back.
---@param kind string `chat` or `image`
function M.key(kind)
  if kind ~= 'chat' and kind ~= 'image' then
    vim.notify('Limner: say which service the key is for: :Limner key chat, or :Limner key image.', vim.log.levels.ERROR)
    return
  end
  local key = vim.fn.inputsecret('Key of the ' .. kind .. ' service: ')
  secrets['LIMNER_' .. kind:upper() .. '_KEY'] = key ~= '' and key or nil
  M.restart()
end

--- Stops the server and starts it again for the buffers it had.
function M.restart()
  local buffers = {}
  for _, client in ipairs(M.clients()) do
    vim.list_extend(buffers, vim.tbl_keys(client.attached_buffers))
    tell(client, 'stop')
  end
  vim.wait(3000, function() return #M.clients() == 0 end, 20)
  for _, buffer in ipairs(buffers) do M.attach(buffer) end
end

---@return vim.lsp.Client[]
function M.clients() return vim.lsp.get_clients({ name = 'limner' }) end

---@return vim.lsp.Client?
function M.client(buffer) return vim.lsp.get_clients({ name = 'limner', bufnr = buffer })[1] end

--- Returns both ends of the words as zero-based rows and byte columns, the last one exclusive.
--- A range that is the last selection's means its words; any other one means whole lines.
function M.ends(lines)
  local line = vim.api.nvim_win_get_cursor(0)[1]
  lines = lines or { line, line, whole = true }
  local first, last = vim.fn.getpos("'<"), vim.fn.getpos("'>")
  local selected = not lines.whole and first[2] == lines[1] and last[2] == lines[2]
  if not selected or vim.fn.visualmode() == 'V' then
    return { lines[1] - 1, 0 }, { lines[2] - 1, #vim.fn.getline(lines[2]) }
  end
  local text = vim.fn.getline(last[2])
  -- The last letter belongs to the selection, all its bytes.
  local stop = last[3] - 1 + #vim.fn.strcharpart(text:sub(last[3]), 0, 1)
  return { first[2] - 1, first[3] - 1 }, { last[2] - 1, math.min(stop, #text) }
end

--- Returns a byte column in the client's units.
function M.units(buffer, place, encoding)
  local line = vim.api.nvim_buf_get_lines(buffer, place[1], place[1] + 1, true)[1]
  local text = line:sub(1, place[2])
  if encoding == 'utf-8' then return #text end
  return encoding == 'utf-32' and vim.fn.strchars(text) or vim.fn.strutf16len(text)
end

return M
