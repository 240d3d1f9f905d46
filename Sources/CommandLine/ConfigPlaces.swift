/// Where config files are looked for.
enum ConfigPlaces {
    /// curl's own: the first of these that is there is read, and no other (curl(1), --config).
    static func curl(_ environment: [String: String]) -> [String] {
        var places: [String] = []
        func add(_ variable: String, _ name: String) {
            if let directory = environment[variable], !directory.isEmpty { places.append("\(directory)/\(name)") }
        }
        add("CURL_HOME", ".curlrc")
        add("XDG_CONFIG_HOME", "curlrc")
        // As curl before 8.0 has it.
        add("XDG_CONFIG_HOME", ".curlrc")
        add("HOME", ".curlrc")
        add("HOME", ".config/curlrc")
        return places
    }

    /// curlew's own, read after curl's, in the same grammar.
    static func curlew(_ environment: [String: String]) -> [String] {
        if let directory = environment["XDG_CONFIG_HOME"], !directory.isEmpty { return ["\(directory)/curlew/config"] }
        return environment["HOME"].map { ["\($0)/.config/curlew/config"] } ?? []
    }
}
