import EventSources
import Testing

/// Texts in, parts or what is wrong with them out.
struct TemplateTests {
    @Test func holesAndTextBetweenThemKeepTheirOrder() throws {
        let template = try Template(parsing: "t ge {from:iso-100ns} and t le {to:epoch-ms}")
        #expect(
            template.parts == [
                .literal("t ge "), .hole(.from(.isoTicks)), .literal(" and t le "), .hole(.to(.epochMilliseconds)),
            ])
    }

    @Test(arguments: [
        ("{page_size}", Template.Hole.pageSize), ("{scope}", .scope(isQuery: false)),
        ("{scope:query}", .scope(isQuery: true)), ("{setting:tenant}", .setting("tenant")), ("{token}", .token),
        ("{from:date|text}", .from(.date)),
    ])
    func holeAloneIsKnownAsSuch(_ text: String, _ hole: Template.Hole) throws {
        #expect(try Template(parsing: text).onlyHole == hole)
    }

    @Test func doubledBracketsAreBrackets() throws {
        #expect(try Template(parsing: "{{\"a\":1}}").parts == [.literal("{\"a\":1}")])
        #expect(try Template(parsing: "").parts == [.literal("")])
    }

    @Test(arguments: [
        ("{from}", TemplateError.Reason.timeForm), ("{from:rfc}", .timeForm), ("{nothing}", .name),
        ("{setting:}", .name),
        ("{item:}", .path), ("{item:a..b}", .path), ("{credential:x}", .path), ("{from:iso", .unpaired),
        ("a}", .unpaired),
        ("{page_size:3}", .name),
    ])
    func wrongHoleIsRefusedWithItsReason(_ text: String, _ reason: TemplateError.Reason) {
        let error = #expect(throws: TemplateError.self) { try Template(parsing: text) }
        #expect(error?.reason == reason)
    }
}
