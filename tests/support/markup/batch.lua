-- A reader for pandoc of many documents at once: each becomes a block of its own.
-- Standard input: a JSON list of texts; the environment's PANDOC_READER: their format. A document
-- that pandoc refuses becomes a horizontal rule.
function Reader(input)
  local format = os.getenv("PANDOC_READER")
  local blocks = {}
  for _, text in ipairs(pandoc.json.decode(tostring(input), false)) do
    local whole, document = pcall(pandoc.read, text, format)
    blocks[#blocks + 1] = whole and pandoc.Div(document.blocks) or pandoc.HorizontalRule()
  end
  return pandoc.Pandoc(blocks)
end
