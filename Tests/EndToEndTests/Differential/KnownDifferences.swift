/// What curlew does otherwise than the installed curl, and why.
struct KnownDifference: Sendable {
    /// The names of the rows: line, and files if they have some. Empty: any row may differ in this.
    let rows: Set<String>
    let aspects: Set<Observation.Aspect>
    let reason: String

    init(_ reason: String, in aspects: Set<Observation.Aspect>, _ rows: String...) {
        self.reason = reason
        self.aspects = aspects
        self.rows = Set(rows)
    }
}

/// This list can only shrink: a row that no longer differs in all of these aspects fails the test.
let knownDifferences: [KnownDifference] = [
    KnownDifference(
        "`--name=value` is of curl 8.16, and this curl is older", in: [.output, .status, .requests, .connections],
        "--request=PATCH $http/echo", "--url=$http/echo --url $http/echo/two", "--user-agent='two words' $http/echo",
        "--data=a=1 $http/echo"),
    KnownDifference(
        "this curl forgets --proxy-pinnedpubkey", in: [.output, .status, .requests, .connections, .errors],
        "-x $tls --proxy-insecure --proxy-pinnedpubkey missing http://example.test/to/$port/echo"),
    KnownDifference(
        "a file that cannot be read is exit status 26, as in curl since 8.0; this one sends nothing in its place",
        in: [.output, .status, .requests, .connections],
        "-H @missing $http/echo", "-d @missing $http/echo", "-d@missing $http/echo", "--data-binary @missing $http/echo",
        "--data-urlencode @missing $http/echo", "--json @missing $http/echo"),
    KnownDifference(
        "this curl loses what stands in front of a NUL; since 8.4 it drops the NULs alone", in: [.output, .requests],
        "-d @binary.bin $http/echo"),
    KnownDifference(
        "nothing after the last --next is nothing more to do; this curl says that a URL is missing when all is done", in: [.status],
        "$http/echo --next"),
    KnownDifference(
        "options in front of --next without a URL are a mistake, as in curl since 8.0; this one forgets them",
        in: [.output, .status, .requests, .connections],
        "--next $http/echo"),
    KnownDifference(
        "the message says which file and why; curl warns of that in a line of its own", in: [.errors],
        "-o deep/out $http/echo", "-o home $http/echo", "--output-dir made -o out $http/echo"),
    KnownDifference(
        "a dash alone is standard input, which curl does not look at", in: [.output, .status, .requests, .connections],
        "- $http/echo"),
    KnownDifference(
        "curlew speaks HTTP only", in: [.output, .status, .errors],
        "file://$here/upload.txt"),
    KnownDifference(
        "curlew speaks HTTP only", in: [.status, .errors],
        "ftp://127.0.0.1:$refused/x"),
    KnownDifference(
        "curlew says what curl is to be used for", in: [.errors],
        "-sS --connect-to ::$host --proto =http,https ftp.test/echo", "-sS --connect-to ::$host --proto =http,https DICT.test/echo",
        "-sS --connect-to ::$host --proto =http,https imap.test/echo", "-sS --connect-to ::$host --proto =http,https ldap.test/echo",
        "-sS --connect-to ::$host --proto =http,https pop3.test/echo", "-sS --connect-to ::$host --proto =http,https smtp.test/echo"),
    KnownDifference(
        "libcurl was told not to speak it, and says that it cannot", in: [.errors],
        "-L $http/redirect-file"),
    KnownDifference(
        "since 8.0 curl looks for curlrc without a dot there; this one is older", in: [.requests],
        "$http/echo/xdg  # xdg/curlrc: \"header = \\\"X-Rc: xdg\\\"\\n\""),
    KnownDifference(
        "there is no progress meter", in: [.output],
        "--stderr - http://127.0.0.1:$refused/"),
    KnownDifference(
        "there is no progress meter", in: [.files],
        "--stderr words http://127.0.0.1:$refused/"),
    KnownDifference(
        "the message says which file and why; curl warns of that in a line of its own", in: [.errors],
        "-O $http/", "-O $http/dir/", "-OJ $http/disposition/upload.txt"),
    KnownDifference(
        "this curl dies of that; since 8.0 it is exit status 23", in: [.status, .errors],
        "-D no/heads $http/fields"),
    KnownDifference(
        "libcurl says an address of its memory", in: [.errors],
        "-sv -L $http/redirect/1"),
    KnownDifference(
        "this curl leaves the CR of an empty field in its value", in: [.output],
        "-w '%{header_json}' $http/fields"),
    KnownDifference(
        "a file that cannot be read is exit status 26; curl warns and prints nothing",
        in: [.output, .status, .requests, .connections],
        "-w @missing $http/echo"),
    KnownDifference(
        "the message says which file and why; curl says so in lines of its own", in: [.errors],
        "--etag-save no/tag $http/etag", "-T missing $http/put", "-g -T '{upload.txt}' $http/put"),
    KnownDifference(
        "libcurl has no function that lists its engines by the names this curl prints", in: [.output, .status],
        "--engine list"),
    KnownDifference(
        "curl has more variables since 8.1", in: [.output],
        "-w '%{json}\\n' -A me $http/echo"),
    KnownDifference(
        "there are other words for help", in: [.files],
        "--stderr words --max-time abc $http/echo", "--stderr words"),
    KnownDifference(
        "to go on with a body is a mistake, as in curl since 8.0; this one sends it", in: [.status],
        "-sC 5 -d a=1 $http/echo", "-sC - -o part.txt -d a=1 $http/echo"),
    KnownDifference(
        "an open quote is named with file and line; this curl takes the line end into the value", in: [.errors],
        "-sS -K config  # config: \"url = \\\"$http/echo\\n\""),
    KnownDifference(
        "an open quote is named with file and line; this curl takes the line end into the value",
        in: [.output, .status, .requests, .connections],
        "-sS -K config $http/echo  # config: \"# one\\nuser-agent = \\\"me\\n\""),
    KnownDifference(
        "this curl takes the option and does not look at the key; curlew does", in: [.output, .status, .requests, .connections, .errors],
        "-x $tls --proxy-cacert ca.pem --proxy-pinnedpubkey sha256//AAAA http://example.test/to/$port/echo"),
]
