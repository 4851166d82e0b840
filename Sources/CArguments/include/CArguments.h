#ifndef COLLAPSAR_CARGUMENTS_H
#define COLLAPSAR_CARGUMENTS_H

// The command line of this process, as the system handed it over. Swift reads it from /proc/self/cmdline instead, and finds
// an empty one where /proc is not mounted.

// How many words it has, the program's name included.
int carguments_count(void);

// One of them; empty where there are fewer.
const char *_Nonnull carguments_word(int index);

// The file that was started, by the path that the system was given; empty where it does not tell.
const char *_Nonnull carguments_file(void);

#endif
