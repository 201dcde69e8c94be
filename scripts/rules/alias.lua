-- Short names given in brackets after the long one: acronyms, and short forms that the dictionary of organisations knows. Brackets are
-- read that stand right behind the name, or hold the long name behind the short one: the Coastal Relief Agency (CRA); CRA (Coastal Relief
-- Agency). The letters must begin words of the long name, or the dictionary must have both for one body; (Republican) is none. Names by
-- which somebody is known (known as, nicknamed) are facts `nickname` of the pack `roles`; `lunette run entities` shows all as aliases, a
-- short form without brackets, too.
local orgs = lun.dictionary "org"

-- The ids that the dictionary has for a short name, or false; most are none.
local ids_of = {}
local function ids_of_short(short)
  if ids_of[short] == nil then
    ids_of[short] = false
    for _, row in ipairs(orgs:lookup(short) or {}) do
      if row.id and row.id ~= "" then
        ids_of[short] = ids_of[short] or {}
        ids_of[short][row.id] = true
      end
    end
  end
  return ids_of[short]
end

-- Whether the dictionary gives both names to one organisation (Unasur: its letters are those of another language), and no
-- later beginning of the long one gives the letters.
local function one_organisation(long, short)
  local ids, one = ids_of_short(short), false
  for _, row in ipairs(ids and orgs:lookup(long) or {}) do one = one or ids[row.id] end
  if not one then return false end
  for at in long:gmatch "()%f[%S]%S" do if lun.acronym(long:sub(at), short) then return false end end
  return true
end
local function short_of(m)
  local long, short = m.long.text, m.short.text
  return lun.acronym(long, short) or one_organisation(long, short)
end

return lun.rules {
  name = "alias",
  about = "Short names given in brackets after the long one.",
  define = { Long = [[ [cap & word & len>=2] ([cap & word] | of | the | and | for | on | "&"){0,8} ]] },
  { "paren", [[ long:Long "(" short:[cap & len<=12] ")" ]],
    where = short_of,
    fact = "alias",
    yes = { { "The Coastal Relief Agency (CRA) opened a camp.", long = "Coastal Relief Agency", short = "CRA" },
      { "The U.S. Southern Command ( SouthCom ) is based there.", long = "Southern Command", short = "SouthCom" } },
    no = { "James Hill (Republican) left." } },
  { "reverse", [[ short:[upper & len>=2 & len<=8] "(" long:Long ")" ]],
    where = short_of,
    fact = "alias",
    yes = { { "CRA (Coastal Relief Agency) opened a camp.", long = "Coastal Relief Agency", short = "CRA" } },
    no = { "CRA (founded in May) opened a camp." } },
}
