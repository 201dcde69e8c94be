# cmake -DOUT=FILE -DSOURCES=a;b -P fingerprint.cmake: a header with the digest of the sources on which compiled lists of
# names depend, so that lists compiled by one version are never taken for those of another.
set(all "")
foreach(source IN LISTS SOURCES)
  file(SHA256 ${source} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 digest "${all}")
file(CONFIGURE OUTPUT ${OUT} CONTENT "#define LUN_TEXT_FINGERPRINT \"${digest}\"\n" @ONLY NEWLINE_STYLE UNIX)
