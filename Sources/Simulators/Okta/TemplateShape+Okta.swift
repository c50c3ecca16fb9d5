extension TemplateShape {
    /// Records of the Okta System Log; fields after developer.okta.com, System Log API, "LogEvent object".
    package static let oktaSystemLog = TemplateShape(
        source: "okta-system-log",
        types: [
            (
                "user", 0.7,
                [
                    "user.session.start", "user.authentication.sso", "user.authentication.auth_via_mfa",
                    "user.session.end",
                ]
            ),
            ("application", 0.15, ["application.user_membership.add", "application.lifecycle.update"]),
            ("policy", 0.1, ["policy.evaluate_sign_on", "policy.rule.update"]),
            ("system", 0.05, ["system.api_token.create", "system.agent.ad.read_ldap"]),
        ], id: .guid, time: .iso(digits: 3),
        body: """
            {"actor":{"id":"00u%user%siemgap","type":"User","alternateId":"%mail%","displayName":"%name%",
            "detailEntry":null},
            "client":{"userAgent":{"rawUserAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "os":"Linux","browser":"FIREFOX"},"zone":"null","device":"Computer","id":null,"ipAddress":"%address%",
            "geographicalContext":{"city":"Lund","state":"Skåne","country":"Sweden","postalCode":"222 22",
            "geolocation":{"lat":55.7,"lon":13.19}}},
            "device":null,"authenticationContext":{"authenticationProvider":null,"credentialProvider":null,
            "credentialType":null,"issuer":null,"interface":null,"authenticationStep":0,"externalSessionId":"%guid%"},
            "displayMessage":"%operation%","eventType":"%operation%",
            "outcome":{"result":"%outcome:SUCCESS|FAILURE%","reason":null},"published":"%time%",
            "securityContext":{"asNumber":64500,"asOrg":"example","isp":"example","domain":"example.test","isProxy":false},
            "severity":"INFO","debugContext":{"debugData":{"requestId":"%guid%","requestUri":"/api/v1/authn",
            "url":"/api/v1/authn?"}},"legacyEventType":"core.%type%.%operation%",
            "transaction":{"type":"WEB","id":"W%number%","detail":{}},"uuid":"%id%","version":"0",
            "request":{"ipChain":[{"ip":"%address%","geographicalContext":null,"version":"V4","source":null}]},
            "target":[{"id":"0oa%number%","type":"AppInstance","alternateId":"siemgap","displayName":"siemgap",
            "detailEntry":null}]}
            """,
        drift: [(#""version":"0""#, #""version":0"#), (#""severity":"INFO","#, "")])
}
