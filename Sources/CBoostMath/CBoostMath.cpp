#include "CBoostMath.h"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <cmath>
#include <limits>

namespace {

using namespace boost::math::policies;

// Every error is thrown, and caught below: Boost's other ways hand back a best guess where a series did not converge,
// and a best guess looks like an answer. Doubles are worked in long double (Boost's default, repeated because results
// lean on it: see README.md).
using Policy = policy<domain_error<throw_on_error>, pole_error<throw_on_error>, overflow_error<throw_on_error>,
                      evaluation_error<throw_on_error>, rounding_error<throw_on_error>, promote_double<true>>;

template <typename Function>
double nan_on_error(Function function) noexcept {
  try {
    return function();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

double collapsar_beta_quantile(double a, double b, double p) {
  return nan_on_error([=] { return boost::math::ibeta_inv(a, b, p, Policy()); });
}

double collapsar_beta_upper_quantile(double a, double b, double q) {
  return nan_on_error([=] { return boost::math::ibetac_inv(a, b, q, Policy()); });
}

double collapsar_beta_lower_tail(double a, double b, double x) {
  return nan_on_error([=] { return boost::math::ibeta(a, b, x, Policy()); });
}

double collapsar_beta_upper_tail(double a, double b, double x) {
  return nan_on_error([=] { return boost::math::ibetac(a, b, x, Policy()); });
}

double collapsar_normal_upper_quantile(double q) {
  return nan_on_error([=] { return std::sqrt(2.0) * boost::math::erfc_inv(2 * q, Policy()); });
}

double collapsar_log_gamma(double x) {
  // Boost's goes on below zero, where the gamma function has signs and poles; nobody here means that.
  if (!(x > 0)) return std::numeric_limits<double>::quiet_NaN();
  return nan_on_error([=] { return boost::math::lgamma(x, Policy()); });
}

double collapsar_log1p_minus(double x) {
  return nan_on_error([=] { return boost::math::log1pmx(x, Policy()); });
}

double collapsar_log(double x) {
  if (!(x > 0)) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(std::log(static_cast<long double>(x)));
}

double collapsar_exp(double x) { return static_cast<double>(std::exp(static_cast<long double>(x))); }
