/* Containers: what a file is, its members, and what becomes of data that is cut, damaged or made to burst. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "folder.h"
#include "lunette/container.h"
#include "packed.h"

static const lun_limits LITTLE = {1000, 1000, 1 << 20, 40 << 20};

/* Writes a file and tells what its container gives: "name{line|line}" for members, with "!" and the last words of the
 * message where a line fails; "(note)" and "<failure>" hold what stands behind the file's path. */
static void told(void **state, const char *name, const packed *p, char *out) {
  char path[PATH_ROOM];
  lun_container *container;
  const char *member, *line;
  size_t size;
  uint64_t number;
  lun_err err = {0};
  *out = 0;
  put(in(state, name, path), p->bytes, p->size);
  if (lun_container_open(path, &LITTLE, &container, &err)) {
    sprintf(out, "<%s>", err.message + strlen(path));
    return;
  }
  for (lun_member outcome; (outcome = lun_container_next(container, &member, &err)) != LUN_MEMBER_END;) {
    char *end = out + strlen(out);
    if (outcome != LUN_MEMBER_GIVEN) {
      assert_null(member);
      sprintf(end, "<%s>", err.message + strlen(path));
      continue;
    }
    if (!strncmp(member, *state, strlen(*state))) member += strlen(*state) + 1;
    end += sprintf(end, "%s", member);
    if (*err.message) end += sprintf(end, "(%s)", err.message + strlen(path));
    end += sprintf(end, "{");
    for (uint64_t expected = 1;; expected++) {
      lun_status status = lun_container_line(container, &line, &size, &number, &err);
      if (!status && !line) break;
      if (status) assert_true(err.position == expected);
      else assert_true(number == expected);
      if (expected > 5) continue; /* enough of it */
      if (status) end += sprintf(end, "!%s|", strrchr(err.message, ':') + 2);
      else end += sprintf(end, "%.*s|", (int)size, line);
    }
    sprintf(end, "}");
  }
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_END); /* the end stays the end */
  lun_container_free(container);
}

static void assert_told(void **state, const char *name, const packed *p, const char *wanted) {
  char out[4000];
  told(state, name, p, out);
  assert_string_equal(out, wanted);
}

static void assert_bytes(void **state, const char *name, const char *bytes, size_t size, const char *wanted) {
  packed p = {0};
  add(&p, bytes, size);
  assert_told(state, name, &p, wanted);
  forget(&p);
}

static void test_a_file_is_what_its_bytes_say(void **state) {
  packed gzip = {0};
  add_gzip(&gzip, "one\ntwo\n", 8);
  assert_bytes(state, "a.txt", "one\ntwo", 7, "a.txt{one|two|}");
  assert_bytes(state, "empty.txt", "", 0, "empty.txt{}");
  assert_told(state, "a.txt.gz", &gzip, "a.txt{one|two|}");
  assert_told(state, "a.jsonl.GZ", &gzip, "a.jsonl{one|two|}");
  assert_told(state, "unnamed", &gzip, "unnamed{one|two|}");
  assert_told(state, "other.xz", &gzip, "other{one|two|}");
  assert_bytes(state, "b.bz2", ONE_TWO_BZIP2, sizeof ONE_TWO_BZIP2 - 1, "b{one|two|}");
  assert_bytes(state, "b.xz", ONE_TWO_XZ, sizeof ONE_TWO_XZ - 1, "b{one|two|}");
  assert_bytes(state, "b.zst", ONE_TWO_ZSTD, sizeof ONE_TWO_ZSTD - 1, "b{one|two|}");
  assert_bytes(state, "c.txt.gz", "plain\n", 6, "c.txt(: is not compressed, as its name says: read as it stands){plain|}");
  assert_bytes(state, "d.gz", "", 0, "<: is empty, and so no compressed file>");
  assert_bytes(state, ".gz", "x", 1, ".gz{x|}");
  assert_bytes(state, "e.7z", "7z\xBC\xAF\x27\x1C....", 10, "<: is a 7z archive, which is not read: unpack it first>");
  assert_bytes(state, "f.txt", "BZh9 is how bzip2 data begins\n", 30, "f.txt{BZh9 is how bzip2 data begins|}");
  forget(&gzip);
}

