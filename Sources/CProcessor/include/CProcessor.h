#ifndef COLLAPSAR_CPROCESSOR_H
#define COLLAPSAR_CPROCESSOR_H

// Which instructions this program was built with, and which ones a processor has.
//
// In C, since the compiler's macros say the former, and since these functions alone can be compiled for the least of
// processors: a program that was built for another would die of SIGILL before it could say why. Instructions go by the
// names of /proc/cpuinfo, with a space between them.

#include <stddef.h>

#define CPROCESSOR_RESULT __attribute__((warn_unused_result))

// Those that the compiler was free to use (-march), beyond what every x86-64 processor has. None for another architecture.
const char *_Nonnull cprocessor_required(void) CPROCESSOR_RESULT;

// The flags of the first processor of /proc/cpuinfo into `flags`, as far as there is room; empty where it does not tell.
// Returns `flags`.
const char *_Nonnull cprocessor_present(char *_Nonnull flags, size_t size);

// Those of `required` that are not in `present`, into `missing`, as far as there is room. Returns how many.
int cprocessor_missing(
    const char *_Nonnull required, const char *_Nonnull present, char *_Nonnull missing, size_t size) CPROCESSOR_RESULT;

// The highest level of `scripts/build --cpu` that a processor with these flags can run: x86-64-v4, x86-64-v3, baseline.
const char *_Nonnull cprocessor_level(const char *_Nonnull present) CPROCESSOR_RESULT;

// What to say where instructions are missing, in one line, into `text`. `processor` and `host` are names.
void cprocessor_complaint(
    const char *_Nonnull missing, int count, const char *_Nonnull level, const char *_Nonnull processor,
    const char *_Nonnull host, char *_Nonnull text, size_t size);

// Returns where this processor has all that is required, or does not tell. Else ends the process with exit code 69, after
// saying so, once a host: of several ranks there the first one speaks, and the others wait for it to end the job.
// To be called first, and from code too small to hold an instruction that may be missing.
void cprocessor_refuse_foreign(void);

#endif
