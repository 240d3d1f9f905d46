// swift-tools-version: 6.2
import PackageDescription

// The rooms and the arrows between them. An arrow that is not in this file does not exist:
// a leaf imports nothing of ours, App decides without touching the world, and each system
// library is seen by exactly one room. Bytes is for everybody, System for those that touch the world or have threads.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func leaf(_ name: String) -> Target {
    .target(name: name, path: "Sources/\(name)", swiftSettings: settings)
}

func room(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .target(name: name, dependencies: dependencies + ["Bytes"], path: "Sources/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport", "System"], path: "Tests/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "curlew",
    products: [.executable(name: "curlew", targets: ["curlew"])],
    targets: [
        // starts
        .executableTarget(
            name: "curlew",
            dependencies: [
                "Runtime", "Curses", "CommandLine", "App", "Resources", "Transfer", "Documents", "HTTP", "Plan", "Screen", "Bytes",
                "System",
            ],
            path: "Sources/curlew", swiftSettings: settings,
            // Not linked to libcurl, which CCurlLoader loads.
            linkerSettings: [
                .unsafeFlags(
                    ["-L\(Context.packageDirectory)/Sources/CCurlLoader/as-needed"],
                    .when(platforms: [.linux], configuration: .release))
            ]),
        // drives
        room("Runtime", "App", "Jobs", "Export", "Transfer", "Search", "Documents", "Bodies", "Screen", "HTTP", "Plan", "System"),
        // decides
        room("App", "Jobs", "Export", "Search", "Documents", "Bodies", "Screen", "HTTP", "Plan"),
        room("Jobs", "Search", "Documents", "Bodies"),
        room("Search", "Documents", "Bodies", "CPCRE2", "CMasks"),
        room("Documents", "Bodies", "Screen", "System", "CMasks"),
        // edges
        room("Transfer", "Bodies", "HTTP", "Plan", "System", "CCurl", "CCurlLoader"),
        room("Curses", "Screen", "System", "CNcurses"),
        room("CommandLine", "Plan", "HTTP"),
        // what was asked for, and as text again
        room("Export", "CommandLine", "Plan", "HTTP"),
        room("Plan", "HTTP", "Screen"),
        // nearly leaves
        room("Bodies", "System", "CCodings"),
        room("Screen", "System", "CWchar"),
        room("HTTP"),
        // leaves
        leaf("Bytes"),
        .target(name: "System", dependencies: ["CEnviron", "CProcess", "CXattr"], path: "Sources/System", swiftSettings: settings),
        // system libraries
        .systemLibrary(name: "CEnviron", path: "Sources/CEnviron"),
        .systemLibrary(name: "CProcess", path: "Sources/CProcess"),
        .systemLibrary(name: "CNcurses", path: "Sources/CNcurses"),
        .systemLibrary(name: "CCurl", path: "Sources/CCurl"),
        .target(name: "CCurlLoader", path: "Sources/CCurlLoader", exclude: ["as-needed"]),
        .systemLibrary(name: "CPCRE2", path: "Sources/CPCRE2"),
        .systemLibrary(name: "CCodings", path: "Sources/CCodings"),
        .systemLibrary(name: "CMasks", path: "Sources/CMasks"),
        .systemLibrary(name: "CWchar", path: "Sources/CWchar"),
        .systemLibrary(name: "CXattr", path: "Sources/CXattr"),
        // data
        .target(
            name: "Resources", path: "Resources",
            exclude: ["Documentation", "Dockerfile", "Dockerfile.dockerignore", "install.sh", "package.sh"],
            resources: [.embedInCode("Demo")], swiftSettings: settings),
        // tests
        .target(name: "TestSupport", dependencies: ["Bodies", "System", "CProcess"], path: "Tests/TestSupport", swiftSettings: settings),
        tests("BytesTests", "Bytes"),
        tests("SystemTests"),
        tests("HTTPTests", "HTTP"),
        tests("PlanTests", "Plan", "HTTP"),
        tests("ExportTests", "Export", "CommandLine", "Plan", "HTTP"),
        tests("BodiesTests", "Bodies"),
        tests("ScreenTests", "Screen"),
        tests("DocumentsTests", "Documents", "Bodies", "Screen"),
        tests("SearchTests", "Search", "Documents", "Bodies", "Screen"),
        tests("TransferTests", "Transfer", "CommandLine", "Bodies", "HTTP", "Plan", "Resources"),
        tests("CommandLineTests", "CommandLine", "App", "Resources", "Export", "Plan", "Screen", "HTTP"),
        tests("AppTests", "App", "Jobs", "Search", "Documents", "Bodies", "Screen", "HTTP", "Plan"),
        tests("CursesTests", "Curses", "Screen"),
        tests("RuntimeTests", "Runtime", "App", "Jobs", "Transfer", "Search", "Documents", "Bodies", "Screen", "HTTP", "Plan", "CXattr"),
        tests("EndToEndTests", "App", "Documents"),
        tests("FuzzTests", "FuzzTargets"),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "CommandLine", "Export", "Transfer", "Curses", "Documents", "Bodies", "Screen", "HTTP", "Plan", "Bytes", "System",
                "TestSupport",
            ],
            path: "Tests/Fuzz/Targets", swiftSettings: settings),
    ]
)

// `Tests/check.sh fuzz`: libFuzzer brings a `main` of its own, and this is not linked without it.
if Context.environment["CURLEW_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Main",
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
