-- Numbers in sentences: 1,234,567 and "1 row", "2 rows".
local count = {}

-- 1234567 -> "1,234,567"
function count.grouped(n)
  local digits = ("%d"):format(n):reverse():gsub("(%d%d%d)", "%1,"):reverse():gsub("^,", "")
  return digits
end

-- "1 entry", "2 entries"; without `many` an s makes the plural.
function count.of(n, one, many) return ("%s %s"):format(count.grouped(n), n == 1 and one or many or one .. "s") end

return count
