/* Exact decimal numbers of texts, of any length, so that no float comes near them. */
#ifndef LUNETTE_AMOUNT_H
#define LUNETTE_AMOUNT_H

#include <stddef.h>

/* How long the number is with which a text begins: digits in one group or in groups of three, and what a point parts: 12, 1,234.50. 0 for
 * what is written in another way, or goes on as no number does. */
size_t lun_amount_length(const char *text, size_t size);

enum { LUN_AMOUNT_MOST = 64, LUN_AMOUNT_POWER = 30, LUN_AMOUNT_ROOM = LUN_AMOUNT_MOST + LUN_AMOUNT_POWER + 4 };
/* Writes such a number of at most LUN_AMOUNT_MOST bytes times ten to a power, within LUN_AMOUNT_POWER either way: plain digits, a point only before
 * digits, no zeros that say nothing. Gives how many bytes. */
size_t lun_amount_write(const char *number, size_t size, int power, char room[LUN_AMOUNT_ROOM]);

#endif
