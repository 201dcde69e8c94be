-- A list of one's own, and every sentence in which one of its names stands.
return lun.report {
  name = "watch", about = "Sentences with a name from agencies.txt.",
  lists = { agency = "agencies.txt" },
  columns = { "name", "sentence", "at" },
  each = function(doc, row)
    for first, last in doc:entries "agency" do
      local name = doc:span(first, last)
      row { name = name, sentence = name:sentence(), at = name }
    end
  end,
}