static void test_parts_that_follow_each_other_are_all_read(void **state) {
  packed p = {0};
  add_gzip(&p, "one\ntw", 6);
  add_gzip(&p, "o\n", 2);
  add_gzip(&p, "", 0);
  add_gzip(&p, "three", 5);
  assert_told(state, "a.gz", &p, "a{one|two|three|}");
  add(&p, "\0\0\0\0\0\0\0", 7); /* tapes are filled up */
  assert_told(state, "a.gz", &p, "a{one|two|three|}");
  add(&p, "more", 4);
  assert_told(state, "a.gz", &p, "a{one|two|!incorrect header check|}");
  add(&p, "and more than one header", 24);
  assert_told(state, "a.gz", &p, "a{one|two|!behind 4 whole parts of gzip data stand bytes that are none|}");
  static const struct { const char *bytes; size_t size; } kinds[] = {
    {ONE_TWO_BZIP2, sizeof ONE_TWO_BZIP2 - 1}, {ONE_TWO_XZ, sizeof ONE_TWO_XZ - 1}, {ONE_TWO_ZSTD, sizeof ONE_TWO_ZSTD - 1}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    p.size = 0;
    add(&p, kinds[i].bytes, kinds[i].size);
    add(&p, kinds[i].bytes, kinds[i].size);
    assert_told(state, "b", &p, "b{one|two|one|two|}");
  }
  forget(&p);
}

/* Cut anywhere, and with one bit turned anywhere: lines of the original, in order, then at most one failure. */
static void test_what_stands_before_a_cut_is_kept(void **state) {
  packed p = {0};
  char out[4000];
  add_gzip(&p, "one\n", 4);
  add_gzip(&p, "two\nthree\n", 10);
  size_t whole = p.size, second = 10 + 5 + 4 + 8;
  for (p.size = 18; p.size < whole; p.size++) {
    told(state, "a.gz", &p, out);
    const char *cut = p.size == second ? "" : "!the rest is missing|";
    char wanted[100];
    snprintf(wanted, sizeof wanted, "a{%s%s%s%s}", p.size >= 19 ? "one|" : "", p.size >= second + 19 ? "two|" : "",
             p.size >= second + 25 ? "three|" : "", cut);
    assert_string_equal(out, wanted);
  }
  p.size = whole;
  p.bytes[whole - 7] ^= 1;
  assert_told(state, "a.gz", &p, "a{one|two|three|!incorrect data check|}");
  p.bytes[whole - 7] ^= 1;
  p.bytes[second - 7] ^= 1;
  assert_told(state, "a.gz", &p, "a{one|!incorrect data check|}");
  p.size = 0;
  add(&p, ONE_TWO_BZIP2, sizeof ONE_TWO_BZIP2 - 1);
  add(&p, ONE_TWO_BZIP2, 20);
  assert_told(state, "b.bz2", &p, "b{one|two|!the rest is missing|}");
  p.bytes[10] ^= 1;
  assert_told(state, "b.bz2", &p, "b{one|two|!damaged data or incorrect data check|}");
  p.size = 0;
  add(&p, ONE_TWO_XZ, sizeof ONE_TWO_XZ - 1);
  add(&p, ONE_TWO_XZ, sizeof ONE_TWO_XZ - 9);
  assert_told(state, "b.xz", &p, "b{one|two|one|two|!the rest is missing|}");
  p.size = 0;
  add(&p, ONE_TWO_ZSTD, sizeof ONE_TWO_ZSTD - 1);
  add(&p, ONE_TWO_ZSTD, sizeof ONE_TWO_ZSTD - 2);
  assert_told(state, "b.zst", &p, "b{one|two|one|two|!the rest is missing|}");
  p.bytes[sizeof ONE_TWO_ZSTD - 2] ^= 1; /* the checksum of the first */
  told(state, "b.zst", &p, out);
  assert_non_null(strstr(out, "checksum"));
  forget(&p);
}

static void test_data_that_bursts_is_stopped_behind_its_whole_lines(void **state) {
  packed p = {0};
  char path[PATH_ROOM], *bytes;
  lun_container *container;
  const char *member;
  size_t size;
  lun_err err;
  add_zstd(&p, 20, '\n'); /* 2 MB of 86 bytes */
  put(in(state, "a.zst", path), p.bytes, p.size);
  assert_int_equal(lun_container_open(path, NULL, &container, &err), LUN_OK);
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_GIVEN);
  assert_int_equal(lun_container_read(container, 64 << 20, &bytes, &size, &err), LUN_LIMIT);
  assert_non_null(strstr(err.message, "more than 1000 times its size"));
  lun_container_free(container);
  uint64_t lines = 0, number;
  const char *line;
  lun_status status;
  assert_int_equal(lun_container_open(path, NULL, &container, &err), LUN_OK);
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_GIVEN);
  while (!(status = lun_container_line(container, &line, &size, &number, &err)) && line) lines++;
  assert_int_equal(status, LUN_LIMIT);
  assert_true(lines >= 1 << 20 && lines < 1200000 && err.position == lines + 1);
  assert_int_equal(lun_container_line(container, &line, &size, &number, &err), LUN_OK);
  assert_null(line);
  lun_container_free(container);

  p.size = 0;
  for (int i = 0; i < 500; i++) { /* ratio 130, but 50 MB */
    add(&p, "\x50\x2A\x4D\x18\xE8\x03\0\0", 8);
    for (int k = 0; k < 1000; k++) add(&p, "s", 1);
    add_zstd(&p, 1, '\n');
  }
  put(in(state, "b.zst", path), p.bytes, p.size);
  assert_int_equal(lun_container_open(path, &LITTLE, &container, &err), LUN_OK);
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_GIVEN);
  while (!(status = lun_container_line(container, &line, &size, &number, &err)) && line) continue;
  assert_int_equal(status, LUN_LIMIT);
  assert_non_null(strstr(err.message, "the limit for one file"));
  lun_container_free(container);
  assert_bytes(state, "w.zst", "\x28\xB5\x2F\xFD\x00\xA8\x01\0\0", 9, "w{!compress it again without --ultra --long|}");
  forget(&p);
}

