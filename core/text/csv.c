/* The reader of separated values. Owns a buffer with the bytes that are not yet given out and the cells of the row in hand,
 * which point into it: a row is looked for by walking on from where the last look ended, so every byte is walked once, and
 * its cells lose their marks in place. Where a quotation mark turns out not to be closed, its line alone is given up and
 * the bytes that were walked in vain are walked a second time as single lines, never a third. */
#include "lunette/csv.h"

#include <string.h>

#include "lunette/mem.h"

typedef enum state { CELL_START, PLAIN, QUOTED, QUOTE_IN_QUOTED } state;

typedef struct cell {
  size_t start, stop; /* in the buffer, with its marks */
  bool quoted;
} cell;

struct lun_table {
  char separator;
  bool strict;  /* nothing stands behind a closing mark */
  bool headed;  /* the separator is known */
  bool marked;  /* the byte order mark has been looked for */
  bool ended;   /* no more bytes come */
  bool skipping; /* what is left of a line that was given up has not come yet */
  size_t limit;
  char *buffer;
  size_t room, used;
  size_t row;     /* where the row in hand begins */
  size_t at;      /* up to here it has been walked */
  size_t sniffed; /* up to here no line end was found, while the separator is not known */
  size_t single;  /* bytes before this offset are read as single lines */
  uint64_t line;  /* on which the row in hand begins */
  uint64_t breaks; /* line ends inside the row in hand */
  state state;
  cell *cells;
  uint32_t count, capacity;
  const char **out;
  size_t *sizes;
  uint32_t out_capacity, size_capacity;
};

lun_status lun_table_new(char separator, bool strict, size_t row_limit, lun_table **csv, lun_err *err) {
  lun_table *c = *csv = lun_zalloc(1, sizeof *c);
  if (!c) return lun_fail_memory(err);
  c->separator = separator;
  c->strict = strict;
  c->limit = row_limit;
  c->line = 1;
  return LUN_OK;
}

void lun_table_free(lun_table *csv) {
  if (!csv) return;
  lun_free(csv->buffer);
  lun_free(csv->cells);
  lun_free(csv->out);
  lun_free(csv->sizes);
  lun_free(csv);
}

char lun_table_separator(const lun_table *csv) { return csv->separator; }

/* Moves the row in hand to the front of the buffer. */
static void shift(lun_table *c) {
  if (!c->row) return;
  memmove(c->buffer, c->buffer + c->row, c->used - c->row);
  for (uint32_t i = 0; i < c->count; i++) c->cells[i].start -= c->row, c->cells[i].stop -= c->row;
  c->used -= c->row;
  c->at -= c->row;
  c->single = c->single > c->row ? c->single - c->row : 0;
  c->sniffed = c->sniffed > c->row ? c->sniffed - c->row : 0;
  c->row = 0;
}

lun_status lun_table_feed(lun_table *c, const char *bytes, size_t size, bool last, lun_err *err) {
  shift(c);
  if (c->used + size > c->room) {
    size_t room = c->room ? c->room : 1 << 16;
    while (room < c->used + size) room *= 2;
    char *grown = lun_realloc(c->buffer, room);
    if (!grown) return lun_fail_memory(err);
    c->buffer = grown;
    c->room = room;
  }
  if (size) memcpy(c->buffer + c->used, bytes, size);
  c->used += size;
  c->ended = last;
  return LUN_OK;
}

/* The separator that stands most often in the first line, outside quotation marks; of those that stand as often the last,
 * for commas stand in texts too. */
static char sniff(const char *p, const char *end) {
  static const char candidates[] = "|,;\t";
  size_t counts[4] = {0, 0, 0, 0}, best = 1;
  bool quoted = false;
  for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
    const char *is = *p ? strchr(candidates, *p) : NULL;
    if (*p == '"') quoted = !quoted;
    else if (is && !quoted) counts[is - candidates]++;
  }
  for (size_t i = 0; i < 4; i++)
    if (counts[i] > counts[best] || (counts[i] && counts[i] == counts[best] && i > best)) best = i;
  return candidates[best];
}

/* The first of the three bytes from p on, or end. */
static const char *find3(const char *p, const char *end, char a) {
  while (p < end && *p != a && *p != '\n' && *p != '\r') p++;
  return p;
}

static lun_status add_cell(lun_table *c, size_t start, lun_err *err) {
  if (lun_grow((void **)&c->cells, &c->capacity, (uint64_t)c->count + 1, sizeof *c->cells)) return lun_fail_memory(err);
  c->cells[c->count++] = (cell){start, start, false};
  return LUN_OK;
}

