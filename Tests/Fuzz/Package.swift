// swift-tools-version: 6.2
import PackageDescription

// The rooms below App once more, as links, in a package of their own: libFuzzer's code goes into every target
// and brings its own `main`, so it cannot be built beside the program.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "curlew-fuzz",
    targets: [
        .target(name: "System", swiftSettings: settings),
        .target(name: "Bodies", dependencies: ["System"], swiftSettings: settings),
        .systemLibrary(name: "CWchar"),
        .target(name: "Screen", dependencies: ["System", "CWchar"], swiftSettings: settings),
        .target(name: "Documents", dependencies: ["Bodies", "Screen", "System"], swiftSettings: settings),
        .executableTarget(
            name: "Lines", dependencies: ["Documents", "Bodies"],
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]),
    ]
)
