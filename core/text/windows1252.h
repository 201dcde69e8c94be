/* Windows-1252: its code points, and whether bytes that are no UTF-8 read as it. For decode.c alone. */
#ifndef LUN_TEXT_WINDOWS1252_H
#define LUN_TEXT_WINDOWS1252_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Code point of a byte, or UINT32_MAX where Windows-1252 has none (81 8D 8F 90 9D). */
uint32_t lun_windows1252_code(unsigned char byte);

/* True when no valid multi-byte sequence stands in the input, every byte over 7F is defined, and most of them stand where
 * such bytes stand in prose: beside a letter; a quotation mark, dash or sign also beside a digit, or with one space or
 * one mark between (`said,” he`, `CITY – The`, `of £5`). False without any byte over 7F. */
bool lun_windows1252_fits(const char *input, size_t size);

#endif
