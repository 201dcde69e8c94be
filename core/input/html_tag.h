/* The elements and attributes of HTML that the reader of pages tells apart. */
#ifndef LUNETTE_INPUT_HTML_TAG_H
#define LUNETTE_INPUT_HTML_TAG_H

#include <stddef.h>
#include <stdint.h>

typedef enum lun_tag {
  LUN_TAG_OTHER, LUN_TAG_A, LUN_TAG_ADDRESS, LUN_TAG_ARTICLE, LUN_TAG_ASIDE, LUN_TAG_BLOCKQUOTE, LUN_TAG_BODY, LUN_TAG_BR,
  LUN_TAG_CAPTION, LUN_TAG_CONTROL, LUN_TAG_DD, LUN_TAG_DIV, LUN_TAG_DL, LUN_TAG_DT, LUN_TAG_FIGCAPTION, LUN_TAG_FIGURE, LUN_TAG_FOOTER,
  LUN_TAG_FOREIGN, LUN_TAG_FORM, LUN_TAG_GROUP, LUN_TAG_H1, LUN_TAG_H2, LUN_TAG_H3, LUN_TAG_H4, LUN_TAG_H5, LUN_TAG_H6, LUN_TAG_HEAD, LUN_TAG_HEADER,
  LUN_TAG_HR, LUN_TAG_HTML, LUN_TAG_INLINE, LUN_TAG_LI, LUN_TAG_LINK, LUN_TAG_MAIN, LUN_TAG_META, LUN_TAG_NAV, LUN_TAG_OL, LUN_TAG_P,
  LUN_TAG_PLAINTEXT, LUN_TAG_PRE, LUN_TAG_RAW, LUN_TAG_SCRIPT, LUN_TAG_SECTION, LUN_TAG_TABLE, LUN_TAG_TD, LUN_TAG_TH, LUN_TAG_TIME,
  LUN_TAG_TITLE, LUN_TAG_TR, LUN_TAG_UL, LUN_TAG_UNSEEN, LUN_TAG_VOID
} lun_tag;

/* How the scanner treats an element. */
enum {
  LUN_TAG_BLOCK = 1u << 0, /* its edges are edges of paragraphs */
  LUN_TAG_EMPTY = 1u << 1, /* has no end tag */
  LUN_TAG_TEXT = 1u << 2,  /* its content is text without tags */
  LUN_TAG_KEPT = 1u << 3,  /* goes into the tree without hints too */
  LUN_TAG_SAID = 1u << 4   /* recorded outside the tree */
};

typedef struct lun_tag_kind {
  const char *name;     /* lower case */
  const char *skeleton; /* the element of the skeleton that stands for it; NULL for none */
  uint8_t tag, flags;
} lun_tag_kind;

/* The kind of a name in lower case; for an unknown one that of an inline element. */
const lun_tag_kind *lun_tag_of(const char *name, size_t size);

typedef enum lun_attribute_key {
  LUN_ATTRIBUTE_NONE, LUN_ATTRIBUTE_ARIA_HIDDEN, LUN_ATTRIBUTE_CLASS, LUN_ATTRIBUTE_CONTENT, LUN_ATTRIBUTE_DATETIME, LUN_ATTRIBUTE_HIDDEN,
  LUN_ATTRIBUTE_HREF, LUN_ATTRIBUTE_ID, LUN_ATTRIBUTE_ITEMPROP, LUN_ATTRIBUTE_LANG, LUN_ATTRIBUTE_NAME, LUN_ATTRIBUTE_PROPERTY,
  LUN_ATTRIBUTE_REL, LUN_ATTRIBUTE_ROLE, LUN_ATTRIBUTE_STYLE, LUN_ATTRIBUTE_TYPE
} lun_attribute_key;

lun_attribute_key lun_attribute_of(const char *name, size_t size);

#endif
