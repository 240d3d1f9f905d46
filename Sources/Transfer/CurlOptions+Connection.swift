internal import CCurl
internal import Plan

extension CurlOptions {
    mutating func setConnection(_ connection: ConnectionSettings) throws {
        try set(CURLOPT_RESOLVE, list: connection.resolve)
        try set(CURLOPT_CONNECT_TO, list: connection.connectTo)
        switch connection.unixSocket {
        case nil: break
        case .path(let path)?: try set(CURLOPT_UNIX_SOCKET_PATH, path)
        case .abstract(let name)?: try set(CURLOPT_ABSTRACT_UNIX_SOCKET, name)
        }
        switch connection.addressFamily {
        case nil: break
        case .ipv4?: try set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V4))
        case .ipv6?: try set(CURLOPT_IPRESOLVE, Int(CURL_IPRESOLVE_V6))
        }
        try set(CURLOPT_INTERFACE, connection.interface)
        if let ports = connection.localPorts {
            try set(CURLOPT_LOCALPORT, ports.lowerBound)
            try set(CURLOPT_LOCALPORTRANGE, ports.count)
        }
        try setTCP(connection)
        if let limit = connection.happyEyeballsTimeout { try set(CURLOPT_HAPPY_EYEBALLS_TIMEOUT_MS, limit) }
        try set(CURLOPT_DNS_SERVERS, connection.nameServers.list)
        try set(CURLOPT_DNS_INTERFACE, connection.nameServers.interface)
        try set(CURLOPT_DNS_LOCAL_IP4, connection.nameServers.ipv4Address)
        try set(CURLOPT_DNS_LOCAL_IP6, connection.nameServers.ipv6Address)
        try set(CURLOPT_DOH_URL, connection.nameServerURL)
        if connection.trustsAnyNameServer {
            try set(CURLOPT_DOH_SSL_VERIFYPEER, 0)
            try set(CURLOPT_DOH_SSL_VERIFYHOST, 0)
        }
        if connection.nameServerNeedsStapledStatus { try set(CURLOPT_DOH_SSL_VERIFYSTATUS, 1) }
    }

    private func setTCP(_ connection: ConnectionSettings) throws {
        try set(CURLOPT_TCP_KEEPALIVE, connection.probesIdlePeer ? 1 : 0)
        if connection.probesIdlePeer, let time = connection.keepAliveTime, time > 0 {
            try set(CURLOPT_TCP_KEEPIDLE, time)
            try set(CURLOPT_TCP_KEEPINTVL, time)
        }
        if !connection.sendsAtOnce { try set(CURLOPT_TCP_NODELAY, 0) }
        if connection.opensFast { try set(CURLOPT_TCP_FASTOPEN, 1) }
    }

    func setLimits(_ limits: Limits) throws {
        try set(CURLOPT_LOW_SPEED_LIMIT, limits.slowSpeed)
        try set(CURLOPT_LOW_SPEED_TIME, limits.slowTime)
        if let rate = limits.rate {
            try set(CURLOPT_MAX_SEND_SPEED_LARGE, offset: rate)
            try set(CURLOPT_MAX_RECV_SPEED_LARGE, offset: rate)
        }
        // libcurl fills the buffer up to a hundred times before it looks at the clock: no more than a second's worth.
        try set(CURLOPT_BUFFERSIZE, max(1024, min((limits.rate ?? .max) / 100, 512 * 1024)))
        if let size = limits.fileSize { try set(CURLOPT_MAXFILESIZE_LARGE, offset: size) }
    }
}
