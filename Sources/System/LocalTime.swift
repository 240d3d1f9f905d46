#if canImport(Darwin)
    internal import Darwin
#else
    internal import Glibc
#endif

package enum LocalTime {
    /// Since midnight.
    package static var ofDay: Duration {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        var local = tm()
        localtime_r(&now.tv_sec, &local)
        return .seconds(Int(local.tm_hour) * 3600 + Int(local.tm_min) * 60 + Int(local.tm_sec)) + .nanoseconds(now.tv_nsec)
    }
}
