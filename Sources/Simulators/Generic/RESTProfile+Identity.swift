/// Sign-in, directories and password stores.
extension RESTProfile {
    static let identity = [duo, onePassword, auth0, oneLogin, jumpCloud]

    /// duo.com/docs/adminapi, "Authentication Logs", version 2.
    private static let duo = RESTProfile(
        shape: TemplateShape(
            source: "duo-authentication", types: [("authentication", 1, ["authentication", "enrollment"])], id: .guid,
            time: .seconds,
            body: """
                {"txid":"%id%","timestamp":%time%,"isotimestamp":"%iso%","event_type":"%operation%",
                "result":"%outcome:success|denied%","reason":"%outcome:user_approved|user_marked_fraud%",
                "factor":"duo_push","user":{"key":"DU%user%","name":"%name%","groups":["staff"]},"email":"%mail%",
                "application":{"key":"DISIEMGAP","name":"VPN"},"access_device":{"ip":"%address%","hostname":null,
                "os":"Linux","browser":"Firefox","location":{"city":"Lund","state":"Skåne","country":"Sweden"}},
                "auth_device":{"ip":"%address%","name":"phone","location":{"city":"Lund"}},"alias":"","ood_software":null}
                """),
        path: "/admin/v2/logs/authentication", time: (.milliseconds, .query), from: .including("mintime"),
        to: .including("maxtime"), order: .chosen(name: "sort", ascending: "ts:asc"), limit: ("limit", 100, 1000),
        continuation: .joined("next_offset"), auth: [.duo(integrationKey: "DISIEMGAPSIM00000001")],
        page: """
            {"stat":"OK","response":{"authlogs":%records%,"metadata":{"next_offset":["%milliseconds%","%token%"],\
            "total_objects":%count%}}}
            """,
        lastPage: """
            {"stat":"OK","response":{"authlogs":%records%,"metadata":{"next_offset":null,"total_objects":%count%}}}
            """, error: #"{"stat":"FAIL","code":%status%00,"message":"%message%"}"#,
        throttle: Throttle(saysWhen: false),
        keptDays: 180)

