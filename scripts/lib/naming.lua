-- What the steps that decide names share: the bundled dictionaries that they ask, and what they remember of words. The steps
-- themselves are C (core/name); the packs `mentions`, `weigh` and `names` give them the words and numbers that they go by, and
-- what one lacks is an error when the pack is loaded.
local core = require "lunette.core"
local naming = {}

local shared
local function the_shared()
  shared = shared or core.naming()
  return shared
end

-- Each takes { numbers = , texts = , rules = } and gives a function of a document; the weigher one of how it is to weigh, which gives such
-- a function, and one that tells.
function naming.gatherer(given) return the_shared():gatherer(given) end
function naming.weigher(given) return the_shared():weigher(given) end
function naming.settler(given) return the_shared():settler(given) end

-- Letters that are the name of nothing: in packs no organisation is made of them.
naming.letters = [[TV TVs DNA RNA GDP GNP CEO CEOs CFO CFOs COO CTO CIO CMO MP MPs MPS MLA MLAs MEP MEPs MSP MSPs PC PCs AM PM PMs OK ID IDs HIV AIDS
  SUV SUVs UFO UFOs DVD DVDs CD CDs GPS VIP VIPs PR IT AI IQ ATM ATMs MBA PHD PhD PhDs BC AD CE BCE II III IV VI VII VIII IX XI XII NOTE PHOTO FILE UPDATE BREAKING
  COVID SARS LGBT LGBTQ IPO IPOs FAQ USD EUR GBP GMT UTC EST EDT PST PDT CET NGO NGOs INGO INGOs CSO CSOs SME SMEs MSME MSMEs NFT NFTs NPL NPLs FDI LNG LPG CNG
  SMS ETF ETFs ESG VAT GST PPE ICU ICUs MRI UAV UAVs IED IEDs ICBM ICBMs PTSD ADHD DIY EV EVs HQ HR KPI WMD WMDs PCR POW POWs IDP IDPs DJ DJs SOS UV RPG RPGs
  VP VPs HH HRH IGP CCTV BMI NCO NCOs PMI ROI VAR FIR QC VPM Z Zers]]

return naming
