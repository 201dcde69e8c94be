-- Estimates from samples, each with its interval of 95 %: proportions, agreement of two people, and the share of all there is that
-- was found. Knows numbers alone.
local chance = require "lunette.chance"
local statistics = {}

local Z = 1.959963984540054 -- 95 % of a normal distribution lie that many deviations around its middle

-- Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927: from and to of k of n.
function statistics.wilson(k, n)
  if n == 0 then return nil end
  local p, zz = k / n, Z * Z
  local middle, half = p + zz / (2 * n), Z * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
  return math.max(0, (middle - half) / (1 + zz / n)), math.min(1, (middle + half) / (1 + zz / n))
end

-- Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, 1960. table_of[a][b] is
-- how often one said a and the other b. Agreement and kappa; kappa is nil where both always said one and the same.
function statistics.kappa(table_of)
  local all, same, rows, columns = 0, 0, {}, {}
  for a, row in pairs(table_of) do
    for b, n in pairs(row) do
      all, rows[a], columns[b] = all + n, (rows[a] or 0) + n, (columns[b] or 0) + n
      if a == b then same = same + n end
    end
  end
  if all == 0 then return nil end
  local by_chance = 0
  for a, n in pairs(rows) do by_chance = by_chance + n * (columns[a] or 0) end
  by_chance = by_chance / (all * all)
  return same / all, by_chance < 1 and (same / all - by_chance) / (1 - by_chance) or nil
end

-- Recall ----------------------------------------------------------------------------------------------------------------

local function normal(real) return math.sqrt(-2 * math.log(real())) * math.cos(2 * math.pi * real()) end

-- Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000.
local function gamma(shape, real)
  if shape < 1 then return gamma(shape + 1, real) * real() ^ (1 / shape) end
  local d = shape - 1 / 3
  local c = 1 / math.sqrt(9 * d)
  while true do
    local x = normal(real)
    local v = (1 + c * x) ^ 3
    if v > 0 and math.log(real()) < 0.5 * x * x + d - d * v + d * math.log(v) then return d * v end
  end
end

-- How many of n are, each with chance p: by inversion where few are expected, else by the normal curve.
local function binomial(n, p, real)
  if p > 0.5 then return n - binomial(n, 1 - p, real) end
  local expected = n * p
  if expected > 30 then return math.max(0, math.min(n, math.floor(expected + normal(real) * math.sqrt(expected * (1 - p)) + 0.5))) end
  local k, mass, u = 0, (1 - p) ^ n, real()
  while u > mass and k < n do
    u, k = u - mass, k + 1
    mass = mass * (n - k + 1) / k * p / (1 - p)
  end
  return k
end

-- How many of a stratum are right, drawn from what is known of it: those that were seen, and of the rest as many as a
-- beta-binomial with Jeffreys' prior gives.
local function draw(stratum, real)
  local rest = stratum.size - stratum.judged
  if rest <= 0 then return stratum.right end
  local a, b = gamma(stratum.right + 0.5, real), gamma(stratum.judged - stratum.right + 0.5, real)
  return stratum.right + binomial(rest, a / (a + b), real)
end

local DRAWS = 20000

-- Recall from samples of strata { size, judged, right }: of what was found, and of the kinds of what was not. The estimate is the
-- stratified one, each stratum's share of right ones times its size; the interval is that of Webber, "Approximate recall
-- confidence intervals", ACM TOIS 31(1), 2013: the middle 95 % of recalls drawn from beta-binomial posteriors. Where it does not reach
-- the estimate, as when no miss was seen, it is stretched to it. nil where nothing right was seen. Fourth and fifth: estimates of
-- how many were found and missed.
function statistics.recall(found, missed)
  local function estimate(stratum) return stratum.judged > 0 and stratum.size * stratum.right / stratum.judged or 0 end
  local hits, misses = estimate(found), 0
  for _, stratum in ipairs(missed) do misses = misses + estimate(stratum) end
  if hits + misses == 0 then return nil end
  local real, list = chance.reals(1), {}
  for _ = 1, DRAWS do
    local there, lost = draw(found, real), 0
    for _, stratum in ipairs(missed) do lost = lost + draw(stratum, real) end
    if there + lost > 0 then list[#list + 1] = there / (there + lost) end
  end
  table.sort(list)
  local recall = hits / (hits + misses)
  local low, high = list[math.max(1, math.floor(#list * 0.025 + 0.5))], list[math.ceil(#list * 0.975)]
  return recall, math.min(low, recall), math.max(high, recall), hits, misses
end

return statistics