/* Begins the row that stands at c->at. */
static void begin_row(lun_table *c, uint64_t lines) {
  c->row = c->at;
  c->line += lines;
  c->breaks = 0;
  c->count = 0;
  c->state = CELL_START;
}

/* Takes the cell in hand for what it is without quotation: walking goes on behind its mark. */
static void unquote(lun_table *c) {
  cell *in = &c->cells[c->count - 1];
  for (size_t i = in->start; i < c->at; i++)
    if (c->buffer[i] == '\n' || (c->buffer[i] == '\r' && !(i + 1 < c->used && c->buffer[i + 1] == '\n'))) c->breaks--;
  in->quoted = false;
  c->at = in->start + 1;
  c->state = PLAIN;
}

/* The length of the line end at c->at, 0 where more bytes are needed to tell. */
static size_t line_end(const lun_table *c) {
  if (c->buffer[c->at] == '\n') return 1;
  if (c->at + 1 < c->used) return c->buffer[c->at + 1] == '\n' ? 2 : 1;
  return c->ended ? 1 : 0;
}

/* Ends the cell in hand at c->at. */
static void end_cell(lun_table *c) {
  c->cells[c->count - 1].stop = c->at;
}

/* What a walk came to: the end of a row, the end of the bytes, a mark that its line does not close, text behind one that
 * closes, or no memory. */
typedef enum outcome { ROW, MORE, UNCLOSED, STRAY, MEMORY } outcome;

/* Walks a quoted cell to what follows its closing mark. */
static outcome walk_quoted(lun_table *c) {
  while (c->at < c->used) {
    char byte = c->buffer[c->at];
    if (c->state == QUOTED) {
      if (byte == '\n' || byte == '\r') {
        if (c->at < c->single) return UNCLOSED;
        size_t n = line_end(c);
        if (!n) return MORE;
        c->breaks++;
        c->at += n;
        continue;
      }
      if (byte == '"') c->state = QUOTE_IN_QUOTED;
      c->at++;
      /* up to the next byte of interest */
      if (c->state == QUOTED) c->at = (size_t)(find3(c->buffer + c->at, c->buffer + c->used, '"') - c->buffer);
    } else if (byte == '"') {
      c->state = QUOTED;
      c->at++;
    } else if (byte == c->separator || byte == '\n' || byte == '\r') {
      c->state = PLAIN;
      return ROW;
    } else if (c->separator == '\t') {
      unquote(c);
      return ROW;
    } else if (c->strict) {
      return STRAY;
    } else { /* more stands behind the mark: it is kept as it stands */
      c->state = PLAIN;
      return ROW;
    }
  }
  if (c->ended && c->state == QUOTE_IN_QUOTED) {
    c->state = PLAIN;
    return ROW;
  }
  return c->ended ? UNCLOSED : MORE;
}

static outcome walk(lun_table *c, lun_err *err) {
  for (;;) {
    if (c->state == CELL_START) {
      if (c->at == c->used && !c->ended) return MORE;
      if (add_cell(c, c->at, err)) return MEMORY;
      c->state = PLAIN;
      if (c->at < c->used && c->buffer[c->at] == '"') {
        c->cells[c->count - 1].quoted = true;
        c->state = QUOTED;
        c->at++;
      }
    }
    if (c->state != PLAIN) {
      outcome o = walk_quoted(c);
      if (o == UNCLOSED && c->separator == '\t') {
        c->single = c->used;
        unquote(c);
        continue;
      }
      if (o != ROW) return o;
    }
    c->at = (size_t)(find3(c->buffer + c->at, c->buffer + c->used, c->separator) - c->buffer);
    if (c->at == c->used) {
      if (!c->ended) return MORE;
      end_cell(c);
      return ROW;
    }
    end_cell(c);
    if (c->buffer[c->at] != c->separator) return ROW;
    c->at++;
    c->state = CELL_START;
  }
}

/* Takes the marks from a quoted cell: the doubled ones become single. What stands behind the closing one stays. */
static size_t strip(char *bytes, size_t size) {
  size_t to = 0, i = 1;
  bool inside = true;
  for (; i < size; i++) {
    if (inside && bytes[i] == '"') {
      if (i + 1 < size && bytes[i + 1] == '"') i++;
      else {
        inside = false;
        continue;
      }
    }
    bytes[to++] = bytes[i];
  }
  return to;
}

