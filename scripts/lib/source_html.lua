-- Web pages as documents: document(bytes, data) gives the article of a page, its data filled with headline, date, byline, url, lang
-- and site where the page says them and the caller did not; data.whole where nothing looked like an article and the text is all that
-- can be seen. nil and a message for a page without text.
return { document = require("lunette.source_page").reader("html", "page") }
