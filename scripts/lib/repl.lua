-- Lua at a prompt: expressions print their value, `doc` is the article, `_` the last value. Input that is not a terminal
-- runs as one chunk without prompts.
local core = require "lunette.core"
local options_of = require "lunette.options"
local permission = require "lunette.permission"
local sandbox = require "lunette.sandbox"
local terminal = require "lunette.terminal"
local repl = {}

repl.page = [==[
lunette repl [INPUT]

Lua at a prompt, with the article as `doc`, of several in INPUT the first (lunette help inputs). An expression prints its value, spans with their tokens and layer; `_` is
the last value, a new global is a variable of the session; an unfinished line goes on in the next, Ctrl-D ends. Input that is
not a terminal runs as one chunk without prompts. `lunette help doc` lists what an article can be asked.

  use "names"                              run packs over the article, bundled by name or your own by path; each once
  doc:word(1)                              the first token
  lun.collect(doc:spans "person")          all persons
  for q in doc:facts "said" do print(q.speaker, q.what) end       after use "attribution"
  print(lun.explain("visits.lua", doc))    why rules match or do not

  --text TEXT     take TEXT as the article
  --date DATE     its day of publication, YYYY-MM-DD
  --scripts DIR   a folder of scripts that goes before the bundled ones

An example that runs as it stands:
  $ echo 'use "names"  return lun.collect(doc:spans "person")' | lunette repl --text "James Mattis went to Lima."

Exit codes: 0, 1 the chunk raised, 2 usage, 3 it does not compile, 66 no such file.
]==]

-- A value as a person wants to see it: spans with their place, lists with at most 20 items.
local function show(value, depth)
  local class = core.class(value)
  if class == "span" then
    return ("%q  tokens %d-%d%s"):format(value.text, value.first, value.last, value.layer and "  @" .. value.layer or "")
  elseif class == "doc" or class == "layer" or class == "dictionary" then
    return tostring(value)
  elseif type(value) == "string" then
    return ("%q"):format(value):gsub("\\\n", "\\n")
  elseif type(value) == "table" and not (getmetatable(value) or {}).__tostring and depth < 3 then
    local lines, n = {}, 0
    local keys = {}
    for key in pairs(value) do keys[#keys + 1] = key end
    table.sort(keys, function(a, b)
      if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
      return type(a) < type(b)
    end)
    for _, key in ipairs(keys) do
      n = n + 1
      if n > 20 then
        lines[#lines + 1] = ("  ... %d more"):format(#keys - 20)
        break
      end
      lines[#lines + 1] = ("  %s = %s"):format(tostring(key), show(value[key], depth + 1))
    end
    return "{\n" .. table.concat(lines, "\n") .. "\n}"
  end
  return tostring(value)
end

local function compile(text, env)
  local chunk = load("return " .. text, "@prompt", "t", env)
  if chunk then return chunk end
  return load(text, "@prompt", "t", env)
end

-- The first article of the inputs that can be read; nil and the exit code when there is none.
local function first_article(options, words, context)
  local summary = require("lunette.summary").new({ progress = "none" }, context.say, {})
  local documents, problem, code = options_of.inputs(options, words, context.interactive, summary)
  if not documents then
    context.say(problem)
    return nil, code
  end
  for doc, message, outcome in documents do
    if doc then return doc end
    summary:failed(message, outcome)
  end
  summary:close(0)
  return nil, 66
end

function repl.run(options, words, context)
  permission.grant_read "."
  local env = sandbox.new "."
  rawset(env, "_", false)
  if words[1] or options.text then
    local doc, code = first_article(options, words, context)
    if not doc then return code end
    rawset(env, "doc", doc)
  end
  rawset(env, "print", function(...)
    local parts = table.pack(...)
    for i = 1, parts.n do parts[i] = tostring(parts[i]) end
    core.write(1, terminal.text(table.concat(parts, "\t")) .. "\n")
  end)
  -- use "names": runs packs over the article
  local packs_ran = {}
  rawset(env, "use", function(...)
    local doc = rawget(env, "doc")
    if not doc then error("no article here: lunette repl INPUT", 2) end
    local report, phase = require "lunette.report", require "lunette.phase"
    for _, name in ipairs { ... } do
      if packs_ran[name] then error(("'%s' has run already"):format(tostring(name)), 2) end
      packs_ran[name] = true
    end
    phase.run(report.check { name = "prompt", use = { ... } }.packs, doc)
  end)
  if options["project-use"] and rawget(env, "doc") then
    local ok, message = pcall(rawget(env, "use"), table.unpack(options["project-use"]))
    if not ok then
      context.say("lunette.lua: " .. require("lunette.environment").message_of(message))
      return 3
    end
  end
  -- at the prompt a new global is a variable of the session
  debug.getmetatable(env).__newindex = nil
  local meta = { __index = env, __metatable = false }
  local session = setmetatable({}, meta)
  local function evaluate(text)
    local chunk, message = compile(text, session)
    if not chunk then return nil, message end
    local result = table.pack(xpcall(chunk, require("lunette.environment").message_of))
    if not result[1] then return false, result[2] end
    if result.n > 1 then
      for i = 2, result.n do core.write(1, terminal.text(show(result[i], 0)) .. "\n") end
      session._ = result[2]
    end
    return true
  end
  if not context.interactive then
    local text, message = core.read "-"
    if not text then
      context.say(message)
      return 74
    end
    local ok, problem = evaluate(text)
    if ok then return 0 end
    context.say(problem)
    return ok == nil and 3 or 1
  end
  core.write(1, "lunette " .. core.version .. ": `doc` is the article, use \"names\" runs a pack, Ctrl-D ends\n")
  if not permission.trusted then core.write(1, "io, os and debug are closed; lun.read reads below this folder (lunette help sandbox)\n") end
  local lines = core.lines "-"
  local pending = ""
  while true do
    core.write(1, pending == "" and "> " or ">> ")
    local line = lines()
    if not line then break end
    pending = pending == "" and line or pending .. "\n" .. line
    local ok, message = evaluate(pending)
    if ok == nil and message:find "<eof>$" then goto continue end
    if not ok then context.say(message) end
    pending = ""
    ::continue::
  end
  core.write(1, "\n")
  return 0
end

return repl
