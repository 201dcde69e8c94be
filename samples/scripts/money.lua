-- Sums of money, found below the level of tokens with an LPeg pattern, with the sentence that each stands in.
local lpeg = require "lpeg"
local digits = lpeg.R "09" ^ 1 * (lpeg.S ",." * lpeg.R "09" ^ 1) ^ 0
local sign = lpeg.P "$" + "€" + "£"
local scale = lpeg.P " " * (lpeg.P "million" + "billion" + "trillion")

return lun.report {
  name = "money", about = "Sums of money and their sentences.",
  columns = { "sum", "sentence", "at" },
  each = function(doc, row)
    doc:scan(sign * digits * scale ^ -1, "money")
    for s in doc:spans "money" do
      row { sum = s, sentence = s:sentence(), at = s }
    end
  end,
}
