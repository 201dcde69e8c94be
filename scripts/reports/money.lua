-- Sums of money: one row a sum, its exact value, and the sentence that names it, of an endless one what is near. value and to, of a
-- range its upper end, are numbers in json, xlsx and db, so that SQL compares them; one of more than 15 digits stays a text there, whole.
local NEAR = 300 -- tokens
return lun.report {
  name = "money", about = "Sums of money with their exact values: one row a sum or range.", use = { "quantities" },
  columns = { "value", "to", "currency", "about", "text", "sentence", "at" }, numbers = { value = "exact", to = "exact" },
  each = function(doc, row)
    for s in doc:spans "quantity" do
      if s:get "kind" == "money" then
        row { value = s:get "value", to = s:get "high", currency = s:get "code" or s:get "unit", about = s:get "about", text = s, sentence = s:sentence(NEAR), at = s }
      end
    end
  end,
}
