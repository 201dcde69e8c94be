-- The layout of databases of results: tables, indexes, views, and names for what scripts call as they like. `lunette help sql`
-- describes it; a change of the layout raises `version`.
local schema = { version = 1, application = 0x6C756E65 } -- "lune"

schema.tables = [[
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT, record INTEGER, day TEXT, headline TEXT,
  byline TEXT, dateline TEXT, tokens INTEGER, text TEXT NOT NULL, fields TEXT);
CREATE TABLE entities (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  type TEXT NOT NULL, name TEXT NOT NULL, identifier TEXT, roles TEXT, aliases TEXT, country TEXT, country_from TEXT, mentions INTEGER);
CREATE TABLE mentions (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  layer TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, line INTEGER, letter INTEGER,
  entity INTEGER REFERENCES entities(number) ON DELETE SET NULL, rule TEXT, attributes TEXT);
CREATE TABLE facts (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents(number) ON DELETE CASCADE,
  type TEXT NOT NULL, rule TEXT, rule_file TEXT, rule_line INTEGER, text TEXT, start INTEGER, stop INTEGER, line INTEGER, letter INTEGER);
CREATE TABLE fact_roles (fact INTEGER NOT NULL REFERENCES facts(number) ON DELETE CASCADE, role TEXT NOT NULL, item INTEGER NOT NULL,
  text TEXT, start INTEGER, stop INTEGER, entity INTEGER REFERENCES entities(number) ON DELETE SET NULL,
  PRIMARY KEY (fact, role, item)) WITHOUT ROWID;
CREATE TABLE report_tables (name TEXT PRIMARY KEY, report TEXT NOT NULL) WITHOUT ROWID;
]]

-- Made when a new database is full: that is faster than keeping them in order.
schema.indexes = [[
CREATE INDEX entities_document ON entities(document);
CREATE INDEX entities_name ON entities(type, name);
CREATE INDEX mentions_document ON mentions(document, layer);
CREATE INDEX mentions_text ON mentions(layer, text);
CREATE INDEX mentions_entity ON mentions(entity);
CREATE INDEX facts_document ON facts(document);
CREATE INDEX facts_type ON facts(type);
CREATE INDEX fact_roles_entity ON fact_roles(entity);
CREATE INDEX fact_roles_text ON fact_roles(role, text);
CREATE INDEX documents_day ON documents(day);
]]

local function entities_of(view, type_name)
  return ("CREATE VIEW %s AS SELECT d.id AS document, d.day, e.name, e.roles, e.country, e.country_from, e.aliases, e.mentions, e.identifier\n  FROM entities e JOIN documents d ON d.number = e.document WHERE e.type = '%s';\n"):format(view, type_name)
end

local function role(name) -- the fillers of a role of f as one text
  return ("(SELECT group_concat(text, '; ') FROM (SELECT text FROM fact_roles r WHERE r.fact = f.number AND r.role = '%s' ORDER BY r.item))"):format((name:gsub("'", "''")))
end

schema.views = entities_of("people", "person") .. entities_of("organisations", "org") .. entities_of("places", "place") .. [[
CREATE VIEW who_said_what AS SELECT d.id AS document, d.day, coalesce(]] .. role "speakers" .. ", " .. role "speaker" .. ", " .. role "source" .. [[) AS speaker,
  ]] .. role "cue" .. " AS cue, c.text AS said, " .. role "kind" .. [[ AS kind, f.rule, f.rule_file, f.rule_line, c.start, c.stop, f.line
  FROM facts f JOIN documents d ON d.number = f.document LEFT JOIN fact_roles c ON c.fact = f.number AND c.role = 'content' AND c.item = 1
  WHERE f.type = 'said' AND EXISTS (SELECT 1 FROM fact_roles k WHERE k.fact = f.number AND k.role = 'kind');
CREATE VIEW facts_wide AS SELECT d.id AS document, d.day, f.type, f.text, f.start, f.stop, f.line, f.rule, f.rule_file, f.rule_line,
  (SELECT json_group_object(role, texts) FROM (SELECT role, group_concat(text, '; ') AS texts FROM fact_roles r WHERE r.fact = f.number GROUP BY role)) AS roles
  FROM facts f JOIN documents d ON d.number = f.document;
]]

-- Full text; a build of SQLite without FTS5 goes without.
schema.full_text = [[
CREATE VIRTUAL TABLE document_search USING fts5(headline, text, content = 'documents', content_rowid = 'number', tokenize = 'unicode61');
INSERT INTO document_search(document_search) VALUES ('rebuild');
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
  INSERT INTO document_search(rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
  INSERT INTO document_search(document_search, rowid, headline, text) VALUES ('delete', old.number, old.headline, old.text);
END;
CREATE TRIGGER documents_changed AFTER UPDATE ON documents BEGIN
  INSERT INTO document_search(document_search, rowid, headline, text) VALUES ('delete', old.number, old.headline, old.text);
  INSERT INTO document_search(rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
]]

-- A name that SQL takes without quotes: letters, digits and lines below, no word that SQL keeps for itself, and not one that
-- `taken` (a set of names in lower case) has.
function schema.name(store, wanted, taken)
  local base = wanted:gsub("[^%w\x80-\xFF]+", "_"):gsub("^_+", ""):gsub("_+$", "")
  if base == "" or base:find "^%d" then base = "n" .. base end
  if store:keyword(base) then base = base .. "_" end
  local name, n = base, 1
  while taken and taken[name:lower()] do
    n = n + 1
    name = ("%s_%d"):format(base, n)
  end
  if taken then taken[name:lower()] = true end
  return name
end

-- The view of the facts of a type, a column a role.
function schema.fact_view(store, type_name, roles)
  local taken = { document = true, day = true, fact_text = true, start = true, stop = true, line = true, rule = true, rule_file = true, rule_line = true }
  local view = schema.name(store, "fact_" .. type_name)
  local columns = {}
  for i, name in ipairs(roles) do columns[i] = ("  %s AS %s"):format(role(name), schema.name(store, name, taken)) end
  return ("DROP VIEW IF EXISTS %s;\nCREATE VIEW %s AS SELECT d.id AS document, d.day,\n%s%s  f.text AS fact_text, f.start, f.stop, f.line, f.rule, f.rule_file, f.rule_line\n  FROM facts f JOIN documents d ON d.number = f.document WHERE f.type = '%s';\n"):format(
    view, view, table.concat(columns, ",\n"), columns[1] and ",\n" or "", (type_name:gsub("'", "''")))
end

return schema
