#include "CArguments.h"

#include <sys/auxv.h>

static int count;
static char **words;

// glibc calls constructors with what `main` gets.
__attribute__((constructor)) static void keep(int argc, char **argv) {
  count = argc;
  words = argv;
}

int carguments_count(void) { return count; }

const char *carguments_word(int index) { return index >= 0 && index < count ? words[index] : ""; }

const char *carguments_file(void) {
  const char *file = (const char *)getauxval(AT_EXECFN);
  return file ? file : "";
}
