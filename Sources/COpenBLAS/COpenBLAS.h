// The door to OpenBLAS. Only `BLASTrainer` imports this module, and only what it calls is here.
//
// Why a shim: cblas_sgemm takes 14 arguments, three of them leading dimensions that follow from the others where matrices
// lie row by row without gaps. Here they cannot disagree, and no pointer may be null.

#ifndef COLLAPSAR_COPENBLAS_H
#define COLLAPSAR_COPENBLAS_H

#include <cblas.h>
#include <stdbool.h>

// One rank, one thread: ranks are what fills a host.
static inline void copenblas_use_one_thread(void) { openblas_set_num_threads(1); }

// Its version and how it was built, in words with spaces between them; and the kind of processor whose kernels it has chosen.
static inline const char *_Nonnull copenblas_config(void) { return openblas_get_config(); }
static inline const char *_Nonnull copenblas_kernel(void) { return openblas_get_corename(); }

static inline CBLAS_TRANSPOSE copenblas_transpose(bool transposed) { return transposed ? CblasTrans : CblasNoTrans; }

// c (m × n) = a (m × k, or k × m if transposed) · b (k × n, or n × k if transposed) + beta · c.
static inline void copenblas_multiply_float(bool a_transposed, bool b_transposed, int m, int n, int k,
                                            const float *_Nonnull a, const float *_Nonnull b, float beta,
                                            float *_Nonnull c) {
  cblas_sgemm(CblasRowMajor, copenblas_transpose(a_transposed), copenblas_transpose(b_transposed), m, n, k, 1, a,
              a_transposed ? m : k, b, b_transposed ? k : n, beta, c, n);
}

// The same in double precision.
static inline void copenblas_multiply_double(bool a_transposed, bool b_transposed, int m, int n, int k,
                                             const double *_Nonnull a, const double *_Nonnull b, double beta,
                                             double *_Nonnull c) {
  cblas_dgemm(CblasRowMajor, copenblas_transpose(a_transposed), copenblas_transpose(b_transposed), m, n, k, 1, a,
              a_transposed ? m : k, b, b_transposed ? k : n, beta, c, n);
}

#endif
