-- Who is quoted most, over all articles together: words of direct speech a speaker.
return lun.report {
  name = "loudest", about = "Words of direct speech by speaker.",
  use = { "attribution" },
  each = function(doc, row)
    for q in doc:facts "said" do
      if q.kind == "direct" and q.speaker then row { speaker = q.speaker, words = #q.content } end
    end
  end,
  finish = function(rows, out)
    local words = {}
    for _, r in ipairs(rows) do words[r.speaker] = (words[r.speaker] or 0) + r.words end
    local list = {}
    for speaker, n in pairs(words) do list[#list + 1] = { speaker = speaker, words = n } end
    table.sort(list, function(a, b)
      if a.words ~= b.words then return a.words > b.words end
      return a.speaker < b.speaker
    end)
    out:table(list, { columns = { "speaker", "words" } })
  end,
}
