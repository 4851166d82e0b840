#include "CProcessor.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Before the pragma below takes the features away: the macros say what Swift and C were compiled with all over.
static const char required_here[] = ""
#ifdef __SSE3__
    " pni"
#endif
#ifdef __SSSE3__
    " ssse3"
#endif
#ifdef __SSE4_1__
    " sse4_1"
#endif
#ifdef __SSE4_2__
    " sse4_2"
#endif
#ifdef __POPCNT__
    " popcnt"
#endif
#if defined(__x86_64__) && defined(__GCC_HAVE_SYNC_COMPARE_AND_SWAP_16)
    " cx16"
#endif
#ifdef __AVX__
    " avx"
#endif
#ifdef __F16C__
    " f16c"
#endif
#ifdef __FMA__
    " fma"
#endif
#ifdef __AVX2__
    " avx2"
#endif
#ifdef __BMI__
    " bmi1"
#endif
#ifdef __BMI2__
    " bmi2"
#endif
#ifdef __LZCNT__
    " abm"
#endif
#ifdef __MOVBE__
    " movbe"
#endif
#ifdef __ADX__
    " adx"
#endif
#ifdef __AVX512F__
    " avx512f"
#endif
#ifdef __AVX512BW__
    " avx512bw"
#endif
#ifdef __AVX512CD__
    " avx512cd"
#endif
#ifdef __AVX512DQ__
    " avx512dq"
#endif
#ifdef __AVX512VL__
    " avx512vl"
#endif
#ifdef __AVX512VNNI__
    " avx512_vnni"
#endif
#ifdef __AVX512VBMI__
    " avx512vbmi"
#endif
#ifdef __AVX512VBMI2__
    " avx512_vbmi2"
#endif
#ifdef __AVX512IFMA__
    " avx512ifma"
#endif
#ifdef __AVX512BITALG__
    " avx512_bitalg"
#endif
#ifdef __AVX512VPOPCNTDQ__
    " avx512_vpopcntdq"
#endif
#ifdef __AVX512BF16__
    " avx512_bf16"
#endif
#ifdef __AVX512FP16__
    " avx512_fp16"
#endif
#ifdef __AVXVNNI__
    " avx_vnni"
#endif
#ifdef __GFNI__
    " gfni"
#endif
    ;

// The levels of scripts/build, and what they take beyond the one before.
static const char v3[] = "pni ssse3 sse4_1 sse4_2 popcnt cx16 avx f16c fma avx2 bmi1 bmi2 abm movbe";
static const char v4[] = "avx512f avx512bw avx512cd avx512dq avx512vl";

#ifdef __x86_64__
// From here on for any x86-64 processor, whatever -march says: what stands on a feature goes with it.
#pragma clang attribute push( \
    __attribute__((target("no-sse3,no-popcnt,no-bmi,no-bmi2,no-lzcnt,no-movbe,no-adx"))), apply_to = function)
#endif

const char *cprocessor_required(void) { return required_here; }

const char *cprocessor_present(char *flags, size_t size) {
  flags[0] = 0;
  FILE *file = fopen("/proc/cpuinfo", "r");
  if (!file) return flags;
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, file) > 0) {
    if (strncmp(line, "flags", 5) != 0) continue;
    const char *start = strchr(line, ':');
    if (start) snprintf(flags, size, "%s", start + 1);
    break;
  }
  free(line);
  fclose(file);
  return flags;
}

static bool contains(const char *words, const char *word, size_t length) {
  while (*words) {
    words += strspn(words, " \t\n");
    size_t next = strcspn(words, " \t\n");
    if (next == length && memcmp(words, word, length) == 0) return true;
    words += next;
  }
  return false;
}

int cprocessor_missing(const char *required, const char *present, char *missing, size_t size) {
  int count = 0;
  size_t used = 0;
  missing[0] = 0;
  for (;;) {
    required += strspn(required, " ");
    size_t length = strcspn(required, " ");
    if (length == 0) return count;
    if (!contains(present, required, length)) {
      count += 1;
      if (used + length + 2 <= size) {
        used += (size_t)snprintf(missing + used, size - used, "%s%.*s", used ? " " : "", (int)length, required);
      }
    }
    required += length;
  }
}

const char *cprocessor_level(const char *present) {
  char missing[256];
  if (cprocessor_missing(v3, present, missing, sizeof missing)) return "baseline";
  return cprocessor_missing(v4, present, missing, sizeof missing) ? "x86-64-v3" : "x86-64-v4";
}

void cprocessor_complaint(
    const char *missing, int count, const char *level, const char *processor, const char *host, char *text,
    size_t size) {
  int shown = (int)strcspn(missing, " ");
  char more[32] = "";
  if (count > 1) snprintf(more, sizeof more, " and %d more", count - 1);
  snprintf(
      text, size,
      "this program was built for processors with %.*s%s, which this one (%s on %s) has not; build it with --cpu %s "
      "(scripts/build), or run it on other hosts",
      shown, missing, more, processor, host, level);
}

static void read_name(char *name, size_t size) {
  snprintf(name, size, "a processor without a name");
  FILE *file = fopen("/proc/cpuinfo", "r");
  if (!file) return;
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, file) > 0) {
    if (strncmp(line, "model name", 10) != 0) continue;
    const char *start = strchr(line, ':');
    if (!start) break;
    start += 1 + strspn(start + 1, " \t");
    snprintf(name, size, "%.*s", (int)strcspn(start, "\n"), start);
    break;
  }
  free(line);
  fclose(file);
}

// Whether another process of this launch on this host is the one to say what all of them find.
static bool another_speaks(void) {
  const char *rank = getenv("OMPI_COMM_WORLD_LOCAL_RANK");
  if (!rank) rank = getenv("SLURM_LOCALID");
  return rank && strcmp(rank, "0") != 0;
}

void cprocessor_refuse_foreign(void) {
  char present[8192];
  char missing[512];
  if (!*cprocessor_present(present, sizeof present)) return;
  int count = cprocessor_missing(required_here, present, missing, sizeof missing);
  if (!count) return;
  // The launcher ends this process when the one that speaks has left. Where it does not, the variable was left over from a
  // launch that is over, or other hosts go on: it is said twice rather than by nobody.
  if (another_speaks()) sleep(2);
  char processor[256];
  char host[256] = "this host";
  char text[1024];
  read_name(processor, sizeof processor);
  gethostname(host, sizeof host - 1);
  cprocessor_complaint(missing, count, cprocessor_level(present), processor, host, text, sizeof text);
  fprintf(stderr, "collapsar: %s\n", text);
  _exit(69);
}

#ifdef __x86_64__
#pragma clang attribute pop
#endif