static void test_members_of_a_tar_are_given_in_order_and_what_is_no_file_is_named(void **state) {
  static const char wanted[] =
    "a.txt{one|two|}news/b.txt{three|}<!link: is a symbolic link: skipped><!hard: is a hard link: skipped><!pipe: is a named pipe: skipped>"
    "__/up.txt{up|}etc/name{}c\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD.txt{c|}packed.jsonl{one|two|}"
    "false.txt(!false.txt.gz: is not compressed, as its name says: read as it stands){plain|}<!none.gz: is empty, and so no compressed file>"
    "<!twice.gz: holds gzip data, which is packed too deeply: unpack it first>"
    "<!inner.tar: holds a tar archive, which is packed too deeply: unpack it first>"
    "<!inner.zip: holds a zip archive, which is packed too deeply: unpack it first>"
    "last{over|!line 2 is longer than 1000 bytes|end|}";
  packed p = {0}, gzip = {0}, twice = {0}, inner = {0}, last = {0};
  add_tar(&p, "folder/", '5', "", 0);
  add_tar(&p, "a.txt", '0', "one\ntwo\n", 8);
  add_tar(&p, "news/b.txt", '0', "three", 5);
  add_tar(&p, "link", '2', "", 0);
  add_tar(&p, "hard", '1', "", 0);
  add_tar(&p, "pipe", '6', "", 0);
  add_tar(&p, "../up.txt", '0', "up", 2);
  add_tar(&p, "//etc/name", '0', "", 0);
  add_tar(&p, "c\x1B\xFF\xC2\x9B.txt", '0', "c", 1);
  add_gzip(&gzip, "one\ntwo\n", 8);
  add_tar(&p, "packed.jsonl.gz", '0', gzip.bytes, gzip.size);
  add_tar(&p, "false.txt.gz", '0', "plain\n", 6);
  add_tar(&p, "none.gz", '0', "", 0);
  add_gzip(&twice, gzip.bytes, gzip.size);
  add_tar(&p, "twice.gz", '0', twice.bytes, twice.size);
  add_tar(&inner, "x", '0', "x", 1);
  end_tar(&inner);
  add_tar(&p, "inner.tar", '0', inner.bytes, inner.size);
  add_tar(&p, "inner.zip", '0', "PK\3\4", 4);
  add(&last, "over\n", 5);
  for (int i = 0; i < 1001; i++) add(&last, "x", 1);
  add(&last, "\nend\n", 5);
  add_tar(&p, "last", '0', last.bytes, last.size);
  end_tar(&p);
  assert_told(state, "a.tar", &p, wanted);
  assert_told(state, "no suffix", &p, wanted);
  gzip.size = 0;
  add_gzip(&gzip, p.bytes, p.size);
  assert_told(state, "a.tgz", &gzip, wanted);
  twice.size = 0;
  add_gzip(&twice, gzip.bytes, gzip.size);
  assert_told(state, "a.tgz.gz", &twice, "<: holds gzip data, which is packed too deeply: unpack it first>");
  p.size = 0;
  end_tar(&p);
  assert_told(state, "empty.tar", &p, "");
  forget(&p), forget(&gzip), forget(&twice), forget(&inner), forget(&last);
}

