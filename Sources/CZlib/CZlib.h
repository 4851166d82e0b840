// The door to zlib. Only `Datasets` imports this module, and only what it calls is here.
//
// Why a shim: a z_stream must not change its address between calls (zlib keeps a pointer back to it), which a Swift
// variable does not promise; its counters are 32 bits wide; its pointers are possibly null and its codes ignorable.
// Codes (Z_OK, Z_STREAM_END, Z_BUF_ERROR, …) are integer macros, which Swift sees as they are.

#ifndef COLLAPSAR_CZLIB_H
#define COLLAPSAR_CZLIB_H

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#define CZLIB_CALL __attribute__((warn_unused_result))

// A stream that reads gzip, at the start of a member. Null when there is no memory.
static inline z_stream *_Nullable czlib_new(void) {
  z_stream *stream = (z_stream *)calloc(1, sizeof(z_stream));
  if (stream == NULL) return NULL;
  // 16 + the largest window: gzip's header and checksum, and no other format.
  if (inflateInit2(stream, 16 + MAX_WBITS) == Z_OK) return stream;
  free(stream);
  return NULL;
}

static inline void czlib_free(z_stream *_Nonnull stream) {
  (void)inflateEnd(stream);
  free(stream);
}

// Back to the start of a member.
CZLIB_CALL static inline int czlib_restart(z_stream *_Nonnull stream) { return inflateReset(stream); }

// Goes on until the input or the room runs out or the member ends; says how much it took and gave.
CZLIB_CALL static inline int czlib_inflate(z_stream *_Nonnull stream, const uint8_t *_Nullable input, size_t count,
                                           uint8_t *_Nonnull output, size_t room, size_t *_Nonnull taken,
                                           size_t *_Nonnull given) {
  const uInt offered = count > UINT_MAX ? UINT_MAX : (uInt)count;
  const uInt space = room > UINT_MAX ? UINT_MAX : (uInt)room;
  stream->next_in = (Bytef *)input;
  stream->avail_in = offered;
  stream->next_out = output;
  stream->avail_out = space;
  const int code = inflate(stream, Z_NO_FLUSH);
  *taken = offered - stream->avail_in;
  *given = space - stream->avail_out;
  return code;
}

// What zlib says about the last error; null when it says nothing.
static inline const char *_Nullable czlib_reason(const z_stream *_Nonnull stream) { return stream->msg; }

#endif
