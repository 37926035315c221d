-- Messages of the server in one line: a wall of them would ask for Enter. `:messages` has each in full.
local M = {}

--- How long messages are waited for that come together, in milliseconds.
local together = 300

local waiting, timer = {}, nil

local function first_sentence(text) return text:match('^(.-[.!?])%s') or text end

--- Shows what has come as one line that fits above the command line.
local function show()
  local line = 'Limner: ' .. first_sentence(waiting[1].message)
  local more = #waiting > 1 and (' (and %d more: see :messages)'):format(#waiting - 1) or ''
  local room = math.max(vim.o.columns - 14 - vim.fn.strdisplaywidth(more), 20)
  if vim.fn.strdisplaywidth(line) > room then line = vim.fn.strcharpart(line, 0, room - 1) .. '…' end
  local failed = vim.iter(waiting):any(function(each) return each.type == vim.lsp.protocol.MessageType.Error end)
  vim.api.nvim_echo({ { line .. more, failed and 'ErrorMsg' or '' } }, false, {})
  waiting = {}
end

--- Puts a message into the list of `:messages`. It must be shown for that; where it has room, nobody is asked for Enter.
local function remember(text)
  local height = vim.o.cmdheight
  vim.o.cmdheight = math.min(math.ceil(vim.fn.strdisplaywidth(text) / vim.o.columns) + 1, math.floor(vim.o.lines / 2))
  vim.api.nvim_echo({ { text } }, true, {})
  vim.cmd.redraw()
  vim.o.cmdheight = height
end

--- Takes one message of `window/showMessage`.
---@param params { message: string, type: integer }
function M.take(params)
  table.insert(waiting, params)
  remember('Limner: ' .. params.message:gsub('%s+', ' '))
  if timer then timer:stop() end
  timer = vim.defer_fn(show, together)
end

--- Asks what `window/showMessageRequest` asks. Neovim would put a colon behind the question: “… now?:”.
---@param failure? lsp.ResponseError
---@param params { message: string, actions?: { title: string }[] }
---@param context lsp.HandlerContext
function M.ask(failure, params, context)
  local thread, is_main = coroutine.running()
  if not thread or is_main or not next(params.actions or {}) then
    return vim.lsp.handlers['window/showMessageRequest'](failure, params, context)
  end
  vim.ui.select(params.actions, {
    kind = 'lsp_message',
    prompt = params.message .. ' ',
    format_item = function(action) return (action.title:gsub('%s+', ' ')) end,
  }, function(choice)
    -- Scheduled, as some let a person choose before they return, which is before the thread waits.
    vim.schedule(function() coroutine.resume(thread, choice or vim.NIL) end)
  end)
  return coroutine.yield()
end

return M
