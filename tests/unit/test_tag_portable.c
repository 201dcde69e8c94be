/* The tests of the tagger without vector instructions, and with so little remembered that it forgets. */
#define LUN_TAG_PORTABLE
#define LUN_TAG_MOST_ROWS 300
#include "../../core/text/tag.c"
#include "../../core/text/tag_one.c"
#include "../../core/text/tag_row.c"
#include "test_tag.c"
