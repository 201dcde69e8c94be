/* Numbers in digits as exact decimals: the digits without zeros at either end, and where the point stands among them. */
#include "lunette/amount.h"

#include <stdbool.h>
#include <string.h>

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static size_t digits_of(const char *text, size_t size) {
  size_t count = 0;
  while (count < size && is_digit(text[count])) count++;
  return count;
}

size_t lun_amount_length(const char *text, size_t size) {
  enum { GROUP = 3 };
  size_t length = digits_of(text, size);
  if (!length) return 0;
  if (length <= GROUP)
    while (length < size && text[length] == ',') {
      if (digits_of(text + length + 1, size - length - 1) != GROUP) return 0;
      length += 1 + GROUP;
    }
  if (length < size && text[length] == '.') {
    const size_t behind = digits_of(text + length + 1, size - length - 1);
    if (!behind) return 0;
    length += 1 + behind;
  }
  return length < size && (text[length] == '.' || text[length] == ',') ? 0 : length;
}

size_t lun_amount_write(const char *number, size_t size, int power, char room[LUN_AMOUNT_ROOM]) {
  char digits[LUN_AMOUNT_MOST];
  size_t count = 0, out = 0;
  int point = power; /* digits behind it, as a power of ten */
  bool behind = false;
  for (size_t i = 0; i < size; i++) {
    behind = behind || number[i] == '.';
    if (!is_digit(number[i])) continue;
    if (count || number[i] != '0') digits[count++] = number[i];
    point -= behind;
  }
  for (; count && digits[count - 1] == '0'; count--) point++;
  if (!count) {
    room[0] = '0';
    return 1;
  }
  const size_t whole = point >= 0 ? count : (size_t)-point < count ? count - (size_t)-point : 0;
  memcpy(room, digits, whole);
  out = whole;
  for (; point > 0; point--) room[out++] = '0';
  if (whole == count) return out;
  if (!whole) room[out++] = '0';
  room[out++] = '.';
  for (size_t zeros = whole ? 0 : (size_t)-point - count; zeros; zeros--) room[out++] = '0';
  memcpy(room + out, digits + whole, count - whole);
  return out + count - whole;
}