    /// support.1password.com, "Events API reference", `auditevents`: a cursor that stays good when nothing is left.
    private static let onePassword = RESTProfile(
        shape: TemplateShape(
            source: "1password",
            types: [("item", 0.7, ["view", "update", "export"]), ("user", 0.3, ["suspend", "invite"])],
            id: .hexadecimal(prefix: "", digits: 26), time: .iso(digits: 6),
            body: """
                {"uuid":"%id%","timestamp":"%time%","actor_uuid":"A%user%","actor_details":{"uuid":"A%user%","name":"%name%",
                "email":"%mail%"},"action":"%operation%","object_type":"%type%","object_uuid":"O%number%","aux_id":0,
                "aux_uuid":"","aux_info":"","session":{"uuid":"%guid%","login_time":"%iso%","device_uuid":"D%user%",
                "ip":"%address%"},"location":{"country":"Sweden","region":"Skåne","city":"Lund"}}
                """),
        method: "POST", path: "/api/v2/auditevents", time: (.rfc3339, .body(inside: nil)),
        from: .including("start_time"),
        to: .excluding("end_time"), order: .ascending, limit: ("limit", 100, 1000), continuation: .member("cursor"),
        auth: [.header(name: "Authorization", prefix: "Bearer ")],
        page: #"{"cursor":"%token%","has_more":true,"items":%records%}"#,
        lastPage: #"{"cursor":"%token%","has_more":false,"items":%records%}"#,
        error: #"{"Error":{"Message":"%message%"}}"#, throttle: Throttle(saysWhen: false), keptDays: 120)

    /// auth0.com/docs, "Retrieve log events using the Management API", by checkpoint: the next link stays when drained.
    private static let auth0 = RESTProfile(
        shape: TemplateShape(
            source: "auth0", types: [("login", 0.8, ["s", "f", "seacft"]), ("api", 0.2, ["sapi", "mgmt_api_read"])],
            id: .integer(base: 900_202_601_010_000_000), time: .iso(digits: 3),
            body: """
                {"date":"%time%","type":"%operation%","description":"%outcome:done|refused%","connection":"users",
                "client_id":"siemgapClient","client_name":"Portal","ip":"%address%","user_agent":"Firefox 140 / Linux",
                "hostname":"example.eu.auth0.com","user_id":"auth0|%user%","user_name":"%mail%","tenant_name":"example",
                "log_id":"%id%","_id":"%id%","isMobile":false,"details":{"session_id":"%guid%"}}
                """),
        path: "/api/v2/logs", time: (.rfc3339, .none), from: .including("from"), order: .ascending,
        limit: ("take", 50, 100), continuation: .lastID("from"), announcement: .link, auth: [.token(audiences: [])],
        login: RESTLogin(path: "/oauth/token", grant: "client_credentials", proof: .body), page: "%records%",
        lastPage: "%records%",
        error: #"{"statusCode":%status%,"error":"%code%","message":"%message%","errorCode":"%code%"}"#,
        throttle: Throttle(code: "too_many_requests", saysWhen: false))

    /// developers.onelogin.com, "List Events", version 1: whole URLs in the body; asks to slow down with 400.
    private static let oneLogin = RESTProfile(
        shape: TemplateShape(
            source: "onelogin-events", types: [("login", 0.8, ["5", "6", "8"]), ("admin", 0.2, ["13", "17"])],
            id: .integer(base: 700_000_000), time: .iso(digits: 3),
            body: """
                {"id":%id%,"created_at":"%time%","account_id":5555,"user_id":%user%,"user_name":"%name%",
                "event_type_id":%operation%,"notes":"%type%","ipaddr":"%address%","actor_user_id":%user%,
                "actor_user_name":"%name%","app_id":null,"app_name":null,"risk_score":3,"error_description":null,
                "custom_message":"%outcome:done|refused%","resolution":null}
                """, drift: [(#""event_type_id":%operation%"#, #""event_type_id":"%operation%""#)]),
        path: "/api/1/events", time: (.rfc3339, .query), from: .including("since"), to: .excluding("until"),
        limit: ("limit", 50, 50), continuation: .query("after_cursor"), auth: [.token(audiences: [])],
        login: RESTLogin(path: "/auth/oauth2/v2/token", grant: "client_credentials", proof: .basic),
        page: """
            {"status":{"error":false,"code":200,"type":"success","message":"Success"},"pagination":{"before_cursor":null,\
            "after_cursor":"%token%","previous_link":null,"next_link":"%link%"},"data":%records%}
            """,
        lastPage: """
            {"status":{"error":false,"code":200,"type":"success","message":"Success"},"pagination":{"before_cursor":null,\
            "after_cursor":null,"previous_link":null,"next_link":null},"data":%records%}
            """, error: #"{"status":{"error":true,"code":%status%,"type":"%code%","message":"%message%"}}"#,
        throttle: Throttle(status: 400, code: "rate_limit_exceeded", saysWhen: false))

    /// docs.jumpcloud.com, "Directory Insights API": the token comes in a header.
    private static let jumpCloud = RESTProfile(
        shape: TemplateShape(
            source: "jumpcloud",
            types: [
                ("directory", 0.5, ["user_update", "admin_login_attempt"]), ("sso", 0.4, ["sso_auth"]),
                ("ldap", 0.1, ["ldap_bind"]),
            ], id: .hexadecimal(prefix: "", digits: 24), time: .iso(digits: 3),
            body: """
                {"id":"%id%","timestamp":"%time%","event_type":"%operation%","service":"%type%","organization":"5a0",
                "initiated_by":{"id":"%user%","type":"user","username":"%name%","email":"%mail%"},"client_ip":"%address%",
                "success":%outcome:true|false%,"geoip":{"country_code":"SE","timezone":"Europe/Stockholm"},"@version":"1"}
                """),
        method: "POST", path: "/insights/directory/v1/events", time: (.rfc3339, .body(inside: nil)),
        from: .including("start_time"), to: .excluding("end_time"), order: .chosen(name: "sort", ascending: "ASC"),
        limit: ("limit", 1000, 10_000), continuation: .member("search_after"), announcement: .header("X-Search_after"),
        auth: [.header(name: "x-api-key", prefix: "")], page: "%records%", lastPage: "%records%",
        error: #"{"message":"%message%"}"#, keptDays: 90)
}
