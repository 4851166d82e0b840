// The door to libcrypto. Only `Digests` imports this module, and only what it calls is here.
//
// Why a shim: <openssl/evp.h> declares every pointer as possibly null and every return code as ignorable. Here a handle
// that was checked once is `_Nonnull`, and dropping a code is a warning, which this package makes an error.

#ifndef COLLAPSAR_CCRYPTO_H
#define COLLAPSAR_CCRYPTO_H

#include <openssl/evp.h>
#include <stddef.h>
#include <stdint.h>

#define CCRYPTO_CALL __attribute__((warn_unused_result))

enum { ccrypto_sha256_length = 32 };

// Null when there is no memory.
static inline EVP_MD_CTX *_Nullable ccrypto_new(void) { return EVP_MD_CTX_new(); }

static inline void ccrypto_free(EVP_MD_CTX *_Nonnull context) { EVP_MD_CTX_free(context); }

// 1, or 0 when no provider that OPENSSL_CONF activates knows SHA-256.
CCRYPTO_CALL static inline int ccrypto_sha256_init(EVP_MD_CTX *_Nonnull context) {
  return EVP_DigestInit_ex(context, EVP_sha256(), NULL);
}

// `bytes` may be null when `count` is 0: an empty Swift buffer has no address.
CCRYPTO_CALL static inline int ccrypto_update(EVP_MD_CTX *_Nonnull context, const void *_Nullable bytes, size_t count) {
  return count == 0 ? 1 : EVP_DigestUpdate(context, bytes, count);
}

// Into a context of its own, which may be at anything: 1, or 0 when there is no memory.
CCRYPTO_CALL static inline int ccrypto_copy(EVP_MD_CTX *_Nonnull to, const EVP_MD_CTX *_Nonnull from) {
  return EVP_MD_CTX_copy_ex(to, from);
}

// Writes ccrypto_sha256_length bytes.
CCRYPTO_CALL static inline int ccrypto_final(EVP_MD_CTX *_Nonnull context, uint8_t *_Nonnull digest) {
  return EVP_DigestFinal_ex(context, digest, NULL);
}

#endif
