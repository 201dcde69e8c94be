-- Files below folders, and globs: which names are read, in which order, and which are passed over and why.
local core = require "lunette.core"
local kind = require "lunette.source_kind"
local folder = {}

local DEEPEST = 64 -- folders inside each other, for links may lead in a circle

-- A glob as a Lua pattern: * and ? stay within a name, ** goes through folders, [abc] and [!abc] are classes.
local function pattern_of(glob)
  local out, i = { "^" }, 1
  while i <= #glob do
    local c = glob:sub(i, i)
    local class, past = glob:match("^%[([^%]]+)%]()", i)
    if glob:find("^%*%*/", i) then
      out[#out + 1], i = "\0", i + 3
    elseif glob:find("^%*%*", i) then
      out[#out + 1], i = ".*", i + 2
    elseif c == "*" then
      out[#out + 1], i = "[^/]*", i + 1
    elseif c == "?" then
      out[#out + 1], i = "[^/]", i + 1
    elseif class then
      out[#out + 1], i = "[" .. class:gsub("^!", "^"):gsub("%%", "%%%%") .. "]", past
    else
      out[#out + 1], i = c:gsub("%W", "%%%0"), i + 1
    end
  end
  out[#out + 1] = "$"
  return table.concat(out)
end

-- Alternatives in braces as globs of their own, at most `room` of them.
local function alternatives(glob, list, room)
  local before, inside, after = glob:match "^(.-)(%b{})(.*)$"
  if not before or #list >= room then
    list[#list + 1] = glob
    return list
  end
  for choice in (inside:sub(2, -2) .. ","):gmatch "(.-)," do alternatives(before .. choice .. after, list, room) end
  return list
end

-- Whether a path fits: (path) -> boolean. `**/` may stand for nothing. A glob without a slash is asked of the name alone.
function folder.glob(glob)
  local patterns = {}
  for _, one in ipairs(alternatives(glob, {}, 64)) do
    local name_only = not one:find "/"
    local pieces = {}
    for piece in (pattern_of(one) .. "\0"):gmatch "(.-)%z" do pieces[#pieces + 1] = piece end
    patterns[#patterns + 1] = { pieces = pieces, name_only = name_only }
  end
  -- pieces are joined by "any folders": each but the first begins at the start of a name
  local function fits(path, pieces, from, i)
    local stop = select(2, path:find((i > 1 and "^" or "") .. pieces[i], from))
    if i == #pieces then return stop ~= nil end
    if not stop then return false end
    local next_start = stop + 1
    while next_start do
      if fits(path, pieces, next_start, i + 1) then return true end
      local slash = path:find("/", next_start, true)
      next_start = slash and slash + 1
    end
    return false
  end
  return function(path)
    for _, p in ipairs(patterns) do
      if fits(p.name_only and path:match "[^/]*$" or path, p.pieces, 1, 1) then return true end
    end
    return false
  end
end

-- The folder that a glob begins in and whether the word is one: what exists under that very name is no glob.
function folder.of_glob(word)
  if not word:find "[*?%[{]" or core.kind(word) then return nil end
  local base = word:match "^[^*?%[{]*"
  return base:match "^(.*)/" or (base:sub(1, 1) == "/" and "/" or ".")
end

-- A test of (path within the folder, name) by any of the globs, and whether there are any.
function folder.matcher(globs)
  local list = {}
  for i, glob in ipairs(globs or {}) do list[i] = folder.glob(glob) end
  return function(path, name)
    for _, fits in ipairs(list) do if fits(path) or fits(name) then return true end end
    return false
  end, list[1] ~= nil
end

-- What belongs to another file and is no article: the receipt of a run, annotation that is read with its text.
local function is_beside(full, name)
  local stem = name:find "%.ann$" and full:sub(1, -5)
  return name:find "%.receipt%.json$" or stem and core.kind(stem .. ".txt") == "file"
end

-- Appends to `files` what is to be read below the folder: { path =, bytes = }; { error = }; or { path =, skipped = reason }
-- for what a reader would miss. settings: include, exclude, follow; wanted: a test of whole paths (of a glob).
function folder.walk(top, files, settings, wanted)
  local included, must = folder.matcher(settings.include)
  local excluded = folder.matcher(settings.exclude)
  local root = top == "/" and "" or (top:gsub("/+$", ""))
  local function go(path, within, depth)
    local names, message = core.list(path == "" and "/" or path)
    if not names then
      files[#files + 1] = { path = path, error = message }
      return
    end
    for _, name in ipairs(names) do
      if name:sub(1, 1) ~= "." then
        local full, here = path .. "/" .. name, within .. name
        local what, bytes = core.kind_of_name(full)
        if what == "link" and settings.follow then what = core.kind(full) end
        if excluded(here, name) or is_beside(full, name) then what = nil end
        if what == "folder" then
          if depth == DEEPEST then files[#files + 1] = { path = full, skipped = "a folder too deep" }
          else go(full, here .. "/", depth + 1) end
        elseif what then
          local asked = must and included(here, name) or wanted and wanted(full)
          local takes = must and included(here, name) and (not wanted or wanted(full)) or not must and wanted and wanted(full)
          if not must and not wanted then takes = kind.of_name(name) or kind.is_packed(name) end
          if what == "link" and (takes or core.kind(full) == "folder") then files[#files + 1] = { path = full, skipped = "a link" }
          elseif takes and what == "other" then files[#files + 1] = { path = full, skipped = "no regular file" }
          elseif takes then files[#files + 1] = { path = full, bytes = bytes, asked = asked }
          elseif not must and not wanted and what == "file" then
            files[#files + 1] = { path = full, skipped = "another kind of file" }
          end
        end
      end
    end
  end
  if wanted and top == "." then -- a glob without a folder: paths as the glob writes them
    local plain = wanted
    wanted = function(path) return plain((path:gsub("^%./", ""))) end
  end
  go(root, "", 1)
end

return folder
