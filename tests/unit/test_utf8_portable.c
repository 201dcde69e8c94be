/* test_utf8.c over the form of core/base/utf8.c that is built where there is no SSE2, under names of its own. */
#define LUN_UTF8_PORTABLE
#define lun_utf8_decode portable_decode
#define lun_utf8_code portable_code
#define lun_utf8_length portable_length
#define lun_utf8_invalid_part portable_invalid_part
#define lun_utf8_encode portable_encode
#define lun_utf8_valid_prefix portable_valid_prefix
#include "base/utf8.c"
#include "test_utf8.c"
