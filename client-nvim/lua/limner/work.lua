-- What the server is doing, for a statusline: `%{%v:lua.require'limner'.status()%}`.
local M = {}

local titles = {}

--- Remembers what progress says, by its token.
function M.watch(group)
  vim.api.nvim_create_autocmd('LspProgress', {
    group = group,
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if not client or client.name ~= 'limner' then return end
      local token, value = event.data.params.token, event.data.params.value
      if value.kind == 'begin' then titles[token] = value.title end
      if value.kind == 'end' then titles[token] = nil end
      vim.cmd.redrawstatus()
    end,
  })
end

--- Returns what runs now in a few words, `''` when nothing does.
---@return string
function M.status()
  local running = vim.tbl_values(titles)
  if #running < 2 then return running[1] or '' end
  return ('Limner: %d at work'):format(#running)
end

return M
