-- Pages that make a reader slow if anything can: floods of tags, attributes, references, comments, misnested formatting, deep lists
-- and tables, titles against headings. nasty[i] = { name, make(size) } with pages of about `size` bytes.
local nasty = {}

local function page(name, make) nasty[#nasty + 1] = { name, make } end
local function flood(name, unit, before, after)
  page(name, function(size) return (before or "") .. unit:rep(size // #unit) .. (after or "") end)
end
local function numbered(name, before, pattern, after)
  page(name, function(size)
    local list, length, i = { before }, #before, 0
    while length < size do
      i = i + 1
      list[#list + 1] = pattern:format(i)
      length = length + #list[#list]
    end
    return table.concat(list) .. after
  end)
end

flood("open <div>", "<div>")
flood("open <p> with text", "<p>x")
flood("open formatting", "<b><i><u>x")
flood("open links", "<a href=x>y")
flood("links and paragraphs", "<a href=x><p>y")
flood("paragraphs and bold misnested", "<p><b>x</p>")
flood("formatting misnested", "<b><p></b><i></p></i>x")
flood("open tables", "<table>x")
flood("open tables, rows, cells", "<table><tr>x<td>")
flood("foster parents", "<p>x</p>", "<table>")
flood("text between rows", "x<tr>", "<table>")
flood("open lists", "<ul><li>x")
flood("items", "<li>x")
flood("lists in items", "<ul><li>a b</ul><li>c", ("<ul><li>"):rep(100))
flood("list of lists", "<li><ul><li>a b c d e f</li></ul>", "<ul>")
flood("terms", "<dl><dt>x<dd>")
flood("open headings", "<h1><h2>x")
flood("headings", "<h1>a b c d e f g h</h1>")
flood("headings and a long title", "<h1>a b c d</h1>", "<title>" .. ("a b c - "):rep(2000) .. "</title>")
flood("end tags nobody waits for", "</p></b></x></li>", ("<div>"):rep(500))
flood("paragraphs 500 levels deep", "<p>a b c d e f g h i j k l m.</p>", ("<div>"):rep(500))
flood("text in 500 spans", "a<i></i>", ("<span class=x>"):rep(500))
flood("open spans with classes", "<span class=x>a")
flood("classes", "<p class=\"a b c nav\">x")
flood("one long class", "ab ", "<p class=\"", "\">x")
numbered("attributes", "<p ", "a%d=x ", ">hi")
numbered("attributes that are read", "<p ", "class=c%d ", ">hi")
numbered("made-up elements", "", "<x-%d class=q>y", "")
flood("open comments", "<!--")
flood("comments", "<!-- -- - -->")
flood("<", "<")
flood("< a", "< a ")
flood("<a", "<a ")
flood("open attributes", "<a b=\"")
flood("svg and math", "<svg><math>")
flood("templates", "<template>x")
flood("framesets", "<frameset><frame>x")
flood("selects", "<select><option>x")
flood("buttons", "<button><p>x")
flood("scripts", "<script></script")
flood("titles", "<title>")
flood("textareas", "<textarea></textare>")
flood("NULs", "\0<p>a\0b")
flood("references", "&CounterClockwiseContourIntegral;&zzz;&#1")
flood("&", "&")
flood("white space", " \n")
flood("line breaks", "a<br><br>")
flood("articles", "<article><p>a b c d e f g h i j k l m n o p</p>")
flood("article bodies", "<div itemprop=articleBody>x y z")
flood("authors", "<meta name=author content=x>")
flood("times", "<time datetime=x>y")
flood("data in data", "[", "<script type=\"application/ld+json\">", "</script>")
flood("data", "<script type=\"application/ld+json\">{\"headline\":\"x\"}</script>")

nasty.markdown = {}
local pages = nasty
nasty = nasty.markdown
flood("brackets", "[")
flood("brackets and addresses", "[a](b")
flood("open addresses", "[a](((((((((")
flood("titles of addresses", "[a](b \"")
flood("references", "[a][b")
flood("emphasis", "*a _b ")
flood("stars", "*")
flood("code", "`a``b```")
numbered("code of many lengths", "", "`a", "")
flood("quotations", ">")
flood("items", "- ")
flood("fences", "```\n~~~\n")
flood("comments", "<!--")
flood("tags", "<a ")
flood("tables", "|a|\n|-|\n")
flood("headings", "# a #\n")
flood("rules", "---\n")
flood("front matter", "a: b\n", "---\n")
flood("escapes", "\\")

return pages
