#ifndef COLLAPSAR_CBOOSTMATH_H
#define COLLAPSAR_CBOOSTMATH_H

// The special functions that Estimation calls, and no others.
//
// Every function is total: where the mathematics has no answer, or Boost finds none, it returns NaN. No C++ exception
// leaves these functions and errno means nothing after them.

// A result that is thrown away is a bug: Swift lets an imported call's result drop unless the header objects.
#define COLLAPSAR_RESULT __attribute__((warn_unused_result))
// A name with labels, since three bare doubles are easily swapped.
#define COLLAPSAR_SWIFT(name) __attribute__((swift_name(name)))

#ifdef __cplusplus
extern "C" {
#endif

/// The x in [0, 1] with I_x(a, b) = p; a, b > 0 and p in [0, 1].
double collapsar_beta_quantile(double a, double b, double p)
    COLLAPSAR_RESULT COLLAPSAR_SWIFT("betaQuantile(a:b:lowerTail:)");

/// The x in [0, 1] with 1 - I_x(a, b) = q; apart from the above since 1 - q would lose the digits of a small q.
double collapsar_beta_upper_quantile(double a, double b, double q)
    COLLAPSAR_RESULT COLLAPSAR_SWIFT("betaQuantile(a:b:upperTail:)");

/// The z that a standard normal variable exceeds with probability q in (0, 1).
double collapsar_normal_upper_quantile(double q) COLLAPSAR_RESULT COLLAPSAR_SWIFT("normalQuantile(upperTail:)");

#ifdef __cplusplus
}
#endif

#endif
