/* All of lunette's public C interface but the Lua host (lunette/host.h). */
#ifndef LUNETTE_H
#define LUNETTE_H

#include "lunette/csv.h"
#include "lunette/dictionary.h"
#include "lunette/digest.h"
#include "lunette/doc.h"
#include "lunette/hash.h"
#include "lunette/html.h"
#include "lunette/io.h"
#include "lunette/jsonl.h"
#include "lunette/language.h"
#include "lunette/layer.h"
#include "lunette/lines.h"
#include "lunette/match.h"
#include "lunette/mem.h"
#include "lunette/name.h"
#include "lunette/names.h"
#include "lunette/quote.h"
#include "lunette/units.h"
#include "lunette/regex.h"
#include "lunette/sha256.h"
#include "lunette/sheet.h"
#include "lunette/status.h"
#include "lunette/stem.h"
#include "lunette/store.h"
#include "lunette/tag.h"
#include "lunette/text.h"
#include "lunette/token.h"
#include "lunette/utf8.h"
#include "lunette/vocab.h"

#endif
