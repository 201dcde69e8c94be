-- Counts of an article: paragraphs, sentences, words, distinct words, quotations and the share of the text in them.
return lun.report {
  name = "stats", about = "Counts: paragraphs, sentences, words, quotations.",
  columns = { "paragraphs", "sentences", "tokens", "words", "distinct", "words_a_sentence", "quotations", "quoted_percent", "bytes", "encoding" },
  each = function(doc, row)
    local paragraphs, sentences, words, seen, distinct, quotations, quoted = 0, 0, 0, {}, 0, 0, 0
    for _ in doc:paragraphs() do paragraphs = paragraphs + 1 end
    for _ in doc:sentences() do sentences = sentences + 1 end
    for i = 1, #doc do
      local kind = doc:kind(i)
      if kind ~= "punct" and kind ~= "symbol" then
        words = words + 1
        local lower = doc:lower(i)
        if not seen[lower] then
          seen[lower] = true
          distinct = distinct + 1
        end
      end
    end
    for q in doc:spans "quote" do
      if q.depth == "0" then
        quotations = quotations + 1
        quoted = quoted + #q
      end
    end
    row {
      paragraphs = paragraphs, sentences = sentences, tokens = #doc, words = words, distinct = distinct, quotations = quotations,
      words_a_sentence = sentences > 0 and math.floor(10 * words / sentences + 0.5) / 10 or nil,
      quoted_percent = #doc > 0 and math.floor(1000 * quoted / #doc + 0.5) / 10 or nil,
      bytes = #doc.text, encoding = doc.encoding,
    }
  end,
}