static lun_status give(lun_table *c, lun_table_row *row, lun_err *err) {
  if (lun_grow((void **)&c->out, &c->out_capacity, c->count, sizeof *c->out) ||
      lun_grow((void **)&c->sizes, &c->size_capacity, c->count, sizeof *c->sizes))
    return lun_fail_memory(err);
  for (uint32_t i = 0; i < c->count; i++) {
    const cell *in = &c->cells[i];
    c->out[i] = c->buffer + in->start;
    c->sizes[i] = in->quoted ? strip(c->buffer + in->start, in->stop - in->start) : in->stop - in->start;
  }
  *row = (lun_table_row){c->line, c->count, c->out, c->sizes};
  return LUN_OK;
}

/* Moves behind the line end at c->at and begins the next row. */
static void next_row(lun_table *c) {
  uint64_t lines = c->breaks;
  if (c->at < c->used) {
    c->at += c->buffer[c->at] == '\r' && c->at + 1 < c->used && c->buffer[c->at + 1] == '\n' ? 2 : 1;
    lines++;
  }
  begin_row(c, lines);
}

/* Passes over the rest of a line that is given up. */
static void skip_line(lun_table *c) {
  c->at = (size_t)(find3(c->buffer + c->at, c->buffer + c->used, '\n') - c->buffer);
  c->skipping = c->at == c->used || !line_end(c); /* CR, and LF may follow */
  if (!c->skipping || c->ended) next_row(c);
  else begin_row(c, 0);
}

/* Gives up the first line of the row in hand; what has been walked is walked again as single lines. */
static void give_up_line(lun_table *c) {
  if (c->single < c->at) c->single = c->at;
  c->at = c->row;
  c->breaks = 0;
  skip_line(c);
}

/* Finds the separator: the first line that is not blank says it or has it. False when more bytes are needed for that. */
static bool read_head(lun_table *c) {
  for (; c->at < c->used && (c->buffer[c->at] == '\n' || c->buffer[c->at] == '\r'); next_row(c))
    if (!line_end(c)) return false;
  const char *start = c->buffer + c->row, *end = c->buffer + c->used;
  if (c->sniffed < c->row) c->sniffed = c->row;
  c->sniffed = (size_t)(find3(c->buffer + c->sniffed, end, '\n') - c->buffer);
  if (!c->ended && c->used - c->row < c->limit && (c->sniffed == c->used || (c->buffer[c->sniffed] == '\r' && c->sniffed + 1 == c->used))) return false;
  c->headed = true;
  if (c->sniffed - c->row == 5 && !memcmp(start, "sep=", 4)) {
    c->separator = start[4];
    c->at = c->sniffed;
    next_row(c);
  } else if (!c->separator) c->separator = sniff(start, end);
  return true;
}

lun_status lun_table_next(lun_table *c, lun_table_row *row, lun_err *err) {
  memset(row, 0, sizeof *row);
  if (!c->used) return LUN_OK;
  if (!c->marked) {
    if (c->used < 3 && !c->ended) return LUN_OK;
    c->marked = true;
    if (c->used >= 3 && !memcmp(c->buffer, "\xEF\xBB\xBF", 3)) c->at = c->row = 3;
  }
  if (!c->headed && !read_head(c)) return LUN_OK;
  for (;;) {
    if (c->skipping) skip_line(c);
    if (c->skipping || (c->row == c->used && c->at == c->row)) return LUN_OK;
    outcome o = walk(c, err);
    const uint64_t line = c->line;
    if (o == MEMORY) return LUN_NO_MEMORY;
    if (o == UNCLOSED || o == STRAY) {
      give_up_line(c);
      return lun_fail(err, LUN_FORMAT, line, "%s", o == UNCLOSED ? "a quotation mark opens a cell and none closes it"
                                                                 : "there is text behind a closing quotation mark; one inside a cell is written twice");
    }
    if (c->at - c->row > c->limit) {
      give_up_line(c);
      return lun_fail(err, LUN_LIMIT, line, "a row of more than %zu bytes", c->limit);
    }
    if (o == MORE) return LUN_OK;
    if (c->at < c->used && !line_end(c)) return LUN_OK; /* CR, and LF may follow */
    bool blank = c->count == 1 && c->cells[0].start == c->cells[0].stop;
    if (!blank) {
      lun_status status = give(c, row, err);
      if (status) return status;
    }
    next_row(c);
    if (!blank) return LUN_OK;
  }
}
