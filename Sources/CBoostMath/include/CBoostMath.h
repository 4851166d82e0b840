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

/// I_x(a, b), the regularized incomplete beta function; a, b > 0 and x in [0, 1].
double collapsar_beta_lower_tail(double a, double b, double x) COLLAPSAR_RESULT COLLAPSAR_SWIFT("betaLowerTail(a:b:at:)");

/// 1 - I_x(a, b); apart from the above since a difference would lose the digits of a small tail.
double collapsar_beta_upper_tail(double a, double b, double x) COLLAPSAR_RESULT COLLAPSAR_SWIFT("betaUpperTail(a:b:at:)");

/// The z that a standard normal variable exceeds with probability q in (0, 1).
double collapsar_normal_upper_quantile(double q) COLLAPSAR_RESULT COLLAPSAR_SWIFT("normalQuantile(upperTail:)");

/// The logarithm of the gamma function of x > 0.
double collapsar_log_gamma(double x) COLLAPSAR_RESULT COLLAPSAR_SWIFT("logGamma(_:)");

/// log(1 + x) - x for x > -1, without the cancellation near 0.
double collapsar_log1p_minus(double x) COLLAPSAR_RESULT COLLAPSAR_SWIFT("logOnePlusMinus(_:)");

/// The natural logarithm of x > 0, in long double like the others: the library's for double differs by processor.
double collapsar_log(double x) COLLAPSAR_RESULT COLLAPSAR_SWIFT("logarithm(_:)");

/// e to the x, in long double as above.
double collapsar_exp(double x) COLLAPSAR_RESULT COLLAPSAR_SWIFT("exponential(_:)");

#ifdef __cplusplus
}
#endif

#endif