static void test_a_tar_that_breaks_off_gives_what_stands_before(void **state) {
  packed p = {0}, gzip = {0};
  char out[4000];
  add_tar(&p, "a.txt", '0', "one\n", 4);
  add_tar(&p, "b.txt", '0', "two\nthree\n", 10);
  p.size -= 512 - 6;
  told(state, "a.tar", &p, out);
  assert_non_null(strstr(out, "a.txt{one|}b.txt{two|!Truncated tar archive"));
  p.size += 512 - 6;
  end_tar(&p);
  add_gzip(&gzip, p.bytes, p.size);
  gzip.size = 15 + 1024 + 512 + 6;
  assert_told(state, "a.tgz", &gzip, "a.txt{one|}b.txt{two|!the rest is missing|}");
  gzip.size = 15 + 1024 + 100;
  assert_told(state, "a.tgz", &gzip, "a.txt{one|}<: its gzip data is cut short: the rest is missing>");
  p.bytes[1024 + 5] ^= 1; /* the second header */
  told(state, "a.tar", &p, out);
  assert_string_equal(out, "a.txt{one|}<: cannot be unpacked: Damaged tar archive>");
  forget(&p), forget(&gzip);
}

static void test_a_member_is_read_whole_within_its_limit(void **state) {
  packed p = {0};
  char path[PATH_ROOM], *bytes;
  lun_container *container;
  const char *member, *head;
  size_t size;
  lun_err err;
  add_tar(&p, "a.txt", '0', "12345", 5);
  add_tar(&p, "b.txt", '0', "1234", 4);
  end_tar(&p);
  put(in(state, "a.tar", path), p.bytes, p.size);
  assert_int_equal(lun_container_open(path, NULL, &container, &err), LUN_OK);
  assert_int_equal(lun_container_read(container, 4, &bytes, &size, &err), LUN_INVALID);
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_GIVEN);
  assert_int_equal(lun_container_read(container, 4, &bytes, &size, &err), LUN_LIMIT);
  assert_non_null(strstr(err.message, "a.tar!a.txt: is larger than 4 bytes"));
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_GIVEN);
  assert_int_equal(lun_container_peek(container, 2, &head, &size, &err), LUN_OK);
  assert_int_equal(size, 2);
  assert_memory_equal(head, "12", 2);
  assert_int_equal(lun_container_read(container, 4, &bytes, &size, &err), LUN_OK);
  assert_int_equal(size, 4);
  assert_string_equal(bytes, "1234");
  lun_free(bytes);
  assert_int_equal(lun_container_read(container, 4, &bytes, &size, &err), LUN_OK); /* the rest is nothing */
  assert_int_equal(size, 0);
  lun_free(bytes);
  assert_int_equal(lun_container_next(container, &member, &err), LUN_MEMBER_END);
  lun_container_free(container);
  assert_int_equal(lun_container_open(*state, NULL, &container, &err), LUN_INVALID);
  assert_int_equal(lun_container_open(in(state, "missing", path), NULL, &container, &err), LUN_NOT_FOUND);
  assert_null(container);
  lun_container_free(NULL);
  forget(&p);
}

/* The same text with one byte of the file changed or cut at each place: any outcome, but no more than the lines there are. */
static void test_any_damage_has_an_outcome(void **state) {
  packed p = {0}, tar = {0};
  char out[4000];
  add_tar(&tar, "a.txt", '0', "one\ntwo\n", 8);
  end_tar(&tar);
  add_gzip(&p, tar.bytes, 1600);
  for (size_t i = 0; i < p.size; i += 1 + i / 40) {
    p.bytes[i] ^= (char)(1 << i % 8);
    told(state, "a", &p, out);
    p.bytes[i] ^= (char)(1 << i % 8);
  }
  static const struct { const char *bytes; size_t size; } kinds[] = {
    {ONE_TWO_BZIP2, sizeof ONE_TWO_BZIP2 - 1}, {ONE_TWO_XZ, sizeof ONE_TWO_XZ - 1}, {ONE_TWO_ZSTD, sizeof ONE_TWO_ZSTD - 1}};
  for (size_t k = 0; k < 3; k++)
    for (size_t i = 0; i < kinds[k].size; i++) {
      p.size = 0;
      add(&p, kinds[k].bytes, kinds[k].size);
      p.bytes[i] ^= (char)(1 << i % 8);
      told(state, "a", &p, out);
      p.size = i;
      told(state, "a", &p, out);
    }
  forget(&p), forget(&tar);
}

int main(void) {
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
  const struct CMUnitTest tests[] = {
    WITH_FOLDER(test_a_file_is_what_its_bytes_say),
    WITH_FOLDER(test_parts_that_follow_each_other_are_all_read),
    WITH_FOLDER(test_what_stands_before_a_cut_is_kept),
    WITH_FOLDER(test_data_that_bursts_is_stopped_behind_its_whole_lines),
    WITH_FOLDER(test_members_of_a_tar_are_given_in_order_and_what_is_no_file_is_named),
    WITH_FOLDER(test_a_tar_that_breaks_off_gives_what_stands_before),
    WITH_FOLDER(test_a_member_is_read_whole_within_its_limit),
    WITH_FOLDER(test_any_damage_has_an_outcome),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
