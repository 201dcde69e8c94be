/* Marks inside paragraphs of Markdown. */
#ifndef LUNETTE_INPUT_MARKDOWN_INLINE_H
#define LUNETTE_INPUT_MARKDOWN_INLINE_H

#include <stdint.h>

/* What becomes of a byte of the source. */
enum { LUN_MARK_KEEP = 0, LUN_MARK_DROP, LUN_MARK_LINE /* dropped, and a line ends */, LUN_MARK_PARAGRAPH /* dropped, and a paragraph ends */ };

/* Marks bytes first .. stop of one paragraph, of which some may be marked already. Linear. */
void lun_markdown_inline(const char *source, uint8_t *marks, uint32_t first, uint32_t stop);

#endif
