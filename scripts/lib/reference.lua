-- References: whom a pronoun, a role noun ("the minister") or a description ("the South American giant") means, as core/reference follows
-- it back. Every answer is a table
--   entity    who is meant, where one is; several: persons named together, for they and the ministers
--   reason    why, or why nobody
--   others    runners-up: { { entity, reason } }, the nearest first
--   unclear   true where others are as likely
--   country   of a described country that the article does not name
-- The source of an attribution is asked by lunette.speakers, which knows who spoke before; all else asks here, through doc:reference.
local antecedent = require "lunette.antecedent"
local reference = {}

-- What a span means; nil where it neither names nor refers to anything. Asked once, an answer stays.
function reference.of(doc, s) return antecedent.of(doc).referents:of(s) end

-- Follows back the spans of one layer, and lays what they mean in another (core/lua/bind_answer.c).
function reference.lay(doc, from, to) antecedent.of(doc).referents:lay(from, to) end

return reference
