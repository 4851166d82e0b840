import Foundation

/// Whether to print the measurements that the module's README quotes.
let measuring = ProcessInfo.processInfo.environment["COLLAPSAR_MEASURE"] != nil
