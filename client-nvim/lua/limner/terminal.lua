-- Set-up, check and history by the terminal's own commands, with lists to choose from.
local M = {}

--- Runs `limner …`; calls *done* with what it printed, or says what went wrong.
local function run(words, done)
  local line = require('limner').terminal(unpack(words))
  vim.system(line, { text = true }, vim.schedule_wrap(function(ended)
    if ended.code == 2 then
      vim.notify('Limner: ' .. vim.trim(ended.stderr), vim.log.levels.ERROR)
    else
      done(ended.stdout)
    end
  end))
end

--- Shows lines in a window of their own, which `q` closes.
local function show(name, text)
  vim.cmd.new()
  local buffer = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(vim.trim(text), '\n'))
  vim.bo[buffer].buftype, vim.bo[buffer].bufhidden, vim.bo[buffer].modifiable = 'nofile', 'wipe', false
  vim.api.nvim_buf_set_name(buffer, name)
  vim.keymap.set('n', 'q', '<cmd>close<cr>', { buffer = buffer })
end

--- Checks the set-up, also for the current file.
function M.check()
  local file = vim.api.nvim_buf_get_name(0)
  local words = vim.uv.fs_stat(file) and { 'doctor', file } or { 'doctor' }
  run(words, function(text) show('limner://check', text) end)
end

--- Lets the person choose among the models that servers on this machine have; the chosen one is tried and kept.
function M.setup()
  run({ 'setup', '--format', 'json' }, function(text)
    local found, choices = vim.json.decode(text), {}
    for _, server in ipairs(found.chat) do
      for _, model in ipairs(server.models or {}) do
        table.insert(choices, { title = ('%s of %s'):format(model, server.name), url = server.baseUrl, model = model })
      end
    end
    table.insert(choices, { title = 'Limner by itself', url = 'none' })
    table.insert(choices, { title = 'Something else: in a terminal' })
    local pick = { prompt = 'Who should write your prompts:', format_item = function(choice) return choice.title end }
    vim.ui.select(choices, pick, function(choice)
      if not choice then return end
      if not choice.url then return vim.cmd.terminal(table.concat(require('limner').terminal('setup'), ' ')) end
      local words = { 'setup', '--format', 'json', '--chat-base-url', choice.url }
      if choice.model then vim.list_extend(words, { '--chat-model', choice.model }) end
      vim.notify('Limner: ' .. choice.title .. ' is tried …')
      run(words, function(done)
        local said = vim.json.decode(done)
        if said.error and said.error ~= vim.NIL then
          vim.notify('Limner: ' .. said.error, vim.log.levels.ERROR)
        else
          vim.notify('Limner: ' .. choice.title .. ' writes your prompts now.')
          require('limner').restart()
        end
      end)
    end)
  end)
end

--- Lists what was drawn; the chosen row's picture is opened, or written into the current folder when it waits there.
function M.history()
  run({ 'history', '--format', 'json' }, function(text)
    local rows = {}
    for line in vim.gsplit(vim.trim(text), '\n') do
      if line ~= '' then table.insert(rows, vim.json.decode(line)) end
    end
    if #rows == 0 then return vim.notify('Limner: no picture was asked of an image service yet.') end
    local function title(row)
      local price = type(row.cost) == 'number' and ('$%.2f'):format(row.cost) or 'price unknown'
      return ('%s  %s  %s  %s'):format(row.created:sub(1, 16):gsub('T', ' '), row.state, price, row.words or '')
    end
    vim.ui.select(rows, { prompt = 'Pictures and costs:', format_item = title }, function(row)
      if not row then return end
      if #row.pictures > 0 then return vim.ui.open(row.pictures[1]) end
      if type(row.kept) ~= 'string' then return vim.notify('Limner: nothing is kept of this one.') end
      run({ 'history', '--save', tostring(row.number) }, function(saved) vim.notify('Limner: ' .. vim.trim(saved)) end)
    end)
  end)
end

return M
