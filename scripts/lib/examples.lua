-- The yes and no lines of a pack: each is a document of its own over which the pack runs, and its rule must find what the
-- line marks, or nothing.
local core = require "lunette.core"
local annotation = require "lunette.annotation"
local phase = require "lunette.phase"
local set = require "lunette.set"
local suggest = require "lunette.suggest"
local examples = {}

examples.page = [==[
lunette test [NAME|FILE...]

Runs the yes and no lines of rules: each is an article of its own, over which the pack runs with the packs that it uses. A
yes line holds when its rule matches and the captures that the line names hold these texts; a list of texts stands for a
capture that is a list. A no line holds when the rule does not match at all. Other rules do not count. Without a word the
bundled packs are tested. A line that fails is shown with what came out, and below it how far the rule came. A rule that has no
such lines is named, and one of which nothing says what it must not match.

  { "visit", [[ who:@person <visit|tour> where:@place ]], fact = "visit",
    yes = { "Ana Torres toured Lima.", { "Ana Torres visited Lima.", who = "Ana Torres", where = "Lima" } },
    no = { "Ana Torres paid a visit." } },

  lunette test mine.lua

FILE.txt is a transcript of the prompt, which is run again (lunette help repl): what was typed must say what stands there.
A line may bring annotation behind its sentence, as a record of JSON Lines does (lunette help annotation):
  yes = { { "Ana saw it.", { pos = { "PROPN", "VERB", "PRON", "PUNCT" }, layers = { person = { { 0, 3 } } } }, who = "Ana" } }

An example that runs as it stands:
  $ lunette test guide

--scripts DIR is a folder of scripts that goes before the bundled ones. Exit codes: 0 all lines hold, 1 some fail, 2 no such
pack, 3 a script does not compile, 66 no such file. Lines that can never matter: `lunette lint`.
]==]

local function shown(text) return text and ("%q"):format(text) or "empty" end

-- What a marked capture holds against what its line wants: a text, or a list of texts. nil when they agree.
local function difference(name, value, wanted)
  if type(value) == "table" and type(wanted) == "table" then
    for k = 1, math.max(#value, #wanted) do
      local text = value[k] and value[k].text
      if text ~= wanted[k] then return ("%s[%d] is %s, not %q"):format(name, k, shown(text), tostring(wanted[k])) end
    end
    return nil
  end
  if type(value) == "table" then value = value[1] end
  local text = type(value) == "string" and value or value and value.text
  if text ~= wanted then return ("%s is %s, not %q"):format(name, shown(text), tostring(wanted)) end
end

-- Runs the yes and no lines of a pack's rules: failures, number of lines, and what explain.example wants of each failure.
-- packs are those it runs with, itself last, less the rules in the set `without`.
function examples.run(pack, packs, without)
  local failures, lines, failed = {}, 0, {}
  packs = packs or { pack }
  phase.check(packs)
  for _, r in ipairs(pack.steps) do
    for kind, list in pairs { yes = r.yes or {}, no = r.no or {} } do
      for _, line in ipairs(list) do
        local example = type(line) == "table" and line or { line }
        local found, why, at = false, "no match", ("%s:%d"):format(r.file, r.line)
        local unknown = {} -- names that no capture of the rule has
        for name in pairs(example) do
          if type(name) == "string" and r.captures and r.captures[name] == nil then unknown[#unknown + 1] = name end
        end
        table.sort(unknown)
        local doc = require("lunette").doc(example[1])
        local attached, wrong_brought = true, nil
        if example[2] then attached, wrong_brought = annotation.attach(doc, example[2], "what it brings") end
        local ran, raised = pcall(phase.run, packs, doc, without, { match = function(by, m)
          if by ~= r then return end
          local wrong
          for name, wanted in pairs(example) do
            wrong = wrong or name ~= 1 and name ~= 2 and difference(name, m[name], wanted)
          end
          found, why = found or not wrong, wrong or why
        end })
        core.close(doc)
        lines = lines + 1
        if ran and not attached then ran, raised = false, wrong_brought end
        if not ran then failures[#failures + 1] = ("%s: %s: %s %q: %s"):format(at, r.id, kind, example[1], raised)
        elseif found ~= (kind == "yes") then
          if unknown[1] and kind == "yes" then why = ("no capture '%s'%s"):format(unknown[1], suggest.hint(unknown[1], set.names(r.captures))) end
          failures[#failures + 1] = ("%s: %s: %s %q: %s"):format(at, r.id, kind, example[1], kind == "yes" and why or "matches")
          failed[#failures] = { rule = r, packs = packs, text = example[1], brings = example[2], kind = kind }
        end
      end
    end
  end
  return failures, lines, failed
end

-- Which of a pack's rules have no line to be tested by, or none that tells what they must not match: messages.
function examples.missing(pack)
  local messages = {}
  for _, r in ipairs(pack.steps) do
    local lacks, remedy
    if not (r.yes or r.no) then lacks, remedy = "no examples", 'yes = { "..." } and no = { "..." }'
    elseif not r.yes then lacks, remedy = "no example that it matches", 'yes = { "..." }'
    elseif not r.no then lacks, remedy = "no example that it must not match", 'no = { "..." }' end
    if r.pattern and lacks then messages[#messages + 1] = ("%s:%d: rule '%s' has %s: give it %s"):format(r.file, r.line, r.id, lacks, remedy) end
  end
  return messages
end

return examples
