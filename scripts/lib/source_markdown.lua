-- Markdown files as documents: document(bytes, data) gives the text without its marks, the data filled from the front matter and
-- the first heading. nil and a message for a file without text.
return { document = require("lunette.source_page").reader("markdown", "Markdown file") }
