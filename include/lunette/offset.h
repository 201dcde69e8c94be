/* Offsets in a text by other measures than bytes: other tools count characters (code points: Python, brat, spaCy) or UTF-16
 * units (JavaScript, Java). A ruler goes along a text; asked for ascending offsets it reads the text once. */
#ifndef LUNETTE_OFFSET_H
#define LUNETTE_OFFSET_H

#include <stddef.h>
#include <stdint.h>

typedef enum lun_unit { LUN_UNIT_BYTES, LUN_UNIT_CHARS, LUN_UNIT_UTF16 } lun_unit;

typedef struct lun_ruler {
  const char *text; /* valid UTF-8, borrowed */
  size_t size, byte;
  uint64_t units; /* before `byte` */
  lun_unit unit;
} lun_ruler;

lun_ruler lun_ruler_of(const char *text, size_t size, lun_unit unit);
/* The byte where as many units are passed; inside a character the character's start; SIZE_MAX behind the end. */
size_t lun_ruler_byte(lun_ruler *ruler, uint64_t units);
/* The units before a byte, which begins a character or is the end. */
uint64_t lun_ruler_units(lun_ruler *ruler, size_t byte);

#endif
