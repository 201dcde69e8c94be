-- The nodes of derivations: plain tables that outlive their document, which tostring writes as a tree with box-drawing
-- lines. What they stand on is worked out in lunette.why.
local cell = require "lunette.cell"
local terminal = require "lunette.terminal"
local tree = {}

tree.page = [==[
lunette run NAME|FILE.lua [INPUT...] --why

Prints below each row why it is there: a tree of what it stands on. In --format json and jsonl every row carries the same as
`why`, a list of nodes. In Lua fact:why() and span:why() give one node; tostring(node) is the tree.

  said "“We will go,” Ana Torres said"  speech.csv scripts/rules/speech.lua:42
  ├─ what: @quote "“We will go,”"
  ├─ source: @speaker "Ana Torres"  speech.named scripts/rules/speech.lua:31
  │  └─ ...
  └─ cue: @cue "said"  ...

A line names the type of a fact, @ and the layer of a span, or # and the dictionary of an entry with the rows that pass the
attribute asked for; then the text, the rule and where it stands. Below it stand, in the order of the text, the spans and
entries that elements of the pattern took, those that tests such as [cap & @person | #given] held for, and the other words.
What a `where` asked is not shown.
A span or fact of a lun.resolve step stands on the spans of the layers that the step reads, on the same tokens, or on the
roles of the fact; in brackets its reason: the attribute or role `reason`, or the rule that the step gave to doc:add.
An event has a line for each actor, the words with its code, and below it the names and the rows that gave country and part; and a
line `code` with the row of eventverb, eventnoun or eventpair that gave the CAMEO code, and what changed it: 190 becomes 138.
A row of a report with rows of its own is explained by the facts that its cells come from and by its spans of layers; one of a person
by the facts that gave roles, too, and by a line `country` with what that is from.

Fields of a node: what ("fact", "span", "entry", "word", "actor", "country"), type or layer or dictionary, text, at (file:line:column), rule,
rule_file, rule_line, pattern, reason, captures (name -> node without `from`, or a list), rows and file of an entry,
role, code, country and part of an actor, from.
]==]

local class = { __name = "why" }

-- A node for the text and place of a span, or without them.
function tree.node(what, span, fields)
  fields.what, fields.text = what, span and cell.text(span.text) or ""
  fields.at = span and cell.text(cell.place(span))
  return setmetatable(fields, class)
end

-- Notes the rule or step that made what the node stands for.
function tree.made_by(node, maker)
  if not maker then return end
  node.rule, node.rule_file, node.rule_line = maker.id, maker.file, maker.line
  if type(maker.pattern) == "string" then node.pattern = maker.pattern:gsub("%s+", " "):match "^ ?(.-) ?$" end
end

-- The same node without what it stands on.
function tree.bare(node)
  local copy = {}
  for key, value in pairs(node) do copy[key] = value end
  copy.from, copy.captures = nil, nil
  return setmetatable(copy, class)
end

local WIDEST, ROWS = 70, 3 -- cells of a text in a line; rows of an entry

local function row_text(row)
  local parts = {}
  for key, value in pairs(row) do if key ~= "surface" then parts[#parts + 1] = key .. "=" .. value end end
  table.sort(parts)
  return table.concat(parts, " ")
end

local function line_of(node, name)
  local kind = node.type or node.layer and "@" .. node.layer or node.dictionary and "#" .. node.dictionary
  local text = ('%s%s"%s"'):format(name and name .. ": " or "", kind and kind .. " " or "", terminal.cut(terminal.line(node.text), WIDEST))
  if node.rule then text = text .. "  " .. node.rule .. (node.rule_file and (" %s:%d"):format(node.rule_file, node.rule_line) or "") end
  if node.reason then text = ("%s (%s)"):format(text, terminal.line(node.reason)) end
  if node.rows then
    local rows = {}
    for k, row in ipairs(node.rows) do if k <= ROWS then rows[k] = terminal.line(row.surface .. " " .. row_text(row)):match "^(.-) *$" end end
    if #node.rows > ROWS then rows[#rows + 1] = ("and %d more"):format(#node.rows - ROWS) end
    text = ("%s  %s: %s"):format(text, node.file, table.concat(rows, "; "))
  end
  return text
end

-- The captures of a node that have just the text and place of one that it stands on; the role of one that says it itself.
local function name_of(node, from)
  if from.role then return from.role end
  local names = {}
  for name, value in pairs(node.captures or {}) do
    for _, capture in ipairs(value.at and { value } or value) do
      if not capture.role and capture.at == from.at and capture.text == from.text then names[#names + 1] = name end
    end
  end
  table.sort(names)
  return names[1] and table.concat(names, ", ")
end

function class.__tostring(node)
  local lines = {}
  local function write(x, name, first, others)
    lines[#lines + 1] = first .. line_of(x, name)
    for k, from in ipairs(x.from or {}) do
      local last = k == #x.from
      write(from, name_of(x, from), others .. (last and "└─ " or "├─ "), others .. (last and "   " or "│  "))
    end
  end
  write(node, nil, "", "")
  return table.concat(lines, "\n")
end

return tree
