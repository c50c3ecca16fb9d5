extension CodeTable {
    /// The codes of messages about asking services, in alphabetical order.
    static let transport: [Explanation] = [
        .init(
            "E-AUTH-APP", "the service does not know or accept the application",
            means: "tenant, client_id, cloud or scope is another's; the service's own code stands in the message",
            fix: "compare them with the application's overview page"),
        .init(
            "E-AUTH-CONSENT", "a permission or consent is missing",
            means: "the credential is good; the message names the roles in the token and the one wanted",
            fix: "grant the permission and admin consent; it may take minutes to work"),
        .init(
            "E-AUTH-SECRET", "a service refuses the credential",
            means:
                "it is wrong or has expired; a secret that looks like a GUID is often the secret's id, not its value",
            fix: "store a current credential where the configuration refers to"),
        .init(
            "E-CA", "a file of certificate authorities cannot be used", means: "it is missing or holds no certificate",
            fix: "name a PEM file under network.ca"),
        .init(
            "E-CLOCK", "this machine's clock is off", means: "services refuse times that are minutes away from theirs",
            fix: "set the clock by a time server"),
        .init(
            "E-CONTINUATION", "a service no longer knows where an answer goes on",
            means: "marks of pages live for a limited time", fix: "nothing: the slice is asked for anew"),
        .init(
            "E-CUT-ANSWER", "answers stayed cut short",
            means: "the service said success, but the body ended early or was not JSON",
            fix: "ask for shorter windows, or try again later"),
        .init(
            "E-GONE", "a service does not have what was asked for",
            means: "it has expired, or the credential may not see it", fix: "check base_url and the names in it"),
        .init(
            "E-HOST", "a link leads to a host that is not configured",
            means: "credentials go only to configured hosts, over TLS; nothing was sent",
            fix: "if the host is the service's own, add it to the source's hosts"),
        .init(
            "E-KEY", "a private key or certificate cannot be used", means: "assertions need an unencrypted PEM key",
            fix: "store it as PEM: RSA from 2048 bits, or P-256"),
        .init(
            "E-LICENCE", "the tenant lacks a licence for this log", means: "the service sells it apart",
            fix: "license it, or audit another log"),
        .init(
            "E-NETWORK", "a host cannot be reached", means: "no name, no connection, or one that broke, several times",
            fix: "check the network, base_url and network.proxy"),
        .init(
            "E-NOT-SUBSCRIBED", "no subscription delivers this content",
            means: "content is made only while a subscription is on",
            fix: "start the subscription; older events can be had only elsewhere"),
        .init(
            "E-PROXY", "a proxy's URL cannot be used", means: "proxies are reached by http",
            fix: "write http://host:port under network.proxy or in HTTPS_PROXY"),
        .init(
            "E-QUESTION-SIZE", "a service refuses so large a question", means: "the stretch or the page is too large",
            fix: "ask for shorter windows"),
        .init(
            "E-REQUEST", "a request cannot be sent", means: "a credential or header holds a line break or the like",
            fix: "store the credential without it"),
        .init(
            "E-RETENTION", "older than the service serves", means: "the service keeps its log for a limited time",
            fix: "start later, use another authority, or let collect keep an archive from now on"),
        .init(
            "E-SERVICE", "a service rejects a request", means: "its own code and words stand in the message",
            fix: "check the source's settings"),
        .init(
            "E-THROTTLED", "a service still asks to slow down",
            means: "the message says how often it asked and how long was waited",
            fix: "lower the source's limits, and stop other programs that use the same application"),
        .init(
            "E-TIMEOUT", "no answer in time", means: "the service is slow or overloaded",
            fix: "ask for shorter windows, or raise network.head and network.total"),
        .init(
            "E-TLS", "no secure connection", means: "the certificate is not trusted, or another host's",
            fix: "name the authority under network.ca; verification cannot be switched off"),
        .init(
            "E-TOO-LARGE", "an answer is larger than allowed", means: "bounds keep memory small",
            fix: "ask for smaller pages, or raise network.largest"),
    ]
}
