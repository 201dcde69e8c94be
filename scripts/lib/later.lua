-- Parts of the module `lunette` that few runs need: what makes each when it is first asked for. Scripts in a folder get copies of
-- their own (lunette.sandbox).
return {
  timex = function()
    local timex = require "lunette.timex"
    local core, tense = require "lunette.core", require "lunette.tense"
    timex.ahead = tense.ahead
    function timex.anchor() return core.anchor(core.embedded_dictionary "weekday", core.embedded_dictionary "month", tense.reader) end
    function timex.values(anchor) return require "lunette.time_value"(anchor, tense.ahead) end
    return timex
  end,
  happening = function()
    local happening = require "lunette.happening"
    happening.join = require("lunette.happening_join").run
    happening.casualties, happening.itineraries = require "lunette.casualty", require "lunette.itinerary"
    return happening
  end,
}
