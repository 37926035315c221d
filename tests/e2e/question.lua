-- Asks, as the server does, by the plugin's own handler, and prints the prompt and the answer as JSON.
--   LIMNER_STEPS    JSON: {plugin, message, answers, choice?}
local step = vim.json.decode(os.getenv('LIMNER_STEPS'))
vim.opt.runtimepath:append(step.plugin)

local prompt
vim.ui.select = function(items, options, choose)
  prompt = options.prompt
  for at, item in ipairs(items) do
    if options.format_item(item) == step.choice then return choose(item, at) end
  end
  choose(nil)
end

local actions, answer = {}, nil
for _, title in ipairs(step.answers) do table.insert(actions, { title = title }) end
coroutine.wrap(function()
  answer = require('limner.messages').ask(nil, { message = step.message, actions = actions, type = 3 }, { client_id = 0 })
end)()
vim.wait(5000, function() return answer ~= nil end, 10)
io.stdout:write(vim.json.encode({ prompt = prompt, answer = answer }) .. '\n')
